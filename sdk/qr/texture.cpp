// Reads a frame into blocks: the one pass over its pixels.
#include "qr/texture.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace heyi {
namespace {

constexpr int kMinContrast = 12;    // Below this a block holds noise.
constexpr double kBusy = 1.35;      // A single edge is passed once; a pattern goes up and down.
constexpr double kSoftCells = 2.2;  // A sharp edge takes a cell or two.
constexpr double kSmeared = 0.3;    // Gradients along a movement, by those across it.
constexpr double kTwoToneShare = 0.3;

}  // namespace

// Profile sums up the lines of a block that run in one direction.
struct Texture::Profile {
  int lines = 0;
  int range = 0;   // Light less dark, a line at a time.
  int travel = 0;  // All the way up and down.
  int steep = 0;   // The largest step of each line.

  bool busy(int contrast) const noexcept { return range >= contrast * lines && travel >= kBusy * range; }
  bool soft() const noexcept { return range >= kSoftCells * steep; }
};

struct Texture::Profiles {
  Profile across;
  Profile down;
};

// Line is one row or column of a block, cell by cell.
struct Texture::Line {
  int low, high, last;
  int travel = 0;
  int steep = 0;

  explicit Line(int first = 0) noexcept : low(first), high(first), last(first) {}

  void go_on(int grey) noexcept {
    const int step = std::abs(grey - last);
    travel += step;
    steep = std::max(steep, step);
    low = std::min(low, grey);
    high = std::max(high, grey);
    last = grey;
  }
  void add_to(Profile& profile) const noexcept {
    ++profile.lines;
    profile.range += high - low;
    profile.travel += travel;
    profile.steep += steep;
  }
};

void Gradients::add(const Gradients& more) noexcept {
  falling += more.falling;
  rising += more.rising;
  mixed += more.mixed;
}

bool Gradients::smeared() const noexcept {
  // The eigenvalues of the matrix of gradients.
  const double middle = (falling + rising) / 2;
  const double apart = std::hypot((falling - rising) / 2, mixed);
  return middle - apart < kSmeared * (middle + apart);
}

Texture::Texture(const GreyView& frame, int coarseness) {
  const int most_cells = kMax * kBlockCells / coarseness;
  cell_pixels_ = (std::max(frame.width, frame.height) + most_cells - 1) / most_cells;
  const Cells cells = reduced(frame);
  columns_ = std::max(1, cells.width / kBlockCells);
  rows_ = std::max(1, cells.height / kBlockCells);
  measure_light(cells);
  std::vector<Profiles> profiles;
  for (int row = 0; row < rows_; ++row) {
    for (int column = 0; column < columns_; ++column) {
      Block& block = blocks_[static_cast<std::size_t>(row * kMax + column)];
      profiles.push_back(measure(cells, span(cells, column, row), block));
    }
  }
  classify(cells, profiles);
}

// A cell is the mean of four of its pixels: all of them in a frame of 1280 pixels, enough against noise in larger ones.
Texture::Cells Texture::reduced(const GreyView& frame) const {
  Cells cells{{}, std::max(1, frame.width / cell_pixels_), std::max(1, frame.height / cell_pixels_)};
  cells.greys.resize(static_cast<std::size_t>(cells.width) * static_cast<std::size_t>(cells.height));
  std::uint8_t* cell = cells.greys.data();
  const int first = cell_pixels_ / 4;
  const int second = cell_pixels_ * 3 / 4;
  for (int y = 0; y < cells.height; ++y) {
    const auto row = [&](int shift) {
      return frame.pixels +
             static_cast<std::ptrdiff_t>(std::min(y * cell_pixels_ + shift, frame.height - 1)) * frame.stride;
    };
    const std::uint8_t* upper = row(first);
    const std::uint8_t* lower = row(second);
    for (int x = 0; x < cells.width; ++x) {
      const int left = std::min(x * cell_pixels_ + first, frame.width - 1);
      const int right = std::min(x * cell_pixels_ + second, frame.width - 1);
      *cell++ = static_cast<std::uint8_t>((upper[left] + upper[right] + lower[left] + lower[right] + 2) / 4);
    }
  }
  return cells;
}

void Texture::measure_light(const Cells& cells) {
  std::array<int, 256> count{};
  std::int64_t sum = 0;
  for (const std::uint8_t grey : cells.greys) {
    ++count[grey];
    sum += grey;
  }
  const auto total = static_cast<std::int64_t>(cells.greys.size());
  light_.mean = static_cast<int>(sum / total);
  const auto beyond = [&](int grey, int step) {
    for (std::int64_t passed = count[static_cast<std::size_t>(grey)]; passed * 20 < total; grey += step) {
      passed += count[static_cast<std::size_t>(grey + step)];
    }
    return grey;
  };
  light_.dark = beyond(0, 1);
  light_.bright = beyond(255, -1);
  int saturated = 0;
  for (std::size_t grey = kSaturated; grey < count.size(); ++grey) saturated += count[grey];
  light_.saturated = static_cast<double>(saturated) / static_cast<double>(total);
}

