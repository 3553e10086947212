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

/// Dark tells dark pixels from light ones. The frame must outlive it.
class Dark {
 public:
  Dark(const GreyView& frame, Darkness darkness);

  int width() const noexcept { return frame_.width; }
  int height() const noexcept { return frame_.height; }
  /// is_blank: no pixel is dark.
  bool is_blank() const noexcept { return thresholds_.front() < 0; }
  bool is_inside(int x, int y) const noexcept { return x >= 0 && y >= 0 && x < frame_.width && y < frame_.height; }
  bool at(int x, int y) const noexcept { return row(y)[x] <= threshold(x, y); }

  /// mark writes which pixels of a row are dark, 1 or 0.
  void mark(int y, std::vector<std::uint8_t>& marks) const;

 private:
  static constexpr int kBlock = 8;

  const std::uint8_t* row(int y) const noexcept {
    return frame_.pixels + static_cast<std::ptrdiff_t>(y) * frame_.stride;
  }
  // The last blocks end with the frame, over a part of those before them.
  int block_start(int block, int side) const noexcept { return std::min(block * kBlock, side - kBlock); }
  int block_of(int place, int side, int blocks) const noexcept {
    return place >= side - kBlock ? blocks - 1 : place / kBlock;
  }
  std::size_t place(int column, int row) const noexcept { return static_cast<std::size_t>(row * columns_ + column); }

  int threshold(int x, int y) const noexcept {
    if (columns_ == 0) return thresholds_.front();
    return thresholds_[place(block_of(x, frame_.width, columns_), block_of(y, frame_.height, rows_))];
  }

  std::vector<int> black_points(int min_range) const;
  void average_around(const std::vector<int>& points);
  int one_threshold() const;

  GreyView frame_;
  int columns_ = 0;  // Of blocks; none where there is one threshold.
  int rows_ = 0;
  std::vector<int> thresholds_;
};

}  // namespace heyi
