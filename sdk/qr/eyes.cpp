// Counts what ZXing takes for finder patterns: every third row is searched for their runs, and what it shows is
// confirmed down the column, along the row and both ways between them. Whether a pixel is dark is decided as ZXing does
// it, since a pattern that only one of the two sees makes the count worthless.
#include "qr/eyes.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <optional>
#include <vector>

namespace heyi {
namespace {

constexpr int kRows = 3;  // The middle of the smallest pattern is three pixels high.
constexpr int kBlock = 8;
constexpr int kAround = 2;                            // Blocks to every side that a block's threshold is taken from
constexpr int kMinSide = kBlock * (2 * kAround + 1);  // Below it there is one threshold for the whole frame.
constexpr int kMinRange = 24;                         // Of the greys in a block that has both dark and light
constexpr int kPatternModules = 7;
constexpr int kStrict = 2;
constexpr int kLoose = 3;

// Dark tells dark pixels from light ones.
class Dark {
 public:
  Dark(const GreyView& frame, Darkness darkness) : frame_(frame) {
    if (darkness == Darkness::local && std::min(frame.width, frame.height) >= kMinSide) {
      columns_ = (frame.width + kBlock - 1) / kBlock;
      rows_ = (frame.height + kBlock - 1) / kBlock;
      average_around(black_points());
    } else {
      thresholds_.assign(1, one_threshold());
    }
  }

  int width() const noexcept { return frame_.width; }
  int height() const noexcept { return frame_.height; }
  bool is_inside(int x, int y) const noexcept { return x >= 0 && y >= 0 && x < frame_.width && y < frame_.height; }
  bool at(int x, int y) const noexcept { return row(y)[x] <= threshold(x, y); }

  // mark writes which pixels of a row are dark, 1 or 0.
  void mark(int y, std::vector<std::uint8_t>& marks) const {
    marks.resize(static_cast<std::size_t>(frame_.width));
    const std::uint8_t* greys = row(y);
    const int whole_blocks = columns_ == 0 ? 0 : frame_.width - kBlock;
    int x = 0;
    for (; x + kBlock <= whole_blocks; x += kBlock) {
      const int limit = threshold(x, y);
      for (int i = x; i < x + kBlock; ++i) marks[static_cast<std::size_t>(i)] = greys[i] <= limit ? 1 : 0;
    }
    for (; x < frame_.width; ++x) marks[static_cast<std::size_t>(x)] = at(x, y) ? 1 : 0;
  }

 private:
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

