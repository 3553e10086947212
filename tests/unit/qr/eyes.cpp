// Pictures full of finder patterns, which would keep a reader busy for minutes, are known before they are read; frames
// with as many codes as a frame may hold are not among them.
#include "qr/eyes.hpp"

#include <set>
#include <string>

#include "qr/levels.hpp"
#include "unit/qr/scenes.hpp"

namespace {

using heyi::Darkness;
using heyi::GreyImage;
using heyi::kMaxTriples;
using heyi::test::blank;
using heyi::test::kInk;
using heyi::test::kPaper;
using heyi::test::kSceneHeight;
using heyi::test::kSceneWidth;
using heyi::test::reversed_colours;

constexpr int kEye = 9;  // Modules, with a light one around it.

// eye_triples is in how many ways three finder patterns can be chosen, in each size in which the frame is looked at.
std::int64_t eye_triples(const heyi::GreyView& frame, Darkness darkness) {
  heyi::Levels levels(frame);
  std::int64_t triples = 0;
  for (std::size_t i = 0; i < levels.size(); ++i) {
    triples += heyi::triples_of(heyi::find_eyes(heyi::Dark(levels.at(i).view, darkness)).size());
  }
  return triples;
}

struct Eyes {
  double module_pixels = 6;
  double spacing = kEye * 6;  // From middle to middle
  double degrees = 0;
  int across = 1000, down = 1000;  // At most; as many as there is room for.
};

// eyes draws finder patterns beside and below one another.
GreyImage eyes(const Eyes& wanted, int width = kSceneWidth, int height = kSceneHeight) {
  GreyImage frame = blank(width, height, kPaper);
  const double cosine = std::cos(wanted.degrees * std::acos(-1.0) / 180);
  const double sine = std::sin(wanted.degrees * std::acos(-1.0) / 180);
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      const int column = static_cast<int>(x / wanted.spacing);
      const int row = static_cast<int>(y / wanted.spacing);
      const bool is_cut = (column + 1) * wanted.spacing > width || (row + 1) * wanted.spacing > height;
      if (is_cut || column >= wanted.across || row >= wanted.down) continue;
      const double dx = (x + 0.5 - (column + 0.5) * wanted.spacing) / wanted.module_pixels;
      const double dy = (y + 0.5 - (row + 0.5) * wanted.spacing) / wanted.module_pixels;
      const double far = std::max(std::abs(dx * cosine + dy * sine), std::abs(dy * cosine - dx * sine));
      if (far < 1.5 || (far > 2.5 && far < 3.5)) heyi::test::pixel(frame, x, y) = kInk;
    }
  }
  return frame;
}

GreyImage tiled(int module_pixels) {
  return eyes(
      {.module_pixels = static_cast<double>(module_pixels), .spacing = static_cast<double>(kEye * module_pixels)});
}

bool is_too_much(const GreyImage& frame, Darkness darkness = Darkness::local) {
  return eye_triples(frame.view(), darkness) > kMaxTriples;
}

// is_refused also tells that the search for codes comes to its end, in a time that would otherwise be minutes.
bool is_refused(const GreyImage& frame) {
  const auto found = heyi::find_qr(frame.view());
  REQUIRE(found.has_value());
  return found->empty() && is_too_much(frame);
}

// codes shows small codes beside and below one another, each with a text of its own.
GreyImage codes(int across, int down, double module_pixels,
                GreyImage scene = blank(kSceneWidth, kSceneHeight, kPaper)) {
  for (int i = 0; i < across * down; ++i) {
    const auto symbol = heyi::test::symbol_of(heyi::test::upper_case_text(20, static_cast<unsigned>(i + 1)));
    const double x = (i % across + 0.5) * scene.width / across;
    const double y = (i / across + 0.5) * scene.height / down;
    heyi::test::show(scene, symbol, {.module_pixels = module_pixels, .x = x, .y = y});
  }
  return scene;
}

std::size_t texts_in(const GreyImage& frame) {
  const auto found = heyi::find_qr(frame.view());
  REQUIRE(found.has_value());
  std::set<std::string> texts;
  for (const heyi::QrFound& one : *found) texts.insert(one.text);
  return texts.size();
}

}  // namespace

