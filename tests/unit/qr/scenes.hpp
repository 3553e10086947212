// What a camera sees of a code: at any size, turned, on backgrounds, and spoiled as cameras and hands spoil it.
#pragma once

#include <cmath>
#include <vector>

#include "unit/qr/canvas.hpp"

namespace heyi::test {

inline constexpr int kSceneWidth = 1280;
inline constexpr int kSceneHeight = 720;
inline constexpr std::uint8_t kPaper = 210;  // What a camera makes of white and black.
inline constexpr std::uint8_t kInk = 35;

/// Shown says how a code lies in a scene: a module's side in pixels, the code's middle, and how far it is turned.
struct Shown {
  double module_pixels = 4;
  double x = kSceneWidth / 2.0;
  double y = kSceneHeight / 2.0;
  double degrees = 0;
};

/// show draws a code and its quiet zone, every pixel the mean of what falls on it; what lies outside is cut off.
inline void show(GreyImage& scene, const QrSymbol& symbol, const Shown& shown) {
  constexpr int kSamples = 4;
  const double cosine = std::cos(shown.degrees * std::acos(-1.0) / 180);
  const double sine = std::sin(shown.degrees * std::acos(-1.0) / 180);
  const double half = symbol.size_modules / 2.0;
  const double reach = (half + 4) * shown.module_pixels * (std::abs(cosine) + std::abs(sine));
  const int top = std::max(0, static_cast<int>(shown.y - reach));
  const int bottom = std::min(scene.height, static_cast<int>(shown.y + reach) + 1);
  const int left = std::max(0, static_cast<int>(shown.x - reach));
  const int right = std::min(scene.width, static_cast<int>(shown.x + reach) + 1);
  for (int y = top; y < bottom; ++y) {
    for (int x = left; x < right; ++x) {
      int sum = 0;
      const int behind = pixel(scene, x, y);
      for (int i = 0; i < kSamples * kSamples; ++i) {
        const double dx = (x + (i % kSamples + 0.5) / kSamples - shown.x) / shown.module_pixels;
        const double dy = (y + (i / kSamples + 0.5) / kSamples - shown.y) / shown.module_pixels;
        const int column = static_cast<int>(std::floor(dx * cosine + dy * sine + half));
        const int row = static_cast<int>(std::floor(dy * cosine - dx * sine + half));
        const int far = std::max({-column, -row, column - symbol.size_modules + 1, row - symbol.size_modules + 1});
        sum += far > 4 ? behind : far <= 0 && symbol.dark(column, row) ? kInk : kPaper;
      }
      pixel(scene, x, y) = static_cast<std::uint8_t>(sum / (kSamples * kSamples));
    }
  }
}

/// moved is the scene as it is when the hand moves by this many pixels while the shutter is open.
inline GreyImage moved(const GreyImage& scene, double dx, double dy) {
  const int steps = static_cast<int>(std::ceil(std::hypot(dx, dy)));
  GreyImage result = scene;
  for (int y = 0; y < scene.height; ++y) {
    for (int x = 0; x < scene.width; ++x) {
      int sum = 0;
      for (int i = 0; i < steps; ++i) {
        const double share = (i + 0.5) / steps - 0.5;
        const int from_x = std::clamp(static_cast<int>(std::lround(x + share * dx)), 0, scene.width - 1);
        const int from_y = std::clamp(static_cast<int>(std::lround(y + share * dy)), 0, scene.height - 1);
        sum += scene.pixels[static_cast<std::size_t>(from_y * scene.width + from_x)];
      }
      pixel(result, x, y) = static_cast<std::uint8_t>(sum / steps);
    }
  }
  return result;
}

/// out_of_focus blurs as a normal distribution of this deviation does, in pixels: thrice by a box.
inline GreyImage out_of_focus(GreyImage scene, double deviation) {
  const int side = std::max(1, static_cast<int>(std::lround(std::sqrt(4 * deviation * deviation + 1))));
  for (int pass = 0; pass < 3; ++pass) scene = moved(moved(scene, side, 0), 0, side);
  return scene;
}

/// with_light adds a round patch of light to a scene, as a lamp is reflected by a screen, and a faint rim around it.
inline GreyImage with_light(GreyImage scene, int middle_x, int middle_y, int radius_x, int radius_y) {
  for (int y = 0; y < scene.height; ++y) {
    for (int x = 0; x < scene.width; ++x) {
      const double from =
          std::hypot((x - middle_x) / static_cast<double>(radius_x), (y - middle_y) / static_cast<double>(radius_y));
      const int more = from < 1 ? 255 : from < 1.15 ? static_cast<int>((1.15 - from) / 0.15 * 255) : 0;
      pixel(scene, x, y) = static_cast<std::uint8_t>(std::min(255, pixel(scene, x, y) + more));
    }
  }
  return scene;
}

/// scaled multiplies every grey by per cent.
inline GreyImage scaled(GreyImage scene, int per_cent) {
  for (auto& grey : scene.pixels) grey = static_cast<std::uint8_t>(std::min(255, grey * per_cent / 100));
  return scene;
}

inline GreyImage reversed_colours(GreyImage scene) {
  for (auto& grey : scene.pixels) grey = static_cast<std::uint8_t>(255 - grey);
  return scene;
}

/// room is a background with things in it: smooth shades, a door, a shelf with lines of print.
inline GreyImage room(unsigned seed = 5) {
  GreyImage scene = blank(kSceneWidth, kSceneHeight);
  for (int y = 0; y < scene.height; ++y) {
    for (int x = 0; x < scene.width; ++x) {
      pixel(scene, x, y) = static_cast<std::uint8_t>(120 + 40 * std::sin(x / 210.0) * std::cos(y / 150.0));
    }
  }
  std::mt19937 random(seed);
  const auto at_most = [&](int most) { return static_cast<int>(random() % static_cast<unsigned>(most)); };
  for (int box = 0; box < 14; ++box) {
    const int width = 40 + at_most(200), height = 40 + at_most(300);
    paste(scene, blank(width, height, static_cast<std::uint8_t>(60 + at_most(140))), at_most(kSceneWidth - width),
          at_most(kSceneHeight - height));
  }
  return with_noise(std::move(scene), 6);
}

/// print is a sheet of lines of text: strokes of a few pixels in rows, with words.
inline GreyImage print(int line_pixels, unsigned seed = 3) {
  GreyImage scene = blank(kSceneWidth, kSceneHeight, kPaper);
  std::mt19937 random(seed);
  const int stroke = std::max(1, line_pixels / 10);
  for (int top = 40; top + line_pixels < kSceneHeight - 40; top += line_pixels * 8 / 5) {
    for (int x = 60; x + line_pixels < kSceneWidth - 60; x += line_pixels * 3 / 5) {
      if (random() % 6 == 0) continue;  // Between words
      for (int i = 0; i < 3; ++i) {
        const bool upright = random() % 2 == 0;
        const int width = upright ? stroke : line_pixels / 2;
        const int height = upright ? line_pixels : stroke;
        const int shift = static_cast<int>(random() % static_cast<unsigned>(line_pixels / 2));
        paste(scene, blank(width, height, kInk), upright ? x + shift : x, upright ? top : top + 2 * shift);
      }
    }
  }
  return scene;
}

}  // namespace heyi::test
