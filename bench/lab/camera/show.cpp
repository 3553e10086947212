// Drawing the surface: each pixel is the mean of sixteen samples of the area that it sees.
#include <algorithm>
#include <cmath>
#include <numbers>

#include "camera/light.hpp"
#include "camera/view.hpp"

namespace heyi::lab {
namespace {

constexpr int kBlock = 16;    // The frame is drawn in squares, so that those without the code are passed over.
constexpr int kSamples = 4;   // Along either side of a pixel.
constexpr int kHalfStep = 3;  // A shift that divides by 2 * kSamples.

/// Place is a point of the sheet in 1/65536 modules from its upper left corner.
struct Place {
  int column, row;
};
constexpr int kUnit = 1 << 16;

/// Sheet is the printed surface: the level of each module, the margin among them.
class Sheet {
 public:
  Sheet(const QrSymbol& symbol, const Scene& scene)
      : margin_(scene.margin_modules), side_(symbol.size_modules + 2 * scene.margin_modules) {
    levels_.assign(static_cast<std::size_t>(side_) * static_cast<std::size_t>(side_),
                   static_cast<float>(scene.paper_level));
    for (int y = 0; y < symbol.size_modules; ++y) {
      for (int x = 0; x < symbol.size_modules; ++x) {
        const int column = scene.mirrored ? symbol.size_modules - 1 - x : x;
        if (symbol.dark(x, y)) levels_[index(column + margin_, y + margin_)] = static_cast<float>(scene.ink_level);
      }
    }
  }

  /// level is that of a module, counted from the upper left corner of the sheet.
  float level(int column, int row) const noexcept { return levels_[index(column, row)]; }

  /// level_or is the same, or `behind` beside the sheet.
  float level_or(int column, int row, float behind) const noexcept {
    if (static_cast<unsigned>(column) >= static_cast<unsigned>(side_)) return behind;
    if (static_cast<unsigned>(row) >= static_cast<unsigned>(side_)) return behind;
    return levels_[index(column, row)];
  }

  bool holds(const Place& place) const noexcept {
    return static_cast<unsigned>(place.column >> 16) < static_cast<unsigned>(side_) &&
           static_cast<unsigned>(place.row >> 16) < static_cast<unsigned>(side_);
  }

  int margin() const noexcept { return margin_; }
  int side() const noexcept { return side_; }

 private:
  std::size_t index(int x, int y) const noexcept {
    return static_cast<std::size_t>(y) * static_cast<std::size_t>(side_) + static_cast<std::size_t>(x);
  }

  int margin_, side_;
  std::vector<float> levels_;
};

// What is far from the sheet is all the same, and near enough for sums not to overflow.
Place place_of(const Sheet& sheet, const Point& point) noexcept {
  constexpr double kFar = 900;
  return {static_cast<int>(std::clamp(point.column + sheet.margin(), -kFar, kFar) * kUnit),
          static_cast<int>(std::clamp(point.row + sheet.margin(), -kFar, kFar) * kUnit)};
}

bool is_same_module(const Place& a, const Place& b) noexcept {
  return static_cast<unsigned>((a.column ^ b.column) | (a.row ^ b.row)) < static_cast<unsigned>(kUnit);
}

// Inside a pixel the view is as good as affine: it is worked out at the pixels' corners alone. Most pixels lie within
// one module, where there is nothing to sample.
float mean_of(const Sheet& sheet, const Place& corner, const Place& right, const Place& below, float behind) {
  const Place across{right.column - corner.column, right.row - corner.row};
  const Place down{below.column - corner.column, below.row - corner.row};
  const Place opposite{right.column + down.column, right.row + down.row};
  if (is_same_module(corner, opposite) && is_same_module(right, below) && is_same_module(corner, right)) {
    return sheet.level_or(corner.column >> 16, corner.row >> 16, behind);
  }
  const bool whole = sheet.holds(corner) && sheet.holds(right) && sheet.holds(below) && sheet.holds(opposite);
  float sum = 0;
  for (int i = 1; i < 2 * kSamples; i += 2) {
    for (int j = 1; j < 2 * kSamples; j += 2) {
      const int column = (corner.column + ((i * down.column + j * across.column) >> kHalfStep)) >> 16;
      const int row = (corner.row + ((i * down.row + j * across.row) >> kHalfStep)) >> 16;
      sum += whole ? sheet.level(column, row) : sheet.level_or(column, row, behind);
    }
  }
  return sum / (kSamples * kSamples);
}

// The dark lines between a screen's pixels, as the middle of a camera's pixel meets them: the two grids beat.
float screen_grid(const Scene& scene, const Place& place) {
  const double wave = 2 * std::numbers::pi * scene.module_pixels / scene.screen_pixels / kUnit;
  const double meets = (std::cos(wave * place.column) + std::cos(wave * place.row)) / 4 - 0.5;
  return static_cast<float>(1 + scene.moire_depth * meets);
}

struct Square {
  int left, top, right, bottom;
};

void draw(Light& frame, const Sheet& sheet, const View& view, const Scene& scene, const Square& square) {
  using Corners = std::array<Place, kBlock + 1>;
  const auto corners_of = [&](int y, Corners& corners) {
    for (int x = square.left; x <= square.right; ++x) {
      corners[static_cast<std::size_t>(x - square.left)] = place_of(sheet, view.at(x, y));
    }
  };
  Corners above{}, below{};
  corners_of(square.top, above);
  for (int y = square.top; y < square.bottom; ++y, std::swap(above, below)) {
    corners_of(y + 1, below);
    float* pixel = frame.row(y) + square.left;
    for (std::size_t i = 0; i < static_cast<std::size_t>(square.right - square.left); ++i, ++pixel) {
      *pixel = mean_of(sheet, above[i], above[i + 1], below[i], *pixel);
      if (scene.moire_depth > 0 && sheet.holds(above[i])) *pixel *= screen_grid(scene, above[i]);
    }
  }
}

// A square that lies on one side of the sheet with all its corners shows none of it, bent edges allowed for.
bool shows(const Sheet& sheet, const View& view, const Square& square) {
  constexpr int kNear = 2 * kUnit;
  bool left = true, right = true, above = true, below = true;
  for (const int x : {square.left, square.right}) {
    for (const int y : {square.top, square.bottom}) {
      const Place corner = place_of(sheet, view.at(x, y));
      left = left && corner.column < -kNear;
      right = right && corner.column > sheet.side() * kUnit + kNear;
      above = above && corner.row < -kNear;
      below = below && corner.row > sheet.side() * kUnit + kNear;
    }
  }
  return !(left || right || above || below);
}

}  // namespace

void show(Light& frame, const QrSymbol& symbol, const Scene& scene) {
  const Sheet sheet(symbol, scene);
  const View view(scene, symbol.size_modules);
  for (int top = 0; top < frame.height; top += kBlock) {
    for (int left = 0; left < frame.width; left += kBlock) {
      const Square square{left, top, std::min(left + kBlock, frame.width), std::min(top + kBlock, frame.height)};
      if (shows(sheet, view, square)) draw(frame, sheet, view, scene, square);
    }
  }
}

}  // namespace heyi::lab
