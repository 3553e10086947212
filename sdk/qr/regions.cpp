// Groups of blocks: where a frame is busy, and where light is reflected.
#include <algorithm>

#include "qr/texture.hpp"

namespace heyi {

// group_of gathers the blocks that touch this one and are saturated, or else busy, as it is.
std::vector<int> Texture::group_of(int column, int row, std::vector<bool>& seen, bool saturated) const {
  std::vector<int> group;
  const auto take = [&](int x, int y) {
    const int place = y * kMax + x;
    if (seen[static_cast<std::size_t>(place)]) return;
    const Block& block = at(x, y);
    if (saturated ? !block.saturated : block.grain == Grain::even) return;
    seen[static_cast<std::size_t>(place)] = true;
    group.push_back(place);
  };
  take(column, row);
  for (std::size_t i = 0; i < group.size(); ++i) {
    const int x = group[i] % kMax;
    const int y = group[i] / kMax;
    if (x > 0) take(x - 1, y);
    if (x + 1 < columns_) take(x + 1, y);
    if (y > 0) take(x, y - 1);
    if (y + 1 < rows_) take(x, y + 1);
  }
  return group;
}

Region Texture::largest_region() const {
  std::vector<bool> seen(blocks_.size());
  std::vector<int> largest;
  for (int row = 0; row < rows_; ++row) {
    for (int column = 0; column < columns_; ++column) {
      std::vector<int> group = group_of(column, row, seen, false);
      if (group.size() > largest.size()) largest = std::move(group);
    }
  }
  Region region{static_cast<int>(largest.size()), 0, 0, columns_, rows_, -1, -1, {}};
  for (const int place : largest) {
    const Block& block = blocks_[static_cast<std::size_t>(place)];
    region.soft += block.grain == Grain::soft ? 1 : 0;
    region.two_tone += block.two_tone ? 1 : 0;
    region.gradients.add(block.gradients);
    region.left = std::min(region.left, place % kMax);
    region.right = std::max(region.right, place % kMax);
    region.top = std::min(region.top, place / kMax);
    region.bottom = std::max(region.bottom, place / kMax);
  }
  return region;
}

bool Texture::has_glare() const {
  constexpr std::size_t kMinPatch = 4;  // Blocks
  constexpr int kMinBusy = 4;
  std::vector<bool> seen(blocks_.size());
  std::vector<bool> beside(blocks_.size());
  bool found = false;
  for (int row = 0; row < rows_; ++row) {
    for (int column = 0; column < columns_; ++column) {
      const std::vector<int> patch = group_of(column, row, seen, true);
      int around = 0, busy = 0;
      std::vector<bool> counted(patch.empty() ? 0 : blocks_.size());
      for (const int place : patch) {
        for (int y = std::max(0, place / kMax - 2); y <= std::min(rows_ - 1, place / kMax + 2); ++y) {
          for (int x = std::max(0, place % kMax - 2); x <= std::min(columns_ - 1, place % kMax + 2); ++x) {
            const auto neighbour = static_cast<std::size_t>(y * kMax + x);
            if (at(x, y).saturated || counted[neighbour]) continue;
            counted[neighbour] = beside[neighbour] = true;
            ++around;
            busy += at(x, y).grain != Grain::even ? 1 : 0;
          }
        }
      }
      found = found || (patch.size() >= kMinPatch && busy >= kMinBusy && busy * 5 >= around);
    }
  }
  if (!found) return false;
  // Where all that is light is at the limit anyway, as in a drawing, such a patch is plain paper.
  int busy = 0, at_limit = 0;
  for (int row = 0; row < rows_; ++row) {
    for (int column = 0; column < columns_; ++column) {
      if (at(column, row).grain == Grain::even || beside[static_cast<std::size_t>(row * kMax + column)]) continue;
      ++busy;
      at_limit += at(column, row).brightest >= kSaturated ? 1 : 0;
    }
  }
  return at_limit * 2 < busy;
}

}  // namespace heyi
