// The made-up camera: the same picture for the same numbers, and each effect where it belongs.
#include <cmath>

#include "camera/scene.hpp"
#include "camera/view.hpp"
#include "sets/sets.hpp"
#include "support/catch.hpp"

namespace {

using heyi::GreyImage;
using heyi::lab::Code;
using heyi::lab::Dice;
using heyi::lab::photograph;
using heyi::lab::Point;
using heyi::lab::Scene;
using heyi::lab::View;

Code small_code() {
  Dice dice(7);
  return heyi::lab::draw_code(3, dice);
}

Scene small_scene() {
  Scene scene;
  scene.width_pixels = 240;
  scene.height_pixels = 200;
  return scene;
}

int pixel(const GreyImage& image, int x, int y) {
  return image
      .pixels[static_cast<std::size_t>(y) * static_cast<std::size_t>(image.width) + static_cast<std::size_t>(x)];
}

double mean(const GreyImage& image) {
  double sum = 0;
  for (const auto grey : image.pixels) sum += grey;
  return sum / static_cast<double>(image.pixels.size());
}

// How rough a picture is: the mean difference of neighbours in a row.
double roughness(const GreyImage& image) {
  double sum = 0;
  for (std::size_t i = 1; i < image.pixels.size(); ++i) sum += std::abs(image.pixels[i] - image.pixels[i - 1]);
  return sum / static_cast<double>(image.pixels.size());
}

bool is_read(const GreyImage& image, const std::string& text) {
  const auto found = heyi::find_qr(image.view());
  return found && found->size() == 1 && found->front().text == text;
}

}  // namespace

TEST_CASE("every set makes the same frame for the same seed, and another for another", "[lab]") {
  for (const heyi::lab::Set& set : heyi::lab::all_sets()) {
    INFO(set.name);
    REQUIRE(!set.rows.empty());
    const heyi::lab::Row& row = set.rows.back();
    const auto first = frame_of(set, row, 1, 5), again = frame_of(set, row, 1, 5);
    CHECK(first.text == again.text);
    CHECK(first.image.pixels == again.image.pixels);
    CHECK(first.text.starts_with("HY1:"));
    CHECK(frame_of(set, row, 1, 6).text != first.text);
    CHECK(frame_of(set, row, 2, 5).text != first.text);
  }
}

TEST_CASE("rows differ by their strength alone: the code is the same, the picture is not", "[lab]") {
  for (const heyi::lab::Set& set : heyi::lab::all_sets()) {
    if (set.name == "camera") continue;  // Its rows are of several versions.
    INFO(set.name);
    const auto weakest = frame_of(set, set.rows.front(), 0, 1), strongest = frame_of(set, set.rows.back(), 0, 1);
    CHECK(weakest.text == strongest.text);
    CHECK(weakest.image.pixels != strongest.image.pixels);
  }
}

TEST_CASE("the plain view is the code itself, in its place", "[lab]") {
  const Code code = small_code();
  const Scene scene = small_scene();
  const GreyImage image = photograph(code.symbol, scene, 1);
  REQUIRE(image.width == 240);
  REQUIRE(image.height == 200);
  // 29 modules of 5 pixels around the middle of the frame.
  for (int row = 0; row < code.symbol.size_modules; ++row) {
    for (int column = 0; column < code.symbol.size_modules; ++column) {
      const double x = 120 + (column + 0.5 - 14.5) * 5, y = 100 + (row + 0.5 - 14.5) * 5;
      REQUIRE(pixel(image, static_cast<int>(x), static_cast<int>(y)) == (code.symbol.dark(column, row) ? 40 : 210));
    }
  }
}

TEST_CASE("a pixel is the mean of the area that it sees", "[lab]") {
  const Code code = small_code();
  Scene scene = small_scene();
  scene.right_pixels = 0.25;  // The finder's left edge falls into a pixel.
  const GreyImage image = photograph(code.symbol, scene, 1);
  CHECK(pixel(image, 46, 60) == 210);
  CHECK(pixel(image, 47, 60) == 168);  // 48 less a quarter: three quarters paper, one quarter ink.
  CHECK(pixel(image, 48, 60) == 40);
}

TEST_CASE("a lens without distortion changes nothing, and one with it does not move the middle", "[lab]") {
  const Code code = small_code();
  Scene scene = small_scene();
  const GreyImage straight = photograph(code.symbol, scene, 1);
  scene.lens_b = 0.0;
  CHECK(photograph(code.symbol, scene, 1).pixels == straight.pixels);
  scene.lens_b = 0.06;
  CHECK(photograph(code.symbol, scene, 1).pixels != straight.pixels);

  // At half the shorter side a lens of B shows what belongs 1 + B times as far out.
  const View bulging(scene, code.symbol.size_modules);
  scene.lens_b = 0;
  const View plain(scene, code.symbol.size_modules);
  CHECK(bulging.at(120, 100).column == plain.at(120, 100).column);
  const Point edge = bulging.at(120, 200), belongs = plain.at(120, 206);
  CHECK(std::abs(edge.row - belongs.row) < 1e-9);
  CHECK(std::abs(edge.column - belongs.column) < 1e-9);
}

