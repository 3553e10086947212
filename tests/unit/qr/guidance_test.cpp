// What a person is asked for, from frames in which a code is not read: as cameras and hands spoil them.
#include <heyi/guidance.hpp>

#include <cmath>
#include <set>
#include <string>

#include "unit/codec/exact.hpp"
#include "unit/qr/scenes.hpp"

namespace {

using heyi::FrameLook;
using heyi::GreyImage;
using heyi::GreyView;
using heyi::Guidance;
using heyi::look_at_frame;
using heyi::QrSymbol;
using heyi::test::blank;
using heyi::test::kPaper;
using heyi::test::kSceneHeight;
using heyi::test::kSceneWidth;
using heyi::test::outcome;
using heyi::test::room;
using heyi::test::Shown;
using heyi::test::with_noise;

// A code as large as a signed card's, of 101 modules a side.
const QrSymbol& code() {
  static const QrSymbol symbol = heyi::test::symbol_of(heyi::test::upper_case_text(1000));
  return symbol;
}

GreyImage page() { return blank(kSceneWidth, kSceneHeight, kPaper); }

GreyImage scene(const Shown& shown, GreyImage background = page()) {
  heyi::test::show(background, code(), shown);
  return background;
}

// look_at is what was seen in a frame, which is one where no code is read.
FrameLook look_at(const GreyImage& frame) {
  const auto found = heyi::find_qr(frame.view());
  REQUIRE(found.has_value());
  REQUIRE(found->empty());
  const auto look = look_at_frame(frame.view());
  REQUIRE(look.has_value());
  return *look;
}

std::string guidance_for(const GreyImage& frame) { return std::string(guidance_name(look_at(frame).guidance)); }

}  // namespace

TEST_CASE("a code too small to be read is to come closer", "[qr][guidance]") {
  const FrameLook look = look_at(scene({.module_pixels = 1.2, .degrees = 12}));
  CHECK(look.guidance == Guidance::closer);
  CHECK(look.finders == 3);
  CHECK(std::abs(look.module_pixels - 1.2) < 0.1 * 1.2);
  CHECK(guidance_for(scene({.module_pixels = 1.2, .degrees = 20}, room())) == "closer");
}

TEST_CASE("a code smeared by movement is to be held still, whichever way it moved", "[qr][guidance]") {
  const GreyImage still = scene({.module_pixels = 4, .degrees = 3}, room());
  for (const auto& [x, y] : {std::pair{14, 0}, std::pair{0, 14}, std::pair{12, 12}, std::pair{-20, 8}}) {
    INFO(x << ' ' << y);
    CHECK(guidance_for(heyi::test::moved(still, x, y)) == "hold_still");
  }
}

TEST_CASE("a code out of focus is to be held still, however far out", "[qr][guidance]") {
  const GreyImage sharp = scene({.module_pixels = 4, .degrees = 3});
  for (const int deviation : {4, 6, 8}) {
    INFO(deviation);
    CHECK(guidance_for(heyi::test::out_of_focus(sharp, deviation)) == "hold_still");
  }
}

TEST_CASE("a blurred code in a noisy frame is to be held still", "[qr][guidance]") {
  const GreyImage blurred = heyi::test::moved(scene({.module_pixels = 5}), 15, 5);
  CHECK(guidance_for(with_noise(blurred, 20)) == "hold_still");
}

TEST_CASE("a frame that is too dark needs light", "[qr][guidance]") {
  const GreyImage dim = heyi::test::scaled(scene({.module_pixels = 5, .degrees = 3}), 10);
  const FrameLook look = look_at(with_noise(dim, 15));
  CHECK(look.guidance == Guidance::more_light);
  CHECK(look.brightness < 25);
  CHECK(guidance_for(blank(kSceneWidth, kSceneHeight, 0)) == "more_light");
}

TEST_CASE("a dimmed screen in a lit room needs light", "[qr][guidance]") {
  QrSymbol covered = code();
  // So that it is unreadable for another reason than the light: its middle is gone.
  for (int y = 25; y < 75; ++y) {
    for (int x = 25; x < 75; ++x) covered.modules[static_cast<std::size_t>(y * covered.size_modules + x)] = 0;
  }
  GreyImage screen = blank(600, 600, kPaper);
  heyi::test::show(screen, covered, {.module_pixels = 4, .x = 300, .y = 300});
  GreyImage frame = page();
  heyi::test::paste(frame, heyi::test::scaled(screen, 20), 340, 60);
  CHECK(guidance_for(frame) == "more_light");
}

