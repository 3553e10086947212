// The sizes in which a frame is looked at.
#pragma once

#include <cstddef>
#include <vector>

#include <heyi/image.hpp>

namespace heyi {

/// Level is a frame in one of its sizes: one of its pixels is `scale` pixels of the frame that was given.
struct Level {
  GreyView view;
  double scale = 1;
};

/// Levels are a sound frame, and as long as a side has more than kReducedSide pixels, a third of it. Reductions are
/// made when they are asked for first. The frame must outlive them.
class Levels {
 public:
  static constexpr int kReducedSide = 500;
  static constexpr int kReduction = 3;
  static constexpr int kLargeFrame = 2'000'000;  ///< Pixels

  explicit Levels(const GreyView& frame);

  std::size_t size() const noexcept { return levels_.size(); }

  /// at counts from the frame itself; of frames from kLargeFrame on it counts from the first reduction, and the frame
  /// itself, which takes nine times as long, comes last.
  const Level& at(std::size_t number);

 private:
  std::vector<Level> levels_;
  std::vector<GreyImage> images_;
};

}  // namespace heyi
