// Three finder patterns make a symbol; its modules are sampled along its grid and drawn anew for ZXing to decode.
#include "qr/grid_look.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include "qr/grid_search.hpp"
#include "qr/module_levels.hpp"
#include "qr/zxing.hpp"

namespace heyi {
namespace {

constexpr std::size_t kMaxEyes = 48;
constexpr int kMaxTries = 12;  // Symbols that are measured, of those that three patterns each may make

struct Candidate {
  std::array<std::size_t, 3> eyes;  // Top left, top right, bottom left
  double flaw;                      // How far from a right isosceles triangle of like patterns; 0 is one.
};

std::vector<Candidate> candidates(const std::vector<Eye>& eyes) {
  std::vector<Candidate> found;
  const auto place = [&](std::size_t i) { return Place{eyes[i].x, eyes[i].y}; };
  for (std::size_t a = 0; a < eyes.size(); ++a) {
    for (std::size_t b = 0; b < eyes.size(); ++b) {
      for (std::size_t c = b + 1; c < eyes.size(); ++c) {
        if (a == b || a == c) continue;
        const double sizes[] = {double(eyes[a].size), double(eyes[b].size), double(eyes[c].size)};
        const auto [smallest, largest] = std::minmax({sizes[0], sizes[1], sizes[2]});
        if (largest > 2 * smallest) continue;
        const Place right = place(b) - place(a);
        const Place down = place(c) - place(a);
        const double across = length(right), along = length(down);
        const double cosine = dot(right, down) / (across * along);
        const double ratio = std::max(across, along) / std::min(across, along);
        const double modules = (across + along) / 2 / (sizes[0] + sizes[1] + sizes[2]) * 21;
        if (!(std::abs(cosine) < 0.6) || ratio > 2 || modules < 10 || modules > 260) continue;
        const double flaw = std::abs(cosine) + (ratio - 1) + (largest / smallest - 1) * 0.5 + modules * 0.001;
        const bool clockwise = cross(right, down) > 0;
        found.push_back({{a, clockwise ? b : c, clockwise ? c : b}, flaw});
      }
    }
  }
  std::sort(found.begin(), found.end(), [](const Candidate& a, const Candidate& b) { return a.flaw < b.flaw; });
  return found;
}

std::optional<Corners> measure(const Greys& greys, const std::vector<Eye>& eyes, const Candidate& candidate) {
  std::array<Place, 3> middles;
  double size = 0;
  for (std::size_t i = 0; i < 3; ++i) {
    middles[i] = {eyes[candidate.eyes[i]].x, eyes[candidate.eyes[i]].y};
    size = std::max(size, static_cast<double>(eyes[candidate.eyes[i]].size));
  }
  Place right = middles[1] - middles[0];
  Place down = middles[2] - middles[0];
  right = right * (size / length(right)), down = down * (size / length(down));
  Corners corners;
  for (std::size_t i = 0; i < 3; ++i) {
    const auto frame = measure_finder(greys, middles[i], right, down);
    if (!frame) return std::nullopt;
    corners[i] = *frame;
  }
  return corners;
}

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

std::optional<QrFound> decode(const Bytes& dark, int size, const SymbolGrid& grid) {
  const GreyImage image = drawn(dark, size);
  std::vector<QrFound> codes = read_with_zxing(image.view(), Darkness::whole, Effort::drawn);
  if (codes.size() != 1) return std::nullopt;
  const double edge = size;
  const std::array<Place, 4> corners = {grid.at({0, 0}), grid.at({edge, 0}), grid.at({edge, edge}), grid.at({0, edge})};
  for (std::size_t i = 0; i < 4; ++i) {
    codes[0].corners[2 * i] = static_cast<int>(std::lround(std::clamp(corners[i].x, -1e6, 1e6)));
    codes[0].corners[2 * i + 1] = static_cast<int>(std::lround(std::clamp(corners[i].y, -1e6, 1e6)));
  }
  return std::move(codes[0]);
}

std::optional<QrFound> read_version(const Greys& greys, const Corners& corners, int version) {
  const std::optional<SymbolGrid> grid = find_grid(greys, corners, version);
  if (!grid) return std::nullopt;
  const int size = 17 + 4 * version;
  const ModuleLevels levels = sample_modules(greys, *grid, size);
  struct Reading {
    Bytes dark;
    int wrong;
  };
  std::vector<Reading> readings;
  for (const double sharpening : {0.0, 0.5, 1.0, 2.0}) {
    Bytes dark = dark_modules(levels, sharpening);
    const int wrong = mend_patterns(dark, size);
    if (wrong * 4 > 192 + 2 * (size - 16)) continue;  // More than a quarter: there is no such symbol.
    readings.push_back({std::move(dark), wrong});
  }
  std::stable_sort(readings.begin(), readings.end(),
                   [](const Reading& a, const Reading& b) { return a.wrong < b.wrong; });
  for (const Reading& reading : readings) {
    if (auto code = decode(reading.dark, size, *grid)) return code;
  }
  return std::nullopt;
}

}  // namespace

std::vector<QrFound> read_by_grid(const GreyView& frame, const std::vector<Eye>& eyes) {
  std::vector<QrFound> codes;
  if (eyes.size() < 3 || eyes.size() > kMaxEyes) return codes;
  const Greys greys(frame);
  std::vector<bool> used(eyes.size());
  int tries = 0;
  for (const Candidate& candidate : candidates(eyes)) {
    const auto& [a, b, c] = candidate.eyes;
    if (used[a] || used[b] || used[c]) continue;
    if (++tries > kMaxTries || codes.size() >= kMaxCodes) break;
    const std::optional<Corners> corners = measure(greys, eyes, candidate);
    if (!corners) continue;
    for (const int version : likely_versions(greys, *corners)) {
      std::optional<QrFound> code = read_version(greys, *corners, version);
      if (!code) continue;
      codes.push_back(*std::move(code));
      used[a] = used[b] = used[c] = true;
      break;
    }
  }
  return codes;
}

}  // namespace heyi