TEST_CASE("a patch of light on the code is glare", "[qr][guidance]") {
  const GreyImage lit = scene({.module_pixels = 5, .degrees = 3});
  CHECK(guidance_for(heyi::test::with_light(lit, 640, 360, 165, 165)) == "glare");
  CHECK(guidance_for(heyi::test::with_light(lit, 760, 360, 150, 180)) == "glare");
  CHECK(guidance_for(heyi::test::with_light(lit, 640, 330, 500, 75)) == "glare");
}

TEST_CASE("a lamp beside the code is no glare", "[qr][guidance]") {
  const GreyImage blurred = heyi::test::moved(scene({.module_pixels = 5}), 15, 0);
  CHECK(guidance_for(heyi::test::with_light(blurred, 1130, 130, 100, 90)) == "hold_still");
}

TEST_CASE("a code partly outside the frame is to be shown whole", "[qr][guidance]") {
  for (const Shown& shown : {Shown{4, 0, 360, 4}, Shown{4, 1280, 360, 0}, Shown{4, 640, 0, 10}, Shown{4, 640, 720, 45},
                             Shown{5, 1280, 720, 0}}) {
    INFO(shown.x << ' ' << shown.y);
    CHECK(guidance_for(scene(shown)) == "whole_code");
    CHECK(guidance_for(scene(shown, room())) == "whole_code");
  }
}

TEST_CASE("a covered code is to be shown whole", "[qr][guidance]") {
  GreyImage frame = scene({.module_pixels = 5, .degrees = 2});
  heyi::test::paste(frame, blank(250, 300, 120), 340, 60);
  const FrameLook look = look_at(frame);
  CHECK(look.guidance == Guidance::whole_code);
  CHECK(look.finders == 2);
}

TEST_CASE("a code larger than the frame is to go farther", "[qr][guidance]") {
  for (const double module_pixels : {8.0, 10.0, 15.0}) {
    INFO(module_pixels);
    const std::string told = guidance_for(scene({.module_pixels = module_pixels, .degrees = 2}));
    CHECK(std::set<std::string>{"farther", "whole_code"}.count(told) == 1);
  }
  CHECK(guidance_for(scene({.module_pixels = 15})) == "farther");
}

TEST_CASE("a code in reversed colours is looked at as any other", "[qr][guidance]") {
  using heyi::test::reversed_colours;
  CHECK(guidance_for(reversed_colours(scene({.module_pixels = 1.2, .degrees = 12}))) == "closer");
  CHECK(guidance_for(reversed_colours(heyi::test::moved(scene({.module_pixels = 4}), 14, 4))) == "hold_still");
  CHECK(guidance_for(reversed_colours(scene({4, 0, 360, 3}))) == "whole_code");
}

TEST_CASE("finder patterns are seen in uneven light", "[qr][guidance]") {
  GreyImage frame = scene({4, 1200, 360, 3});
  for (int y = 0; y < frame.height; ++y) {
    for (int x = 0; x < frame.width; ++x) {
      auto& grey = heyi::test::pixel(frame, x, y);
      grey = static_cast<std::uint8_t>(grey * (15 + 85 * y / frame.height) / 100);
    }
  }
  CHECK(look_at(frame).finders == 2);
  CHECK(guidance_for(frame) == "whole_code");
}

TEST_CASE("where there is no code one is asked for", "[qr][guidance]") {
  for (const int grey : {70, 128, 255}) {
    CHECK(guidance_for(blank(kSceneWidth, kSceneHeight, static_cast<std::uint8_t>(grey))) == "show_code");
  }
  for (const int strength : {10, 50, 127}) {
    INFO(strength);
    CHECK(guidance_for(with_noise(blank(kSceneWidth, kSceneHeight, 128), strength)) == "show_code");
  }
  for (const unsigned seed : {1U, 2U, 3U, 4U}) CHECK(guidance_for(room(seed)) == "show_code");
}

TEST_CASE("print and stripes are no code", "[qr][guidance]") {
  for (const int line_pixels : {12, 20, 30, 50}) {
    INFO(line_pixels);
    CHECK(guidance_for(heyi::test::print(line_pixels)) == "show_code");
  }
  GreyImage stripes = page();
  for (int y = 0; y + 8 <= stripes.height; y += 16) heyi::test::paste(stripes, blank(stripes.width, 8, 30), 0, y);
  CHECK(guidance_for(stripes) == "show_code");
  CHECK(guidance_for(heyi::test::turned(stripes)) == "show_code");
}

