// Thresholds are found as ZXing finds them, since a finder pattern that only one of the two sees makes the count of
// them worthless.
#include "qr/dark.hpp"

#include <array>

namespace heyi {
namespace {

constexpr int kAround = 2;     // Blocks to every side that a block's threshold is taken from
constexpr int kMinBlocks = 5;  // A side of fewer whole blocks leaves one threshold for the frame.
constexpr int kMinRange = 24;  // Of the greys in a block that has both dark and light
constexpr int kFaintRange = 6;

}  // namespace

Dark::Dark(const GreyView& frame, Darkness darkness) : frame_(frame) {
  if (darkness != Darkness::whole && std::min(frame.width, frame.height) >= kMinBlocks * kBlock) {
    columns_ = (frame.width + kBlock - 1) / kBlock;
    rows_ = (frame.height + kBlock - 1) / kBlock;
    average_around(black_points(darkness == Darkness::local ? kMinRange : kFaintRange));
  } else {
    thresholds_.assign(1, one_threshold());
  }
}

void Dark::mark(int y, std::vector<std::uint8_t>& marks) const {
  marks.resize(static_cast<std::size_t>(frame_.width));
  const std::uint8_t* greys = row(y);
  const int whole_blocks = frame_.width - kBlock;
  int x = 0;
  for (; x + kBlock <= whole_blocks; x += kBlock) {
    const auto limit = static_cast<std::uint8_t>(threshold(x, y));
    std::uint8_t* mark = marks.data() + x;
    for (int i = 0; i < kBlock; ++i) mark[i] = greys[x + i] <= limit ? 1 : 0;
  }
  for (; x < frame_.width; ++x) marks[static_cast<std::size_t>(x)] = at(x, y) ? 1 : 0;
}

// A block of one grey is light, unless it is darker than the threshold that its neighbours have.
std::vector<int> Dark::black_points(int min_range) const {
  std::vector<int> points(static_cast<std::size_t>(columns_) * static_cast<std::size_t>(rows_));
  for (int block_row = 0; block_row < rows_; ++block_row) {
    for (int column = 0; column < columns_; ++column) {
      int sum = 0, low = 255, high = 0;
      for (int y = 0; y < kBlock; ++y) {
        const std::uint8_t* greys = row(block_start(block_row, frame_.height) + y) + block_start(column, frame_.width);
        for (int x = 0; x < kBlock; ++x) {
          sum += greys[x];
          low = std::min<int>(low, greys[x]);
          high = std::max<int>(high, greys[x]);
        }
      }
      int& point = points[place(column, block_row)];
      point = sum / (kBlock * kBlock);
      if (high - low > min_range) continue;
      point = low / 2;
      if (block_row == 0 || column == 0) continue;
      const int neighbours = (points[place(column, block_row - 1)] + 2 * points[place(column - 1, block_row)] +
                              points[place(column - 1, block_row - 1)]) /
                             4;
      if (low < neighbours) point = neighbours;
    }
  }
  return points;
}

void Dark::average_around(const std::vector<int>& points) {
  thresholds_.resize(points.size());
  std::vector<int> sums(static_cast<std::size_t>(columns_));  // Of the five blocks above one another
  for (int block_row = 0; block_row < rows_; ++block_row) {
    const int middle = std::clamp(block_row, kAround, rows_ - 1 - kAround);
    std::fill(sums.begin(), sums.end(), 0);
    for (int other = middle - kAround; other <= middle + kAround; ++other) {
      for (int column = 0; column < columns_; ++column) {
        sums[static_cast<std::size_t>(column)] += points[place(column, other)];
      }
    }
    for (int column = 0; column < columns_; ++column) {
      const auto first = sums.begin() + std::clamp(column, kAround, columns_ - 1 - kAround) - kAround;
      int sum = 0;
      for (auto one = first; one != first + 2 * kAround + 1; ++one) sum += *one;
      thresholds_[place(column, block_row)] = sum / ((2 * kAround + 1) * (2 * kAround + 1));
    }
  }
}

// one_threshold lies in the valley between the two greys that most pixels of four rows have; -1, and so nothing is
// dark, where there is no valley.
int Dark::one_threshold() const {
  constexpr int kBuckets = 32;
  constexpr int kGreys = 8;  // In a bucket
  std::array<std::int64_t, kBuckets> counts{};
  for (int line = 1; line < 5; ++line) {
    const std::uint8_t* greys = row(frame_.height * line / 5);
    for (int x = frame_.width / 5; x < frame_.width * 4 / 5; ++x) ++counts[greys[x] / kGreys];
  }
  const auto most = std::max_element(counts.begin(), counts.end());
  const auto first = static_cast<int>(most - counts.begin());
  int second = 0;
  std::int64_t best = 0;
  for (int bucket = 0; bucket < kBuckets; ++bucket) {
    const std::int64_t score = counts[static_cast<std::size_t>(bucket)] * (bucket - first) * (bucket - first);
    if (score > best) {
      second = bucket;
      best = score;
    }
  }
  const auto [dark, light] = std::minmax(first, second);
  if (light - dark <= kBuckets / 16) return -1;
  int valley = light - 1;
  best = -1;
  for (int bucket = light - 1; bucket > dark; --bucket) {
    const std::int64_t score = static_cast<std::int64_t>(bucket - dark) * (bucket - dark) * (light - bucket) *
                               (*most - counts[static_cast<std::size_t>(bucket)]);
    if (score > best) {
      valley = bucket;
      best = score;
    }
  }
  return valley * kGreys - 1;
}

}  // namespace heyi
