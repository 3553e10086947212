// The symbol is sampled, not pasted, so that its modules have any size, as in a camera.
#include "simulation/scene.hpp"

#include <algorithm>
#include <cmath>

namespace heyi::kiosk {
namespace {

constexpr int kQuietZone = 4;  // Modules, as the standard asks.

// A wall that is brighter above.
std::uint8_t room(int y, int height) noexcept { return static_cast<std::uint8_t>(150 - 60 * y / std::max(1, height)); }

}  // namespace

GreyImage draw_scene(const QrSymbol& symbol, int width, int height, double share) {
  GreyImage scene{{}, width, height};
  scene.pixels.resize(static_cast<std::size_t>(width) * static_cast<std::size_t>(height));
  const double side = std::min(share * height, 0.95 * width);
  const double left = (width - side) / 2, top = (height - side) / 2;
  const double rim = side / 12, module = side / (symbol.size_modules + 2 * kQuietZone);
  for (int y = 0; y < height; ++y) {
    std::uint8_t* row = scene.pixels.data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(width);
    for (int x = 0; x < width; ++x) {
      const double u = x + 0.5 - left, v = y + 0.5 - top;
      const bool on_phone = u > -rim && u < side + rim && v > -3 * rim && v < side + 3 * rim;
      const bool on_screen = u >= 0 && u < side && v >= 0 && v < side;
      row[x] = on_phone ? 28 : room(y, height);
      if (!on_screen) continue;
      const int column = static_cast<int>(std::floor(u / module)) - kQuietZone;
      const int line = static_cast<int>(std::floor(v / module)) - kQuietZone;
      const bool in_symbol = column >= 0 && line >= 0 && column < symbol.size_modules && line < symbol.size_modules;
      row[x] = in_symbol && symbol.dark(column, line) ? 20 : 235;
    }
  }
  return scene;
}

}  // namespace heyi::kiosk
