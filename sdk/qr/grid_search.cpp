// Alignment patterns are looked for where the grid so far says they are, the nearest to known ones first, and each one
// found makes the grid better.
#include "qr/grid_search.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace heyi {
namespace {

// alignment_places are the rows, and columns, in whose crossings alignment patterns have their middles: ISO/IEC 18004,
// annex E.
std::vector<int> alignment_places(int version) {
  if (version < 2) return {};
  const int size = 17 + 4 * version;
  const int count = version / 7 + 2;
  const int step = version == 32 ? 26 : (version * 4 + count * 2 + 1) / (count * 2 - 2) * 2;
  std::vector<int> places(static_cast<std::size_t>(count), 6);
  for (int i = count - 1; i > 0; --i) places[static_cast<std::size_t>(i)] = size - 7 - (count - 1 - i) * step;
  return places;
}

// resemblance compares 25 modules with an alignment pattern: 1 is the same, 0 is unlike. grey_at(x, y) is that of
// the module x to the right of the middle and y below it.
template <typename Grey>
double resemblance(const Grey& grey_at) {
  constexpr int kDark = 17, kLight = 8;
  double dark = 0, light = 0, squares = 0;
  for (int y = -2; y <= 2; ++y) {
    for (int x = -2; x <= 2; ++x) {
      const double grey = grey_at(x, y);
      squares += grey * grey;
      (std::max(std::abs(x), std::abs(y)) == 1 ? light : dark) += grey;
    }
  }
  const double mean = (dark + light) / (kDark + kLight);
  const double variance = squares / (kDark + kLight) - mean * mean;
  if (variance < 4) return 0;
  constexpr double kShare = 0.4665;  // √(17·8)/25: what the difference of the two means is worth.
  return (light / kLight - dark / kDark) * kShare / std::sqrt(variance);
}

struct Match {
  Place place;
  double score = 0;
};

// search looks within `reach` modules, in steps of half a module: then the modules of one place are those of others,
// and each is sampled once.
Match search(const Greys& greys, Place around, Place right, Place down, double reach) {
  constexpr int kStepsAModule = 2;
  const int steps = static_cast<int>(reach * kStepsAModule), edge = steps + 2 * kStepsAModule, side = 2 * edge + 1;
  const auto at = [&](int x, int y) {
    return around + right * (x * (1.0 / kStepsAModule)) + down * (y * (1.0 / kStepsAModule));
  };
  std::vector<float> sampled;
  sampled.reserve(static_cast<std::size_t>(side * side));
  for (int y = -edge; y <= edge; ++y) {
    for (int x = -edge; x <= edge; ++x) sampled.push_back(static_cast<float>(greys.at(at(x, y))));
  }
  Match best{around, -1};
  for (int y = -steps; y <= steps; ++y) {
    for (int x = -steps; x <= steps; ++x) {
      const float* middle = &sampled[static_cast<std::size_t>((edge + y) * side + edge + x)];
      const double score = resemblance([&](int i, int j) { return middle[kStepsAModule * (j * side + i)]; });
      if (score > best.score) best = {at(x, y), score};
    }
  }
  return best;
}

// refine looks at what lies `step` modules to all sides of a match.
Match refine(const Greys& greys, const Match& match, Place right, Place down, double step) {
  Match best = match;
  for (int y = -1; y <= 1; ++y) {
    for (int x = -1; x <= 1; ++x) {
      if (x == 0 && y == 0) continue;
      const Place middle = match.place + right * (x * step) + down * (y * step);
      const double score = resemblance([&](int i, int j) { return greys.at(middle + right * i + down * j); });
      if (score > best.score) best = {middle, score};
    }
  }
  return best;
}

constexpr double kResembles = 0.6;

void add_corner(std::vector<Anchor>& anchors, const FinderFrame& corner, Place module) {
  constexpr double kHalf = 3.5;
  anchors.push_back({module, corner.middle, 1});
  constexpr std::array<Place, 4> ways = {{{-kHalf, -kHalf}, {kHalf, -kHalf}, {kHalf, kHalf}, {-kHalf, kHalf}}};
  for (std::size_t i = 0; i < 4; ++i) anchors.push_back({module + ways[i], corner.corners[i], 0.5});
}

int degree_for(std::size_t alignments) noexcept { return alignments == 0 ? 0 : alignments < 4 ? 2 : 3; }

}  // namespace

bool has_timing_ends(const Greys& greys, const Corners& corners) {
  constexpr int kLight = 4;  // Modules from a pattern's middle to the light one beside it; then dark and light in turns
  constexpr int kTurns = 5;
  constexpr int kEnough = 14;  // Of twenty
  const auto& [a, b, c] = corners;
  int right = 0;
  const auto count = [&](const FinderFrame& corner, Place first, Place way) {
    double before = greys.at(corner.at(first.x, first.y));
    for (int i = 1; i <= kTurns; ++i) {
      const Place place = first + way * i;
      const double grey = greys.at(corner.at(place.x, place.y));
      right += (grey < before) == (i % 2 == 1) ? 1 : 0;
      before = grey;
    }
  };
  count(a, {kLight, 3}, {1, 0});
  count(b, {-kLight, 3}, {-1, 0});
  count(a, {3, kLight}, {0, 1});
  count(c, {3, -kLight}, {0, -1});
  return right >= kEnough;
}

std::optional<SymbolGrid> find_grid(const Greys& greys, const Corners& corners, int version) {
  const int size = 17 + 4 * version;
  std::vector<Anchor> anchors;
  add_corner(anchors, corners[0], {3.5, 3.5});
  add_corner(anchors, corners[1], {size - 3.5, 3.5});
  add_corner(anchors, corners[2], {3.5, size - 3.5});
  SymbolGrid grid;
  if (!grid.fit(anchors, size, 0)) return std::nullopt;

  const std::vector<int> places = alignment_places(version);
  std::vector<Place> wanted;
  for (const int y : places) {
    for (const int x : places) {
      const bool is_finder = (x == 6 && y == 6) || (x == 6 && y == size - 7) || (x == size - 7 && y == 6);
      if (!is_finder) wanted.push_back({x + 0.5, y + 0.5});
    }
  }
  std::size_t found = 0;
  while (!wanted.empty()) {
    // The one nearest to an anchor is guessed best.
    const auto distance = [&](Place place) {
      double nearest = 1e9;
      for (const Anchor& anchor : anchors) nearest = std::min(nearest, length(anchor.module - place));
      return nearest;
    };
    std::size_t next = 0;
    double nearest = 1e9;
    for (std::size_t i = 0; i < wanted.size(); ++i) {
      const double away = distance(wanted[i]);
      if (away < nearest) nearest = away, next = i;
    }
    const Place module = wanted[next];
    wanted.erase(wanted.begin() + static_cast<std::ptrdiff_t>(next));
    const Place guess = grid.at(module);
    if (!greys.is_inside(guess)) continue;
    const Place right = grid.right(module), down = grid.down(module);
    const double reach = std::clamp(nearest * 0.1, 1.5, 3.5);
    Match match = search(greys, guess, right, down, reach);
    if (match.score < kResembles - 0.15) continue;
    match = refine(greys, refine(greys, match, right, down, 0.25), right, down, 0.125);
    if (match.score < kResembles) continue;
    anchors.push_back({module, match.place, 1});
    ++found;
    if (!grid.fit(anchors, size, degree_for(found))) return std::nullopt;
  }
  return grid;
}

}  // namespace heyi