TEST_CASE("nested squares alone are seen, but are no code", "[qr][guidance]") {
  QrSymbol square;
  square.size_modules = 7;
  for (int i = 0; i < 49; ++i) {
    square.modules.push_back(std::max(std::abs(i % 7 - 3), std::abs(i / 7 - 3)) != 2 ? 1 : 0);
  }
  for (GreyImage frame : {page(), room()}) {
    heyi::test::show(frame, square, {.module_pixels = 9, .x = 500, .y = 300, .degrees = 8});
    const FrameLook look = look_at(frame);
    CHECK(look.finders == 1);
    CHECK(std::abs(look.module_pixels - 9) < 0.05 * 9);
    CHECK(look.guidance == Guidance::show_code);
  }
}

TEST_CASE("no more than sixteen finder patterns of a frame are told", "[qr][guidance]") {
  GreyImage frame = page();
  for (int y = 0; y < frame.height; ++y) {
    for (int x = 0; x < frame.width; ++x) {
      const int from = std::max(std::abs(x / 4 % 12 - 5), std::abs(y / 4 % 12 - 5));  // The middle of each square
      if (from < 2 || from == 3) heyi::test::pixel(frame, x, y) = heyi::test::kInk;
    }
  }
  CHECK(look_at(frame).finders == 16);
}

TEST_CASE("what is measured in an even frame", "[qr][guidance]") {
  const FrameLook look = look_at(blank(320, 200, 90));
  CHECK(look.brightness == 90);
  CHECK(look.contrast == 0);
  CHECK(look.finders == 0);
  CHECK(look.module_pixels == 0);
}

TEST_CASE("frames of any size are looked at, and no pixel outside them", "[qr][guidance]") {
  for (const auto& [width, height] :
       {std::pair{1, 1}, std::pair{1, 500}, std::pair{500, 1}, std::pair{7, 7}, std::pair{16, 17}, std::pair{641, 33},
        std::pair{heyi::kMaxImageSide, 2}, std::pair{2, heyi::kMaxImageSide}}) {
    INFO(width << ' ' << height);
    const int stride = width + 5;
    const GreyImage padded = with_noise(blank(stride, height, 128), 127);
    // The last row ends with its pixels, as a camera's buffer may.
    const heyi::test::Exact exact(heyi::ByteView(padded.pixels).first(padded.pixels.size() - 5));
    const auto look = look_at_frame(GreyView{exact.view().data(), width, height, stride});
    REQUIRE(look.has_value());
    CHECK(look->finders <= 16);
  }
}

TEST_CASE("what lies between the rows changes nothing", "[qr][guidance]") {
  const GreyImage frame = scene({4, 0, 360, 4});
  GreyImage padded = blank(frame.width + 64, frame.height, 255);
  heyi::test::paste(padded, frame, 0, 0);
  const auto look = look_at_frame(GreyView{padded.pixels.data(), frame.width, frame.height, padded.width});
  REQUIRE(look.has_value());
  const FrameLook same = look_at(frame);
  CHECK(look->guidance == same.guidance);
  CHECK(look->finders == same.finders);
  CHECK(look->brightness == same.brightness);
}

TEST_CASE("frames whose sizes make no sense are not looked at", "[qr][guidance]") {
  const GreyImage image = blank(10, 10);
  const std::uint8_t* pixels = image.pixels.data();
  for (const GreyView& view :
       {GreyView{}, GreyView{nullptr, 10, 10, 10}, GreyView{pixels, 0, 10, 10}, GreyView{pixels, 10, -10, 10},
        GreyView{pixels, 10, 10, 9}, GreyView{pixels, heyi::kMaxImageSide + 1, 1, heyi::kMaxImageSide + 1},
        GreyView{pixels, 16384, 16384, 16384}}) {
    CHECK(outcome(look_at_frame(view)) == "scan.bad_image");
  }
}

TEST_CASE("each guidance has its name", "[qr][guidance]") {
  CHECK(guidance_name(Guidance::show_code) == "show_code");
  CHECK(guidance_name(Guidance::closer) == "closer");
  CHECK(guidance_name(Guidance::farther) == "farther");
  CHECK(guidance_name(Guidance::whole_code) == "whole_code");
  CHECK(guidance_name(Guidance::hold_still) == "hold_still");
  CHECK(guidance_name(Guidance::more_light) == "more_light");
  CHECK(guidance_name(Guidance::glare) == "glare");
}