  // A block of one grey is light, unless it is darker than the threshold that its neighbours have.
  std::vector<int> black_points() const {
    std::vector<int> points(static_cast<std::size_t>(columns_) * static_cast<std::size_t>(rows_));
    for (int block_row = 0; block_row < rows_; ++block_row) {
      for (int column = 0; column < columns_; ++column) {
        int sum = 0, low = 255, high = 0;
        for (int y = 0; y < kBlock; ++y) {
          const std::uint8_t* greys =
              row(block_start(block_row, frame_.height) + y) + block_start(column, frame_.width);
          for (int x = 0; x < kBlock; ++x) {
            sum += greys[x];
            low = std::min<int>(low, greys[x]);
            high = std::max<int>(high, greys[x]);
          }
        }
        int& point = points[place(column, block_row)];
        point = sum / (kBlock * kBlock);
        if (high - low > kMinRange) continue;
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

  void average_around(const std::vector<int>& points) {
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
  int one_threshold() const {
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

  const GreyView& frame_;
  int columns_ = 0;  // Of blocks; none where there is one threshold.
  int rows_ = 0;
  std::vector<int> thresholds_;
};

// Runs are the lengths along a line through a pattern: 1:1:3:1:1.
using Runs = std::array<int, 5>;

int length_of(const Runs& runs) noexcept { return runs[0] + runs[1] + runs[2] + runs[3] + runs[4]; }

// is_pattern lets pass what is wrong by half a pixel and `quarters` of a module.
bool is_pattern(const Runs& runs, int quarters) noexcept {
  const int length = length_of(runs);
  if (length < kPatternModules) return false;
  const int slack = quarters * length + 2 * kPatternModules;  // In parts of four times seven
  for (const std::size_t single : {0, 1, 3, 4}) {
    if (std::abs(4 * (kPatternModules * runs[single] - length)) > slack) return false;
  }
  return std::abs(4 * (kPatternModules * runs[2] - 3 * length)) <= slack;
}

class Count {
 public:
  explicit Count(const Dark& dark) : dark_(dark) {}

  // run stops where the patterns found make more than `most` triples.
  std::int64_t run(std::int64_t most) {
    for (int y = kRows - 1; y < dark_.height() && triples() <= most; y += kRows) scan(y, most);
    return triples();
  }

 private:
  struct Eye {
    double x, y;
    int size;
  };

  std::int64_t triples() const noexcept {
    const auto count = static_cast<std::int64_t>(eyes_.size());
    return count * (count - 1) * (count - 2) / 6;
  }

  void scan(int y, std::int64_t most) {
    dark_.mark(y, marks_);
    std::array<int, 6> edges{};  // The latest ones, oldest first: where runs begin.
    int known = 0;
    std::uint8_t before = 0;  // Outside all is light.
    const auto pass = [&](int x) {
      std::move(edges.begin() + 1, edges.end(), edges.begin());
      edges[5] = x;
      before ^= 1;
      if (++known < 6 || before != 0 || triples() > most) return;
      const Runs runs = {edges[1] - edges[0], edges[2] - edges[1], edges[3] - edges[2], edges[4] - edges[3],
                         edges[5] - edges[4]};
      if (is_pattern(runs, kStrict)) consider((edges[2] + edges[3]) / 2.0, y, length_of(runs));
    };
    for (int x = 0; x < dark_.width(); ++x) {
      if (marks_[static_cast<std::size_t>(x)] != before) pass(x);
    }
    if (before != 0) pass(dark_.width());
  }

  struct Place {
    double x, y;
  };

  // section walks from a place both ways over three edges each, of which the last may be the frame's. It gives the
  // pattern's length in steps, and moves the place into the pattern's middle, which may be between two pixels.
  std::optional<int> section(Place& place, int dx, int dy, int reach, int quarters) const noexcept {
    const int x = static_cast<int>(place.x);
    const int y = static_cast<int>(place.y);
    std::array<std::array<int, 3>, 2> edges{};
    for (const int side : {0, 1}) {
      const int step_x = side == 0 ? dx : -dx;
      const int step_y = side == 0 ? dy : -dy;
      bool dark = true;
      std::size_t found = 0;
      for (int step = 0; found < 3; ++step) {
        const int here_x = x + step * step_x;
        const int here_y = y + step * step_y;
        const bool inside = dark_.is_inside(here_x, here_y);
        if (step > reach || (!inside && found < 2)) return std::nullopt;
        if (inside && dark_.at(here_x, here_y) == dark) continue;
        if (step == 0) return std::nullopt;
        dark = !dark;
        edges[static_cast<std::size_t>(side)][found++] = step;
      }
    }
    const auto& [ahead, behind] = edges;
    const Runs runs = {behind[2] - behind[1], behind[1] - behind[0], behind[0] + ahead[0] - 1, ahead[1] - ahead[0],
                       ahead[2] - ahead[1]};
    if (!is_pattern(runs, quarters)) return std::nullopt;
    // From the first end: what the middle says, twice, and what its gaps and the ring say.
    const double middle = runs[0] + runs[1] + runs[2] / 2.0;
    const double gaps = runs[0] + (runs[1] + runs[2] + runs[3]) / 2.0;
    const double away = (2 * middle + gaps + length_of(runs) / 2.0) / 4 - behind[2] + 0.5;
    place.x += away * dx;
    place.y += away * dy;
    return length_of(runs);
  }

  void consider(double x, int y, int length) {
    Place place{x, y + 0.5};
    // A pattern seen before, in another row. A larger one that only seems to be there must not hide small ones.
    for (const Eye& known : eyes_) {
      if (std::hypot(known.x - place.x, known.y - place.y) < std::min(known.size, length) / 2) return;
    }
    const int reach = 3 * length;  // Patterns seen at a slant are higher than they are wide.
    const std::optional<int> upright = section(place, 0, 1, reach, kStrict);
    if (!upright) return;
    const std::optional<int> level = section(place, 1, 0, reach, kStrict);
    if (!level) return;
    // Where exactly the middle of a bent pattern is taken to be decides which lines go through all of it.
    for (const int shift_y : {0, 1, -1}) {
      for (const int shift_x : {0, 1, -1}) {
        if (!is_confirmed({place.x + shift_x, place.y + shift_y}, reach)) continue;
        eyes_.push_back({place.x, place.y, (*upright + *level) / 2});
        return;
      }
    }
  }

  bool is_confirmed(const Place& place, int reach) const noexcept {
    Place falling = place;
    Place rising = place;
    return section(falling, 1, 1, 2 * reach, kLoose) && section(rising, 1, -1, 2 * reach, kLoose) &&
           has_light_around(static_cast<int>(place.x), static_cast<int>(place.y), reach);
  }

  // has_light_around goes along the edge of the dark middle, on the light pixels, which noise seldom has a way on.
  bool has_light_around(int from_x, int from_y, int reach) const noexcept {
    int x = from_x, y = from_y;
    while (dark_.is_inside(x, y) && dark_.at(x, y)) ++y;
    if (!dark_.is_inside(x, y)) return false;
    const int start_x = x, start_y = y;
    const auto is_light = [&](int dx, int dy) { return dark_.is_inside(x + dx, y + dy) && !dark_.at(x + dx, y + dy); };
    const auto is_dark = [&](int dx, int dy) { return dark_.is_inside(x + dx, y + dy) && dark_.at(x + dx, y + dy); };
    int dx = -1, dy = 0;  // The middle is to the right.
    unsigned passed = 0;  // The eight directions in which it was seen
    for (int steps = 0; steps <= 8 * reach; ++steps) {
      passed |= 1U << direction(x - from_x, y - from_y);
      int right_x = -dy, right_y = dx;
      if (!is_dark(right_x, right_y) && dark_.is_inside(x + right_x, y + right_y)) {
        dx = right_x, dy = right_y;
      } else {
        for (int turns = 0; !is_light(dx, dy) && turns < 3; ++turns) {
          const int old_x = dx;
          dx = dy, dy = -old_x;
        }
        if (!is_light(dx, dy)) return false;
      }
      x += dx, y += dy;
      if (std::max(std::abs(x - from_x), std::abs(y - from_y)) > reach) return false;
      if (x == start_x && y == start_y) return passed == 0b111101111;
    }
    return false;
  }

  // direction is one of nine, as the keys of a telephone lie; that in the middle is none.
  static int direction(int x, int y) noexcept {
    const int larger = std::max(std::abs(x), std::abs(y));
    const auto third = [&](int part) { return std::abs(part) < larger ? 0 : part < 0 ? -1 : 1; };
    return 4 + third(x) + 3 * third(y);
  }

  const Dark& dark_;
  std::vector<Eye> eyes_;
  std::vector<std::uint8_t> marks_;
};

GreyImage reduced(const GreyView& frame) {
  GreyImage image{{}, frame.width / kReduction, frame.height / kReduction};
  image.pixels.resize(static_cast<std::size_t>(image.width) * static_cast<std::size_t>(image.height));
  std::uint8_t* target = image.pixels.data();
  for (int y = 0; y < image.height; ++y) {
    const std::uint8_t* rows = frame.pixels + static_cast<std::ptrdiff_t>(y) * kReduction * frame.stride;
    for (int x = 0; x < image.width; ++x) {
      int sum = kReduction * kReduction / 2;
      for (int row = 0; row < kReduction; ++row) {
        const std::uint8_t* greys = rows + static_cast<std::ptrdiff_t>(row) * frame.stride + x * kReduction;
        sum += greys[0] + greys[1] + greys[2];
      }
      *target++ = static_cast<std::uint8_t>(sum / (kReduction * kReduction));
    }
  }
  return image;
}

}  // namespace

std::int64_t eye_triples(const GreyView& frame, Darkness darkness) {
  const Dark dark(frame, darkness);
  std::int64_t triples = Count(dark).run(kMaxTriples);
  if (triples > kMaxTriples || std::max(frame.width, frame.height) <= kLargeSide) return triples;
  const GreyImage smaller = reduced(frame);
  if (smaller.width == 0 || smaller.height == 0) return triples;
  return triples + eye_triples(smaller.view(), darkness);
}

}  // namespace heyi
