// Which version a symbol has: what it says itself beside two of its corners, or else what its size tells.
#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>

#include "qr/grid_search.hpp"

namespace heyi {
namespace {

constexpr int kMinVersion = 1, kMaxVersion = 40;
constexpr int kFirstWritten = 7;  // Smaller symbols do not say their version.

// version_word is a version with its check bits, a BCH code of distance 8: ISO/IEC 18004, annex D.
constexpr std::uint32_t version_word(int version) {
  std::uint32_t rest = static_cast<std::uint32_t>(version);
  for (int i = 0; i < 12; ++i) rest = (rest << 1) ^ ((rest >> 11) * 0x1F25);
  return static_cast<std::uint32_t>(version) << 12 | rest;
}

// written_version reads the three by six modules beside the top right pattern, or below the bottom left one: bit i is
// the module (i / 3) along the longer way and (i % 3) along the shorter. In a mirror the two blocks change places and
// read the same. 0 when they say none.
int written_version(const Greys& greys, const FinderFrame& corner, bool beside) {
  std::array<double, 18> levels{};
  for (std::size_t i = 0; i < 18; ++i) {
    const double major = static_cast<double>(i / 3) - 3;  // NOLINT(bugprone-integer-division): whole rows.
    const double minor = static_cast<double>(i % 3) - 7;
    levels[i] = greys.at(beside ? corner.at(minor, major) : corner.at(major, minor));
  }
  const auto [dark, light] = std::minmax_element(levels.begin(), levels.end());
  const double threshold = (*dark + *light) / 2;
  std::uint32_t word = 0;
  for (std::size_t i = 0; i < 18; ++i) word |= static_cast<std::uint32_t>(levels[i] < threshold) << i;
  for (int version = kFirstWritten; version <= kMaxVersion; ++version) {
    if (std::popcount(version_word(version) ^ word) <= 3) return version;
  }
  return 0;
}

double estimated_size(const Corners& corners) {
  const auto& [a, b, c] = corners;
  const Place row = b.middle - a.middle;
  const Place column = c.middle - a.middle;
  // A module's length along the way between two middles.
  const auto along = [](const FinderFrame& corner, Place way) {
    const double area = cross(corner.right, corner.down);
    const Place modules{cross(way, corner.down) / area, cross(corner.right, way) / area};
    return length(modules);
  };
  const double across = 2 / (1 / along(a, row) + 1 / along(b, row));
  const double down = 2 / (1 / along(a, column) + 1 / along(c, column));
  return (across + down) / 2 + 7;
}

}  // namespace

std::vector<int> likely_versions(const Greys& greys, const Corners& corners) {
  const double estimate = (estimated_size(corners) - 17) / 4;
  std::vector<int> versions;
  const auto add = [&](int version) {
    if (version < kMinVersion || version > kMaxVersion || versions.size() >= 4) return;
    if (std::find(versions.begin(), versions.end(), version) == versions.end()) versions.push_back(version);
  };
  for (const int written : {written_version(greys, corners[1], true), written_version(greys, corners[2], false)}) {
    if (written != 0 && std::abs(written - estimate) <= 2 + written * 0.25) add(written);
  }
  if (versions.size() == 1 && estimate > kFirstWritten + 1) return versions;
  const int nearest = static_cast<int>(std::lround(estimate));
  const int other = estimate < nearest ? -1 : 1;
  for (const int step : {0, other, -other}) add(nearest + step);
  return versions;
}

}  // namespace heyi
