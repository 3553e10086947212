// Counts what ZXing takes for finder patterns: every third row is searched for their runs, and what it shows is
// confirmed down the column, along the row and both ways between them.
#include "qr/eyes.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdlib>
#include <cstring>
#include <optional>
#include <vector>

#include "qr/place.hpp"

namespace heyi {
namespace {

constexpr int kRows = 3;  // The middle of the smallest pattern is three pixels high.
constexpr int kPatternModules = 7;
constexpr int kStrict = 2;
constexpr int kLoose = 3;

// Runs are the lengths along a line through a pattern: 1:1:3:1:1.
using Runs = std::array<int, 5>;

int length_of(const Runs& runs) noexcept { return runs[0] + runs[1] + runs[2] + runs[3] + runs[4]; }

// is_pattern lets pass what is wrong by half a pixel and `quarters` of a module. Ink or light that has spread over the
// edges makes dark runs longer and light ones shorter, or the reverse: each kind is held against its own module too, as
// version 2 of ZXing does.
bool is_pattern(const Runs& runs, int quarters) noexcept {
  const int length = length_of(runs);
  if (length < kPatternModules) return false;
  // Is a run of so many modules, where `whole` pixels are `parts` modules? All in parts of four times `parts`.
  const auto is = [](int run, int modules, int whole, int parts, int slack_quarters) {
    return std::abs(4 * (parts * run - modules * whole)) <= slack_quarters * whole + 2 * parts;
  };
  const auto all = [&](int dark, int dark_parts, int dark_quarters, int light, int light_parts, int light_quarters) {
    return is(runs[0], 1, dark, dark_parts, dark_quarters) && is(runs[2], 3, dark, dark_parts, dark_quarters) &&
           is(runs[4], 1, dark, dark_parts, dark_quarters) && is(runs[1], 1, light, light_parts, light_quarters) &&
           is(runs[3], 1, light, light_parts, light_quarters);
  };
  if (all(length, kPatternModules, quarters, length, kPatternModules, quarters)) return true;
  if (length < 2 * kPatternModules) return false;  // What spreads over so small ones is within half a pixel.
  const int light = runs[1] + runs[3];
  const int dark = length - light;
  const bool alike =
      2 * dark <= 4 * 5 * light && 5 * light <= 4 * 2 * dark;  // One module is four of the other at most.
  return alike && all(dark, 5, quarters, light, 2, quarters - 1);
}

class Count {
 public:
  explicit Count(const Dark& dark) : dark_(dark) {}

  // run stops where the patterns found make more than `most` triples.
  std::vector<Eye> run(std::int64_t most) {
    if (dark_.is_blank()) return {};
    for (int y = kRows - 1; y < dark_.height() && triples() <= most; y += kRows) scan(y, most);
    return std::move(eyes_);
  }

 private:
  std::int64_t triples() const noexcept { return triples_of(eyes_.size()); }

  void scan(int y, std::int64_t most) {
    find_edges(y);
    for (std::size_t i = 0; i + 5 < edges_.size() && triples() <= most; i += 2) {
      const int* edge = &edges_[i];
      const Runs runs = {edge[1] - edge[0], edge[2] - edge[1], edge[3] - edge[2], edge[4] - edge[3], edge[5] - edge[4]};
      if (runs[2] < runs[0] || runs[2] < runs[4]) continue;  // Most runs are told from a pattern's by this alone.
      if (is_pattern(runs, kStrict)) consider((edge[2] + edge[3]) / 2.0, y, length_of(runs));
    }
  }

  // find_edges notes where dark runs of a row begin and end, in turns. Outside all is light.
  void find_edges(int y) {
    constexpr int kAtOnce = 8;
    constexpr std::uint64_t kAllDark = 0x0101010101010101;
    edges_.clear();
    const std::uint8_t* marks = dark_.marks(y);
    const int width = dark_.width();
    std::uint64_t same = 0;
    int x = 0;
    while (x + kAtOnce <= width) {
      std::uint64_t next;
      std::memcpy(&next, marks + x, kAtOnce);
      const std::uint64_t changes = next ^ same;
      if (changes == 0) {
        x += kAtOnce;
        continue;
      }
      x += (std::endian::native == std::endian::little ? std::countr_zero(changes) : std::countl_zero(changes)) / 8;
      edges_.push_back(x);
      same ^= kAllDark;
    }
    for (; x < width; ++x) {
      if ((marks[x] != 0) == (same != 0)) continue;
      edges_.push_back(x);
      same ^= kAllDark;
    }
    if (same != 0) edges_.push_back(width);
  }

  // section walks from a place both ways over three edges each, of which the last may be the frame's. It gives the
  // pattern's length in steps, and moves the place into the pattern's middle, which may be between two pixels.
  std::optional<int> section(Place& place, int dx, int dy, int reach, int quarters) const noexcept {
    const int x = static_cast<int>(place.x);
    const int y = static_cast<int>(place.y);
    if (!dark_.is_inside(x, y)) return std::nullopt;
    std::array<std::array<int, 3>, 2> edges{};
    for (const int side : {0, 1}) {
      const int step_x = side == 0 ? dx : -dx;
      const int step_y = side == 0 ? dy : -dy;
      // How far the frame goes this way, and one step more for its edge.
      const int steps_x = step_x == 0 ? reach + 1 : step_x > 0 ? dark_.width() - x : x + 1;
      const int steps_y = step_y == 0 ? reach + 1 : step_y > 0 ? dark_.height() - y : y + 1;
      const int inside = std::min(steps_x, steps_y);
      const std::uint8_t* marks = dark_.marks(0);
      std::ptrdiff_t here = static_cast<std::ptrdiff_t>(y) * dark_.width() + x;
      const std::ptrdiff_t next = static_cast<std::ptrdiff_t>(step_y) * dark_.width() + step_x;
      std::uint8_t kind = 1;
      std::size_t found = 0;
      for (int step = 0; found < 3; ++step, here += next) {
        if (step > reach) return std::nullopt;
        if (step >= inside) {
          if (found < 2) return std::nullopt;
        } else if (marks[here] == kind) {
          continue;
        }
        if (step == 0) return std::nullopt;
        kind ^= 1;
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
      const int near = std::min(known.size, length) / 2;
      const double across = known.x - place.x;
      const double down = known.y - place.y;
      if (across * across + down * down < near * near) return;
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
  std::vector<int> edges_;
};

}  // namespace

std::vector<Eye> find_eyes(const Dark& dark) { return Count(dark).run(kMaxTriples); }

}  // namespace heyi
