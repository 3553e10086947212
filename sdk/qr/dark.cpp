// Thresholds are found as ZXing finds them, since a finder pattern that only one of the two sees makes the count of
// them worthless.
#include "qr/dark.hpp"

#include <array>

namespace heyi {
namespace {

constexpr int kAround = 2;     // Blocks to every side that a block's threshold is taken from
constexpr int kMinBlocks = 5;  // A side of fewer whole blocks leaves one threshold for the frame.
constexpr int kMinRange = 24;  // Of the greys in a block that has both dark and light
constexpr int kFaint = 2;      // Greys below the mean around it from which a pixel is faintly dark

}  // namespace

Dark::Dark(const GreyView& frame, Darkness darkness) : frame_(frame) {
  if (darkness != Darkness::whole && std::min(frame.width, frame.height) >= kMinBlocks * kBlock) {
    columns_ = (frame.width + kBlock - 1) / kBlock;
    rows_ = (frame.height + kBlock - 1) / kBlock;
    average_around(black_points(darkness == Darkness::faint));
  } else {
    thresholds_.assign(1, one_threshold());
  }
  mark_all();
}

void Dark::mark_all() {
  marks_.resize(static_cast<std::size_t>(frame_.width) * static_cast<std::size_t>(frame_.height));
  if (is_blank()) return;
  const int width = frame_.width;  // Read again for each pixel, it would keep the compiler from marking many at once.
  std::vector<std::uint8_t> limits(static_cast<std::size_t>(width));
  int limits_of = -1;
  for (int y = 0; y < frame_.height; ++y) {
    const int block_row = columns_ == 0 ? 0 : y >= frame_.height - kBlock ? rows_ - 1 : y / kBlock;
    if (block_row != limits_of) {
      limits_of = block_row;
      if (columns_ == 0) std::fill(limits.begin(), limits.end(), static_cast<std::uint8_t>(thresholds_.front()));
      // A later block covers the end of the one before it.
      for (int column = 0; column < columns_; ++column) {
        std::fill_n(limits.begin() + block_start(column, frame_.width), kBlock,
                    static_cast<std::uint8_t>(thresholds_[place(column, block_row)]));
      }
    }
    const std::uint8_t* greys = row(y);
    std::uint8_t* marks = marks_.data() + static_cast<std::ptrdiff_t>(y) * width;
    const std::uint8_t* limit = limits.data();
    for (int x = 0; x < width; ++x) marks[x] = greys[x] <= limit[x] ? 1 : 0;
  }
}

// A block of one grey is light where contrast must be as ZXing wants it, unless it is darker than the threshold that
// its neighbours have.
std::vector<int> Dark::black_points(bool faint) const {
  std::vector<int> points(static_cast<std::size_t>(columns_) * static_cast<std::size_t>(rows_));
  // What the columns of a row of blocks hold, one above another; the loops over them go over many pixels at once.
  const auto width = static_cast<std::size_t>(frame_.width);
  std::vector<std::uint16_t> sums(width);
  std::vector<std::uint8_t> lows(width), highs(width);
  for (int block_row = 0; block_row < rows_; ++block_row) {
    std::fill(sums.begin(), sums.end(), std::uint16_t{0});
    std::fill(lows.begin(), lows.end(), std::uint8_t{255});
    std::fill(highs.begin(), highs.end(), std::uint8_t{0});
    for (int y = 0; y < kBlock; ++y) {
      const std::uint8_t* greys = row(block_start(block_row, frame_.height) + y);
      for (std::size_t x = 0; x < width; ++x) {
        sums[x] = static_cast<std::uint16_t>(sums[x] + greys[x]);
        lows[x] = std::min(lows[x], greys[x]);
        highs[x] = std::max(highs[x], greys[x]);
      }
    }
    for (int column = 0; column < columns_; ++column) {
      const auto begin = static_cast<std::size_t>(block_start(column, frame_.width));
      int sum = 0, low = 255, high = 0;
      for (std::size_t x = begin; x < begin + kBlock; ++x) {
        sum += sums[x];
        low = std::min<int>(low, lows[x]);
        high = std::max<int>(high, highs[x]);
      }
      int& point = points[place(column, block_row)];
      point = std::max(0, sum / (kBlock * kBlock) - (faint ? kFaint : 0));
      if (faint || high - low > kMinRange) continue;
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
