// Each size is made of the one before it.
#include "qr/levels.hpp"

#include <algorithm>
#include <cstdint>

#include "qr/variant.hpp"

namespace heyi {

Levels::Levels(const GreyView& frame) {
  levels_.push_back({frame, 1});
  int width = frame.width, height = frame.height;
  while (std::max(width, height) > kReducedSide && std::min(width, height) >= kReduction) {
    width /= kReduction, height /= kReduction;
    levels_.push_back({{nullptr, width, height, width}, levels_.back().scale * kReduction});
  }
  images_.resize(levels_.size());
}

const Level& Levels::at(std::size_t number) {
  const GreyView& frame = levels_.front().view;
  const bool is_large = static_cast<std::int64_t>(frame.width) * frame.height >= kLargeFrame;
  const std::size_t place = is_large ? (number + 1) % levels_.size() : number;
  for (std::size_t i = 1; i <= place; ++i) {
    if (levels_[i].view.pixels != nullptr) continue;
    images_[i] = reduced(levels_[i - 1].view, kReduction);
    levels_[i].view = images_[i].view();
  }
  return levels_[place];
}

}  // namespace heyi
