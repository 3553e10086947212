// The modules are drawn anew, each black or white and without any distortion, and ZXing decodes the drawing.
#include "qr/decode_modules.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "qr/format_bits.hpp"
#include "qr/zxing.hpp"

namespace heyi {
namespace {

GreyImage drawn(const Bytes& dark, int size) {
  constexpr int kPixels = 3, kQuiet = 4;
  const int side = (size + 2 * kQuiet) * kPixels;
  GreyImage image{Bytes(static_cast<std::size_t>(side) * static_cast<std::size_t>(side), 255), side, side};
  for (int y = 0; y < size * kPixels; ++y) {
    std::uint8_t* row =
        image.pixels.data() + static_cast<std::ptrdiff_t>(y + kQuiet * kPixels) * side + kQuiet * kPixels;
    for (int x = 0; x < size * kPixels; ++x) {
      if (dark[static_cast<std::size_t>((y / kPixels) * size + x / kPixels)] != 0) row[x] = 0;
    }
  }
  return image;
}

std::optional<QrFound> decode(const Bytes& dark, int size) {
  const GreyImage image = drawn(dark, size);
  std::vector<QrFound> codes = read_with_zxing(image.view(), Darkness::whole, Effort::drawn);
  if (codes.size() != 1) return std::nullopt;
  return std::move(codes[0]);
}

// Seen in a mirror, rows are columns.
Bytes mirrored(const Bytes& dark, int size) {
  Bytes result(dark.size());
  for (int y = 0; y < size; ++y) {
    for (int x = 0; x < size; ++x) {
      result[static_cast<std::size_t>(x * size + y)] = dark[static_cast<std::size_t>(y * size + x)];
    }
  }
  return result;
}

std::optional<QrFound> decode_either_way(const Bytes& dark, int size, GridBudget& budget) {
  for (const Way way : likely_ways(dark, size)) {
    if (!budget.spend(size * size / 4)) return std::nullopt;
    if (auto code = decode(way == Way::mirrored ? mirrored(dark, size) : dark, size)) return code;
  }
  return std::nullopt;
}

}  // namespace

// Blur is taken off more or less; how many of the modules that every symbol has come out right says which of these is
// best.
std::optional<QrFound> decode_modules(const ModuleLevels& levels, GridBudget& budget) {
  struct Reading {
    Bytes dark;
    int wrong;
  };
  constexpr std::size_t kMaxReadings = 3;
  std::vector<Reading> readings;
  const int known = 192 + 2 * (levels.size - 16);
  for (const double sharpening : {0.0, 0.5, 1.0, 2.0}) {
    Bytes dark = dark_modules(levels, sharpening);
    const int wrong = mend_patterns(dark, levels.size);
    if (wrong * 4 > known) continue;  // There is no such symbol.
    readings.push_back({std::move(dark), wrong});
    if (wrong == 0) break;
  }
  std::stable_sort(readings.begin(), readings.end(),
                   [](const Reading& a, const Reading& b) { return a.wrong < b.wrong; });
  for (std::size_t i = 0; i < std::min(readings.size(), kMaxReadings); ++i) {
    if (auto code = decode_either_way(readings[i].dark, levels.size, budget)) return code;
  }
  return std::nullopt;
}

}  // namespace heyi
