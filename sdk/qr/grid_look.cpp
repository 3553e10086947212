// Three finder patterns make a symbol; its modules are sampled along its grid and decoded.
#include "qr/grid_look.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include "qr/candidates.hpp"
#include "qr/decode_modules.hpp"
#include "qr/grid_search.hpp"
#include "qr/module_levels.hpp"
#include "qr/zxing.hpp"

namespace heyi {
namespace {

constexpr int kMaxTries = 12;  // Symbols that are measured, of those that three patterns each may make

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
  std::optional<QrFound> code = decode_modules(sample_modules(greys, *grid, size), budget);
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
