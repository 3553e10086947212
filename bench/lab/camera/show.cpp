// Drawing the surface: each pixel is the mean of sixteen samples of the area that it sees.
#include <algorithm>
#include <cmath>
#include <numbers>

#include "camera/light.hpp"
#include "camera/view.hpp"

namespace heyi::lab {
namespace {

constexpr int kBlock = 16;          // The frame is drawn in squares, so that those without the code are passed over.
constexpr int kSamples = 4;         // Along either side of a pixel.
constexpr double kPassed = 24;      // A square whose corners are all this many modules off shows none of the code.
constexpr int kMaxReach = 1 << 20;  // Beyond it a place is nowhere near.

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

  bool is_near(const Point& point, double reach) const noexcept {
    return point.column > -margin_ - reach && point.row > -margin_ - reach && point.column < side_ - margin_ + reach &&
           point.row < side_ - margin_ + reach;
  }

  /// at is the level of a place, or `behind` beside the sheet. The place is within kMaxReach.
  float at(double column, double row, float behind) const noexcept {
    // Counted from kMaxReach, so that cutting off rounds down.
    const int x = static_cast<int>(column + margin_ + kMaxReach) - kMaxReach;
    const int y = static_cast<int>(row + margin_ + kMaxReach) - kMaxReach;
    if (static_cast<unsigned>(x) >= static_cast<unsigned>(side_)) return behind;
    if (static_cast<unsigned>(y) >= static_cast<unsigned>(side_)) return behind;
    return levels_[index(x, y)];
  }

 private:
  std::size_t index(int x, int y) const noexcept {
    return static_cast<std::size_t>(y) * static_cast<std::size_t>(side_) + static_cast<std::size_t>(x);
  }

  int margin_, side_;
  std::vector<float> levels_;
};

// Inside a pixel the view is as good as affine: it is worked out at the pixels' corners alone.
float mean_of(const Sheet& sheet, const Point& corner, const Point& right, const Point& below, float behind) {
  const double across_x = (right.column - corner.column) / kSamples, across_y = (right.row - corner.row) / kSamples;
  const double down_x = (below.column - corner.column) / kSamples, down_y = (below.row - corner.row) / kSamples;
  float sum = 0;
  for (int i = 0; i < kSamples; ++i) {
    double column = corner.column + (across_x + down_x) / 2 + i * down_x;
    double row = corner.row + (across_y + down_y) / 2 + i * down_y;
    for (int j = 0; j < kSamples; ++j, column += across_x, row += across_y) sum += sheet.at(column, row, behind);
  }
  return sum / (kSamples * kSamples);
}

// The dark lines between a screen's pixels, as the middle of a camera's pixel meets them: the two grids beat.
float screen_grid(const Scene& scene, const Point& point) {
  const double wave = 2 * std::numbers::pi * scene.module_pixels / scene.screen_pixels;
  const double meets = (std::cos(wave * point.column) + std::cos(wave * point.row)) / 4 - 0.5;
  return static_cast<float>(1 + scene.moire_depth * meets);
}

struct Square {
  int left, top, right, bottom;
};

void draw(Light& frame, const Sheet& sheet, const View& view, const Scene& scene, const Square& square) {
  std::array<Point, kBlock + 1> above{}, below{};
  for (int x = square.left; x <= square.right; ++x)
    above[static_cast<std::size_t>(x - square.left)] = view.at(x, square.top);
  for (int y = square.top; y < square.bottom; ++y, above = below) {
    for (int x = square.left; x <= square.right; ++x) {
      below[static_cast<std::size_t>(x - square.left)] = view.at(x, y + 1);
    }
    float* row = frame.row(y);
    for (int x = square.left; x < square.right; ++x) {
      const auto i = static_cast<std::size_t>(x - square.left);
      const Point &corner = above[i], &right = above[i + 1], &down = below[i];
      if (!sheet.is_near(corner, 2) || !sheet.is_near(right, 4) || !sheet.is_near(down, 4)) continue;
      const float behind = row[x];
      row[x] = mean_of(sheet, corner, right, down, behind);
      if (scene.moire_depth > 0 && sheet.is_near(corner, 0)) row[x] *= screen_grid(scene, corner);
    }
  }
}

bool shows(const Sheet& sheet, const View& view, const Square& square) {
  return sheet.is_near(view.at(square.left, square.top), kPassed) ||
         sheet.is_near(view.at(square.right, square.top), kPassed) ||
         sheet.is_near(view.at(square.left, square.bottom), kPassed) ||
         sheet.is_near(view.at(square.right, square.bottom), kPassed);
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
