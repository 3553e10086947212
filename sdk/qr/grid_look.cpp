// Three finder patterns make a symbol; its modules are sampled along its grid and drawn anew for ZXing to decode.
#include "qr/grid_look.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include "qr/format_bits.hpp"
#include "qr/grid_search.hpp"
#include "qr/module_levels.hpp"
#include "qr/zxing.hpp"

namespace heyi {
namespace {

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
  if (!has_timing_ends(greys, corners)) return std::nullopt;
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

// read_modules decides which modules are dark, blur being taken off more or less; how many of the modules that every
// symbol has come out right says which of these is best.
std::optional<QrFound> read_modules(const ModuleLevels& levels, GridBudget& budget) {
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

void place_corners(QrFound& code, const SymbolGrid& grid, double size) {
  const std::array<Place, 4> corners = {grid.at({0, 0}), grid.at({size, 0}), grid.at({size, size}), grid.at({0, size})};
  for (std::size_t i = 0; i < 4; ++i) {
    code.corners[2 * i] = static_cast<int>(std::lround(std::clamp(corners[i].x, -1e6, 1e6)));
    code.corners[2 * i + 1] = static_cast<int>(std::lround(std::clamp(corners[i].y, -1e6, 1e6)));
  }
}

std::optional<QrFound> read_version(const Greys& greys, const Corners& corners, int version, GridBudget& budget) {
  const int size = 17 + 4 * version;
  if (!budget.spend(size * size / 4)) return std::nullopt;
  const std::optional<SymbolGrid> grid = find_grid(greys, corners, version);
  if (!grid || !has_timing(greys, *grid, size) || !budget.spend(size * size)) return std::nullopt;
  std::optional<QrFound> code = read_modules(sample_modules(greys, *grid, size), budget);
  if (code) place_corners(*code, *grid, size);
  return code;
}

std::optional<QrFound> read_symbol(const Greys& greys, const Corners& corners, GridBudget& budget) {
  for (const int version : likely_versions(greys, corners)) {
    if (auto code = read_version(greys, corners, version, budget)) return code;
  }
  return std::nullopt;
}

bool lies_in(const Eye& eye, const QrFound& code) {
  const auto corner = [&](std::size_t i) {
    return Place{static_cast<double>(code.corners[2 * i % 8]), static_cast<double>(code.corners[(2 * i + 1) % 8])};
  };
  bool left = true, right = true;
  for (std::size_t i = 0; i < 4; ++i) {
    const double side = cross(corner(i + 1) - corner(i), Place{eye.x, eye.y} - corner(i));
    left = left && side <= 0, right = right && side >= 0;
  }
  return left || right;
}

}  // namespace

GridReading read_by_grid(const GreyView& frame, const std::vector<Eye>& eyes, GridBudget& budget) {
  GridReading reading;
  if (eyes.size() < 3 || eyes.size() > kMaxGridEyes) return reading;
  const Greys greys(frame);
  std::vector<bool> used(eyes.size());
  const auto is_used = [&](const Candidate& candidate) {
    return std::any_of(candidate.eyes.begin(), candidate.eyes.end(), [&](std::size_t eye) { return used[eye]; });
  };
  std::vector<Candidate> unread;
  int tries = 0;
  for (const Candidate& candidate : candidates(eyes)) {
    if (is_used(candidate)) continue;
    if (++tries > kMaxTries || reading.codes.size() >= kMaxCodes) return reading;
    const std::optional<Corners> corners = measure(greys, eyes, candidate);
    if (!corners) continue;
    std::optional<QrFound> code = read_symbol(greys, *corners, budget);
    if (!code) {
      unread.push_back(candidate);
      continue;
    }
    for (const std::size_t eye : candidate.eyes) used[eye] = true;
    for (std::size_t i = 0; i < eyes.size(); ++i) used[i] = used[i] || lies_in(eyes[i], *code);
    reading.codes.push_back(*std::move(code));
  }
  reading.is_complete = !reading.codes.empty() && std::all_of(unread.begin(), unread.end(), is_used);
  return reading;
}

}  // namespace heyi
