// The symbol is sampled, not pasted, so that its modules have any size, as in a camera.
#include "simulation/scene.hpp"

#include <algorithm>
#include <cmath>

namespace heyi::kiosk {
namespace {

constexpr int kQuietZone = 4;  // Modules, as the standard asks.

// A wall that is brighter above.
int room(double y, int height) noexcept { return static_cast<int>(150 - 60 * y / height); }

/// Scene is what lies at each point, in pixels.
struct Scene {
  const QrSymbol& symbol;
  int height;
  double left, top, side, rim, module;

  int luma(double x, double y) const noexcept {
    const double u = x - left, v = y - top;
    if (u < -rim || u >= side + rim || v < -3 * rim || v >= side + 3 * rim) return room(y, height);
    if (u < 0 || u >= side || v < 0 || v >= side) return 28;  // The phone around its screen.
    const int column = static_cast<int>(std::floor(u / module)) - kQuietZone;
    const int line = static_cast<int>(std::floor(v / module)) - kQuietZone;
    const bool in_symbol = column >= 0 && line >= 0 && column < symbol.size_modules && line < symbol.size_modules;
    return in_symbol && symbol.dark(column, line) ? 20 : 235;
  }
};

}  // namespace

GreyImage draw_scene(const QrSymbol& symbol, int width, int height, double share) {
  GreyImage image{{}, width, height};
  image.pixels.reserve(static_cast<std::size_t>(width) * static_cast<std::size_t>(height));
  const double side = std::min(share * height, 0.95 * width);
  const Scene scene{symbol,
                    height,
                    (width - side) / 2,
                    (height - side) / 2,
                    side,
                    side / 12,
                    side / (symbol.size_modules + 2 * kQuietZone)};
  // A camera's pixel takes in an area, which tells only where modules are about as small.
  const int points = scene.module < 3 ? 4 : 1;
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      int sum = 0;
      for (int i = 0; i < points * points; ++i) {
        sum += scene.luma(x + (i % points + 0.5) / points, y + (i / points + 0.5) / points);
      }
      image.pixels.push_back(static_cast<std::uint8_t>(sum / (points * points)));
    }
  }
  return image;
}

}  // namespace heyi::kiosk