TEST_CASE("finder patterns are counted, and the ways to choose three of them", "[qr][eyes]") {
  // A side of no more than 500 pixels is searched in one size.
  const auto triples = [](int across, int down) {
    return eye_triples(eyes({.across = across, .down = down}, 490, 490).view(), Darkness::local);
  };
  CHECK(triples(0, 0) == 0);
  CHECK(triples(2, 1) == 0);
  CHECK(triples(3, 1) == 1);
  CHECK(triples(4, 3) == 220);
  CHECK(triples(9, 9) == 85'320);
}

TEST_CASE("each size that a frame is searched in counts", "[qr][eyes]") {
  const Eyes three{.across = 3, .down = 1};
  CHECK(eye_triples(eyes(three, 500, 500).view(), Darkness::local) == 1);
  CHECK(eye_triples(eyes(three, 501, 500).view(), Darkness::local) == 2);
  CHECK(eye_triples(eyes({.module_pixels = 20, .spacing = 200, .across = 3, .down = 1}, 1600, 800).view(),
                    Darkness::local) == 3);
}

TEST_CASE("a picture full of finder patterns is not searched for codes", "[qr][eyes]") {
  CHECK(is_refused(eyes({.across = 23, .down = 13})));
  for (const int module_pixels : {1, 2, 3, 4, 5}) {
    INFO(module_pixels);
    CHECK(is_refused(tiled(module_pixels)));
    CHECK(is_too_much(tiled(module_pixels), Darkness::whole));
  }
}

TEST_CASE("neither turning nor shades hide finder patterns", "[qr][eyes]") {
  for (const double degrees : {10.0, 30.0, 45.0}) {
    INFO(degrees);
    CHECK(is_refused(eyes({.module_pixels = 3, .spacing = 40, .degrees = degrees})));
  }
  GreyImage pale = tiled(3);
  for (auto& grey : pale.pixels) grey = grey == kInk ? 100 : 140;
  CHECK(is_refused(pale));
  CHECK(is_refused(heyi::test::with_noise(tiled(4), 10)));
  CHECK(is_refused(heyi::test::out_of_focus(tiled(4), 1)));
}

TEST_CASE("finder patterns that only a smaller frame shows are seen", "[qr][eyes]") {
  GreyImage frame = eyes({.module_pixels = 6, .spacing = 54});
  // Screens of dots, which are grey from afar and nothing from near.
  for (int y = 0; y < frame.height; ++y) {
    for (int x = 0; x < frame.width; ++x) {
      auto& grey = heyi::test::pixel(frame, x, y);
      grey = (x + y) % 2 == 0 ? (grey == kInk ? 0 : 255) : 120;
    }
  }
  CHECK(is_too_much(frame));
}

TEST_CASE("light finder patterns on dark are counted where the frame is reversed", "[qr][eyes]") {
  const GreyImage frame = reversed_colours(eyes({.across = 23, .down = 13}));
  CHECK_FALSE(is_too_much(frame));
  CHECK(is_too_much(reversed_colours(frame)));
  const auto found = heyi::find_qr(frame.view());
  REQUIRE(found.has_value());
  CHECK(found->empty());
}

TEST_CASE("a code among many finder patterns is not read, beside some it is", "[qr][eyes]") {
  const auto symbol = heyi::test::symbol_of("HY1:BB8");
  const auto with_code = [&](int across, int down) {
    GreyImage frame = eyes({.across = across, .down = down});
    heyi::test::show(frame, symbol, {.module_pixels = 5, .x = 1100, .y = 350});
    return texts_in(frame);
  };
  CHECK(with_code(17, 13) == 0);
  CHECK(with_code(10, 6) == 1);
}

TEST_CASE("sixteen codes in a frame are read, and more are not too much", "[qr][eyes]") {
  for (const GreyImage& frame : {codes(4, 4, 4), codes(8, 2, 3.5), codes(4, 4, 4, heyi::test::room())}) {
    CHECK(texts_in(frame) == 16);
    CHECK(texts_in(reversed_colours(frame)) == 16);
    CHECK(eye_triples(frame.view(), Darkness::local) < kMaxTriples / 10);
    CHECK(eye_triples(frame.view(), Darkness::whole) < kMaxTriples / 10);
  }
  CHECK(texts_in(codes(8, 5, 3)) == 16);
}

TEST_CASE("what codes, rooms, print and noise hold by chance is nothing to the bound", "[qr][eyes]") {
  const auto holds_little = [](const GreyImage& frame) {
    return eye_triples(frame.view(), Darkness::local) + eye_triples(frame.view(), Darkness::whole) +
               eye_triples(reversed_colours(frame).view(), Darkness::local) <
           kMaxTriples / 100;
  };
  for (const std::size_t size : {5U, 100U, 500U, 1000U, 2000U, 3300U}) {
    const GreyImage code = heyi::test::image_of(heyi::test::upper_case_text(size), 3, heyi::QrLevel::low);
    INFO(size);
    CHECK(holds_little(code));
    CHECK(holds_little(heyi::test::with_noise(code, 60)));
  }
  CHECK(holds_little(heyi::test::room()));
  CHECK(holds_little(heyi::test::print(20)));
  for (const int strength : {10, 60, 127}) {
    CHECK(holds_little(heyi::test::with_noise(blank(kSceneWidth, kSceneHeight, 128), strength)));
  }
}

TEST_CASE("frames of all small sizes are counted", "[qr][eyes]") {
  for (const Darkness darkness : {Darkness::local, Darkness::whole}) {
    for (const int side : {1, 2, 3, 7, 8, 39, 40, 41, 47, 48}) {
      CHECK(eye_triples(blank(side, side, 0).view(), darkness) == 0);
      CHECK(eye_triples(blank(side, 700, 0).view(), darkness) == 0);
      CHECK(eye_triples(blank(700, side, 0).view(), darkness) == 0);
    }
  }
}