// The last block of a row or a column takes what is left over.
Texture::Span Texture::span(const Cells& cells, int column, int row) const noexcept {
  return {column * kBlockCells, row * kBlockCells, column + 1 == columns_ ? cells.width : (column + 1) * kBlockCells,
          row + 1 == rows_ ? cells.height : (row + 1) * kBlockCells};
}

Texture::Profiles Texture::measure(const Cells& cells, const Span& span, Block& block) {
  std::array<Line, 2 * kBlockCells> upright;
  for (int x = span.left; x < span.right; ++x) {
    upright[static_cast<std::size_t>(x - span.left)] = Line(cells.row(span.top)[x]);
  }
  Profiles profiles;
  int low = 255, high = 0, saturated = 0;
  for (int y = span.top; y < span.bottom; ++y) {
    const std::uint8_t* row = cells.row(y);
    Line level(row[span.left]);
    for (int x = span.left; x < span.right; ++x) {
      level.go_on(row[x]);
      upright[static_cast<std::size_t>(x - span.left)].go_on(row[x]);
      saturated += row[x] >= kSaturated ? 1 : 0;
    }
    level.add_to(profiles.across);
    low = std::min(low, level.low);
    high = std::max(high, level.high);
  }
  for (int x = span.left; x < span.right; ++x) {
    upright[static_cast<std::size_t>(x - span.left)].add_to(profiles.down);
  }
  block.darkest = static_cast<std::uint8_t>(low);
  block.brightest = static_cast<std::uint8_t>(high);
  block.saturated = saturated * 10 >= span.cells() * 9;
  return profiles;
}

// A block is busy when it stands out of the noise, of which the fifth of the frame that is most even tells.
void Texture::classify(const Cells& cells, const std::vector<Profiles>& profiles) {
  std::vector<int> ranges;
  for (const Profiles& one : profiles) ranges.push_back(one.across.range / one.across.lines);
  const auto fifth = ranges.begin() + static_cast<std::ptrdiff_t>(ranges.size() / 5);
  std::nth_element(ranges.begin(), fifth, ranges.end());
  const int whole = light_.contrast();
  const int contrast = std::max({kMinContrast, whole / 6, std::min(whole / 3, *fifth * 2)});
  for (int row = 0; row < rows_; ++row) {
    for (int column = 0; column < columns_; ++column) {
      const Profiles& one = profiles[static_cast<std::size_t>(row * columns_ + column)];
      if (!one.across.busy(contrast) || !one.down.busy(contrast)) continue;
      Block& block = blocks_[static_cast<std::size_t>(row * kMax + column)];
      block.grain = one.across.soft() || one.down.soft() ? Grain::soft : Grain::sharp;
      look_closer(cells, span(cells, column, row), block);
    }
  }
}

// look_closer counts tones and sums up gradients; only busy blocks are worth it.
void Texture::look_closer(const Cells& cells, const Span& span, Block& block) {
  const int third = (block.brightest - block.darkest) / 3;
  int dark = 0, bright = 0;
  std::int64_t falling = 0, rising = 0, mixed = 0;
  for (int y = span.top; y < span.bottom; ++y) {
    const std::uint8_t* row = cells.row(y);
    const std::uint8_t* next = cells.row(std::min(y + 1, cells.height - 1));
    for (int x = span.left; x < span.right; ++x) {
      dark += row[x] < block.darkest + third ? 1 : 0;
      bright += row[x] > block.brightest - third ? 1 : 0;
      if (x + 1 == cells.width) continue;
      const int down = next[x + 1] - row[x];
      const int up = row[x + 1] - next[x];
      falling += down * down;
      rising += up * up;
      mixed += down * up;
    }
  }
  block.two_tone = std::min(dark, bright) >= kTwoToneShare * span.cells();
  block.gradients = {static_cast<double>(falling), static_cast<double>(rising), static_cast<double>(mixed)};
}

int Texture::threshold(int column, int row) const noexcept {
  int low = 255, high = 0;
  for (int y = std::max(0, row - 1); y <= std::min(rows_ - 1, row + 1); ++y) {
    for (int x = std::max(0, column - 1); x <= std::min(columns_ - 1, column + 1); ++x) {
      low = std::min<int>(low, at(x, y).darkest);
      high = std::max<int>(high, at(x, y).brightest);
    }
  }
  // Inside a very large module everything around is alike: then what holds for the frame holds here.
  return high - low >= std::max(kMinContrast, light_.contrast() / 8) ? (low + high) / 2
                                                                     : (light_.dark + light_.bright) / 2;
}

}  // namespace heyi
