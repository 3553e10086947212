// Which pixels of a frame are dark, decided in the way that ZXing decides it.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include <heyi/image.hpp>

namespace heyi {

/// Darkness says what counts as dark: what is darker than its surroundings, or than one grey for the whole frame, or
/// even what is darker than its surroundings by little, as ZXing does not see it.
enum class Darkness : std::uint8_t { local, whole, faint };

/// Dark tells dark pixels from light ones, in an octet for each. The frame must be sound and outlive it.
class Dark {
 public:
  Dark(const GreyView& frame, Darkness darkness);

  int width() const noexcept { return frame_.width; }
  int height() const noexcept { return frame_.height; }
  /// is_blank: no pixel is dark.
  bool is_blank() const noexcept { return thresholds_.front() < 0; }
  bool is_inside(int x, int y) const noexcept { return x >= 0 && y >= 0 && x < frame_.width && y < frame_.height; }
  bool at(int x, int y) const noexcept { return marks(y)[x] != 0; }
  /// marks are the pixels of a row, 1 where dark and 0 where light.
  const std::uint8_t* marks(int y) const noexcept {
    return marks_.data() + static_cast<std::ptrdiff_t>(y) * frame_.width;
  }

 private:
  static constexpr int kBlock = 8;

  const std::uint8_t* row(int y) const noexcept {
    return frame_.pixels + static_cast<std::ptrdiff_t>(y) * frame_.stride;
  }
  // The last blocks end with the frame, over a part of those before them.
  int block_start(int block, int side) const noexcept { return std::min(block * kBlock, side - kBlock); }
  std::size_t place(int column, int row) const noexcept { return static_cast<std::size_t>(row * columns_ + column); }

  std::vector<int> black_points(bool faint) const;
  void average_around(const std::vector<int>& points);
  int one_threshold() const;
  void mark_all();

  GreyView frame_;
  int columns_ = 0;  // Of blocks; none where there is one threshold.
  int rows_ = 0;
  std::vector<int> thresholds_;
  Bytes marks_;
};

}  // namespace heyi