TEST_CASE("a tilted code is nearer on one side and keeps its middle", "[lab]") {
  Scene scene;
  scene.tilt_degrees = 30;  // Its right side lies farther away.
  scene.turn_degrees = 10;
  const View view(scene, 21);
  const Point middle = view.at(640, 360);
  CHECK(std::abs(middle.column - 10.5) < 1e-9);
  CHECK(std::abs(middle.row - 10.5) < 1e-9);
  const auto step = [&](double x) {
    const Point from = view.at(x, 360), to = view.at(x + 1, 360);
    return std::hypot(to.column - from.column, to.row - from.row);
  };
  CHECK(step(900) > step(400));  // A pixel sees more of what is farther away.
}

TEST_CASE("a hardly bent sheet is a flat one", "[lab]") {
  Scene scene;
  scene.tilt_degrees = 20;
  const View flat(scene, 97);
  scene.bend_degrees = 0.01;
  const View bent(scene, 97);
  scene.bend_degrees = 120;
  const View round(scene, 97);
  for (const double x : {450.0, 640.0, 820.0}) {
    CHECK(std::abs(flat.at(x, 300).column - bent.at(x, 300).column) < 0.05);
    CHECK(std::abs(flat.at(x, 300).row - bent.at(x, 300).row) < 0.05);
  }
  CHECK(std::abs(flat.at(450, 300).column - round.at(450, 300).column) > 1);
}

TEST_CASE("light, blur and noise do what their names say", "[lab]") {
  const Code code = small_code();
  const Scene plain = small_scene();
  const GreyImage before = photograph(code.symbol, plain, 1);
  Scene scene = plain;
  scene.light_fall = 0.5;
  const GreyImage darker_right = photograph(code.symbol, scene, 1);
  CHECK(pixel(darker_right, 0, 10) >= pixel(before, 0, 10) - 1);
  CHECK(std::abs(pixel(darker_right, 239, 10) - pixel(before, 239, 10) / 2) <= 1);
  scene = plain;
  scene.glare_levels = 300;
  scene.glare_radius_modules = 3;
  CHECK(pixel(photograph(code.symbol, scene, 1), 120, 100) == 255);
  scene = plain;
  scene.blur_pixels = 2;
  const GreyImage soft = photograph(code.symbol, scene, 1);
  CHECK(roughness(soft) < 0.75 * roughness(before));
  CHECK(std::abs(mean(soft) - mean(before)) < 1);
  scene = plain;
  scene.motion_pixels = 6;
  CHECK(roughness(photograph(code.symbol, scene, 1)) < 0.85 * roughness(before));
  scene = plain;
  scene.noise_levels = 10;
  const GreyImage noisy = photograph(code.symbol, scene, 1);
  CHECK(roughness(noisy) > roughness(before) + 5);
  CHECK(std::abs(mean(noisy) - mean(before)) < 1);
  scene = plain;
  scene.jpeg_quality = 10;
  const GreyImage packed = photograph(code.symbol, scene, 1);
  CHECK(packed.pixels.size() == before.pixels.size());
  CHECK(packed.pixels != before.pixels);
  CHECK(std::abs(mean(packed) - mean(before)) < 3);
}

TEST_CASE("mirrored, reversed and on a screen it is still that code", "[lab]") {
  const Code code = small_code();
  Scene scene = small_scene();
  CHECK(is_read(photograph(code.symbol, scene, 1), code.text));
  scene.mirrored = true;
  CHECK(is_read(photograph(code.symbol, scene, 1), code.text));
  scene.mirrored = false;
  std::swap(scene.ink_level, scene.paper_level);
  CHECK(is_read(photograph(code.symbol, scene, 1), code.text));
  std::swap(scene.ink_level, scene.paper_level);
  scene.moire_depth = 0.1;
  CHECK(is_read(photograph(code.symbol, scene, 1), code.text));
}

TEST_CASE("a frame without sides is empty, and one that the code does not fit in is cut off", "[lab]") {
  const Code code = small_code();
  Scene scene = small_scene();
  scene.width_pixels = 0;
  CHECK(photograph(code.symbol, scene, 1).pixels.empty());
  scene.width_pixels = 1;
  scene.height_pixels = 1;
  scene.blur_pixels = 3;
  scene.motion_pixels = 3;
  CHECK(photograph(code.symbol, scene, 1).pixels.size() == 1);
  scene = small_scene();
  scene.right_pixels = 1e6;
  CHECK(photograph(code.symbol, scene, 1).pixels.size() == 240 * 200);
}

TEST_CASE("a code has the version asked for", "[lab]") {
  Dice dice(1);
  for (const int version : {1, 2, 10, 20, 23, 40}) {
    const Code code = heyi::lab::draw_code(version, dice);
    CHECK(code.symbol.version == version);
    CHECK(code.symbol.level == heyi::QrLevel::medium);
  }
}
