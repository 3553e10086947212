// Symbols as pixels, as SVG and as characters.
#include <heyi/qr.hpp>

#include <algorithm>

namespace heyi {
namespace {

// dark_at is false in the quiet zone around the symbol.
bool dark_at(const QrSymbol& symbol, int x, int y) noexcept {
  return x >= 0 && y >= 0 && x < symbol.size_modules && y < symbol.size_modules && symbol.dark(x, y);
}

QrRendering within_bounds(QrRendering rendering) noexcept {
  rendering.module_pixels = std::clamp(rendering.module_pixels, 1, 64);
  rendering.quiet_zone_modules = std::clamp(rendering.quiet_zone_modules, 0, 16);
  return rendering;
}

}  // namespace

GreyImage qr_to_image(const QrSymbol& symbol, const QrRendering& wanted) {
  const QrRendering rendering = within_bounds(wanted);
  const int side = (symbol.size_modules + 2 * rendering.quiet_zone_modules) * rendering.module_pixels;
  GreyImage image{Bytes(static_cast<std::size_t>(side) * static_cast<std::size_t>(side), 255), side, side};
  for (int y = 0; y < side; ++y) {
    std::uint8_t* row = image.pixels.data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(side);
    const int module_y = y / rendering.module_pixels - rendering.quiet_zone_modules;
    for (int x = 0; x < side; ++x) {
      if (dark_at(symbol, x / rendering.module_pixels - rendering.quiet_zone_modules, module_y)) row[x] = 0;
    }
  }
  return image;
}

Result<Bytes> qr_to_png(const QrSymbol& symbol, const QrRendering& rendering) {
  return write_png(qr_to_image(symbol, rendering).view());
}

std::string qr_to_svg(const QrSymbol& symbol, const QrRendering& wanted) {
  const int quiet = within_bounds(wanted).quiet_zone_modules;
  const std::string side = std::to_string(symbol.size_modules + 2 * quiet);
  std::string svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + side + " " + side +
                    "\" shape-rendering=\"crispEdges\"><rect width=\"" + side + "\" height=\"" + side +
                    "\" fill=\"#fff\"/><path fill=\"#000\" d=\"";
  // One rectangle a run of dark modules in a row.
  for (int y = 0; y < symbol.size_modules; ++y) {
    for (int x = 0; x < symbol.size_modules;) {
      int end = x;
      while (end < symbol.size_modules && symbol.dark(end, y)) ++end;
      if (end > x) {
        const std::string width = std::to_string(end - x);
        svg += "M" + std::to_string(x + quiet) + " " + std::to_string(y + quiet) + "h" + width + "v1h-" + width + "z";
      }
      x = std::max(end, x + 1);
    }
  }
  return svg + "\"/></svg>\n";
}

std::string qr_to_terminal(const QrSymbol& symbol, const QrRendering& wanted) {
  const int quiet = within_bounds(wanted).quiet_zone_modules;
  std::string text;
  for (int y = -quiet; y < symbol.size_modules + quiet; y += 2) {
    text += "\x1b[38;5;16;48;5;231m";  // Black on white, whatever the terminal's own colours are.
    for (int x = -quiet; x < symbol.size_modules + quiet; ++x) {
      const bool upper = dark_at(symbol, x, y);
      const bool lower = dark_at(symbol, x, y + 1);
      text += upper ? (lower ? "█" : "▀") : (lower ? "▄" : " ");
    }
    text += "\x1b[0m\n";
  }
  return text;
}

}  // namespace heyi
