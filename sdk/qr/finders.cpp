// Rows are searched for the runs of finder patterns, and what they show is confirmed from all sides.
#include "qr/finders.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

namespace heyi {
namespace {

constexpr int kMinStep = 12;           // Between light and dark, or noise makes patterns.
constexpr double kMinModule = 0.8;     // Pixels
constexpr double kSlackPixels = 0.25;  // What the place of an edge may be wrong by.

// Runs are the lengths along one line through a finder: ring, gap, middle, gap, ring, as 1:1:3:1:1.
using Runs = std::array<double, 5>;

// unit_of is the length of a module along the line, 0 when the runs are those of no finder. Blur and exposure let one
// colour grow at the cost of the other, so that much is let pass.
double unit_of(const Runs& runs) noexcept {
  const double unit = (runs[0] + runs[1] + runs[2] + runs[3] + runs[4]) / 7;
  const double slack = 0.5 * unit + kSlackPixels;
  if (unit < kMinModule) return 0;
  for (const std::size_t single : {0, 1, 3, 4}) {
    if (std::abs(runs[single] - unit) > slack) return 0;
  }
  return std::abs(runs[2] - 3 * unit) <= 1.5 * slack ? unit : 0;
}

// place_between is where the grey passes the threshold between two neighbouring pixels, 0 to 1 from the first one.
double place_between(int first, int second, int threshold) noexcept {
  if (first == second) return 0.5;
  return std::clamp((threshold - first) / static_cast<double>(second - first), 0.0, 1.0);
}

// Section is a line through a finder's middle, looked at from there in both directions.
struct Section {
  double unit = 0;    // Module along the line, in steps
  double centre = 0;  // Where the middle really is, in steps from where it was thought to be
  double edge = 0;    // Steps an edge takes
  int light = 0;
};

class Search {
 public:
  Search(const GreyView& frame, const Texture& texture) : frame_(frame), texture_(texture) {}

  std::vector<Finder> run() {
    const int rows = std::clamp(frame_.height / 360, 1, 4);  // The middle of a finder is three modules high.
    for (int y = rows / 2; y < frame_.height && finders_.size() < kMaxFinders; y += rows) {
      // Where runs are four pixels long all along a row there is noise, which costs the most time and holds the least.
      if (scan(y) > frame_.width / 4) y += rows;
    }
    return std::move(finders_);
  }

 private:
  int grey(int x, int y) const noexcept { return frame_.pixels[static_cast<std::ptrdiff_t>(y) * frame_.stride + x]; }

  // Circles around small finders pass between the pixels.
  double grey_between(double x, double y) const noexcept {
    const int left = static_cast<int>(x);
    const int top = static_cast<int>(y);
    const double across = x - left;
    const double down = y - top;
    return (grey(left, top) * (1 - across) + grey(left + 1, top) * across) * (1 - down) +
           (grey(left, top + 1) * (1 - across) + grey(left + 1, top + 1) * across) * down;
  }

  // scan looks for the five runs along a row, with a threshold for every block, and counts all runs.
  int scan(int y) {
    const std::uint8_t* row = frame_.pixels + static_cast<std::ptrdiff_t>(y) * frame_.stride;
    const int block = texture_.block_pixels();
    const int block_row = std::min(y / block, texture_.rows() - 1);
    std::array<int, 6> edges{};  // The latest ones, oldest first: the first pixels of runs.
    int known = 0;
    bool dark = false;
    for (int column = 0; column < texture_.columns(); ++column) {
      const int threshold = texture_.threshold(column, block_row);
      const int end = column + 1 == texture_.columns() ? frame_.width : (column + 1) * block;
      for (int x = column * block; x < end; ++x) {
        if ((row[x] < threshold) == dark) continue;
        dark = !dark;
        if (x == 0) continue;
        std::move(edges.begin() + 1, edges.end(), edges.begin());
        edges[5] = x;
        if (++known >= 6 && has_long_middle(edges)) examine(row, y, edges, threshold, !dark);
      }
    }
    return known;
  }

  // Most runs of a frame are dropped here, before anything is divided.
  static bool has_long_middle(const std::array<int, 6>& edges) noexcept {
    const int middle = edges[3] - edges[2];
    const int longest = std::max({edges[1] - edges[0], edges[2] - edges[1], edges[4] - edges[3], edges[5] - edges[4]});
    return middle >= 2 && 2 * middle >= 3 * longest - 1;
  }

  void examine(const std::uint8_t* row, int y, const std::array<int, 6>& edges, int threshold, bool dark) {
    std::array<double, 6> places{};
    for (std::size_t i = 0; i < edges.size(); ++i) {
      places[i] = edges[i] - 1 + place_between(row[edges[i] - 1], row[edges[i]], threshold);
    }
    Runs runs{};
    for (std::size_t i = 0; i < runs.size(); ++i) runs[i] = places[i + 1] - places[i];
    if (const double unit = unit_of(runs); unit > 0) consider((places[2] + places[3]) / 2, y, unit, dark);
  }

  // section walks from x, y by dx, dy and the other way over three edges each.
  std::optional<Section> section(double x, double y, int dx, int dy, double unit, bool dark) const noexcept {
    const int from_x = static_cast<int>(std::lround(x));
    const int from_y = static_cast<int>(std::lround(y));
    const int reach = static_cast<int>(unit * 8) + 3;
    const int threshold = threshold_at(from_x, from_y);
    std::array<std::array<double, 3>, 2> edges{};
    int low = 255, high = 0, steepest = 0;
    for (const int side : {0, 1}) {
      const int step_x = side == 0 ? dx : -dx;
      const int step_y = side == 0 ? dy : -dy;
      std::size_t found = 0;
      for (int step = 0; found < 3; ++step) {
        const int here_x = from_x + step * step_x;
        const int here_y = from_y + step * step_y;
        if (step > reach || !is_inside(here_x + step_x, here_y + step_y)) return std::nullopt;
        const int here = grey(here_x, here_y);
        const int next = grey(here_x + step_x, here_y + step_y);
        if (step == 0 && (here < threshold) != dark) return std::nullopt;
        low = std::min({low, here, next});
        high = std::max({high, here, next});
        steepest = std::max(steepest, std::abs(next - here));
        if ((here < threshold) == (next < threshold)) continue;
        edges[static_cast<std::size_t>(side)][found++] = step + place_between(here, next, threshold);
      }
    }
    if (high - low < kMinStep) return std::nullopt;
    const auto& [ahead, behind] = edges;
    Section section;
    section.unit = unit_of(
        {behind[2] - behind[1], behind[1] - behind[0], behind[0] + ahead[0], ahead[1] - ahead[0], ahead[2] - ahead[1]});
    if (section.unit <= 0) return std::nullopt;
    section.centre = (ahead[0] - behind[0]) / 2;
    section.edge = static_cast<double>(high - low) / steepest;
    section.light = high;
    return section;
  }

  bool is_inside(int x, int y) const noexcept { return x >= 0 && y >= 0 && x < frame_.width && y < frame_.height; }

  int threshold_at(int x, int y) const noexcept {
    return texture_.threshold(std::min(x / texture_.block_pixels(), texture_.columns() - 1),
                              std::min(y / texture_.block_pixels(), texture_.rows() - 1));
  }

  // consider confirms what a row seemed to show: down the column, along the row again, and both ways between them.
  void consider(double x, double y, double unit, bool dark) {
    if (finders_.size() == kMaxFinders) return;
    for (const Finder& known : finders_) {
      if (std::max(std::abs(known.x - x), std::abs(known.y - y)) < 3.5 * known.module) return;
    }
    const std::optional<Section> upright = section(x, y, 0, 1, 1.5 * unit, dark);
    if (!upright) return;
    y = std::round(y) + upright->centre;
    const std::optional<Section> level = section(x, y, 1, 0, 1.5 * unit, dark);
    if (!level) return;
    x = std::round(x) + level->centre;
    const std::optional<Section> falling = section(x, y, 1, 1, 1.5 * unit, dark);
    const std::optional<Section> rising = section(x, y, 1, -1, 1.5 * unit, dark);
    if (!falling || !rising) return;
    // How far the code is turned: rows and columns cut its modules at one slant, the ways between them at 45° less.
    const double straight = (level->unit + upright->unit) / 2;
    const double between = (falling->unit + rising->unit) / std::sqrt(2);
    const double slant = std::clamp(std::sqrt(2) * straight / between - 1, 0.0, 1.0);
    Finder finder{x, y, straight / std::sqrt(1 + slant * slant), std::max(level->edge, upright->edge),
                  std::min(level->light, upright->light)};
    if (!has_rings(finder, dark)) return;
    finder.in_code = has_modules_beside(finder);
    finders_.push_back(finder);
  }

  // passed counts the places of a circle that are dark, and how often dark and light follow one another. Between the
  // two nothing is said, so that noise on grey does not count.
  struct Passed {
    int dark = 0, light = 0, changes = 0;
  };
  Passed passed(const Finder& finder, double modules) const noexcept {
    constexpr int kPlaces = 96;
    const int threshold = threshold_at(static_cast<int>(finder.x), static_cast<int>(finder.y));
    const int margin = (finder.light - threshold) / 4;
    Passed passed;
    std::optional<bool> before;
    for (int i = 0; i < kPlaces; ++i) {
      const double angle = 2 * std::acos(-1.0) * i / kPlaces;
      const double x = finder.x + modules * finder.module * std::cos(angle);
      const double y = finder.y + modules * finder.module * std::sin(angle);
      if (x < 0 || y < 0 || x + 1 >= frame_.width || y + 1 >= frame_.height) continue;
      const double here = grey_between(x, y);
      if (std::abs(here - threshold) <= margin) continue;
      const bool dark = here < threshold;
      ++(dark ? passed.dark : passed.light);
      passed.changes += before && *before != dark ? 1 : 0;
      before = dark;
    }
    return passed;
  }

  // has_rings: circles that lie in the middle and in the gap however the finder is turned. Noise has lines through it
  // that look like those of a finder, but no circles.
  bool has_rings(const Finder& finder, bool dark) const noexcept {
    const Passed middle = passed(finder, 0.9);
    const Passed gap = passed(finder, 2.25);
    const auto mostly = [](int wanted, int other) { return wanted > 5 * other; };
    return dark ? mostly(middle.dark, middle.light) && mostly(gap.light, gap.dark)
                : mostly(middle.light, middle.dark) && mostly(gap.dark, gap.light);
  }

  // A circle of nine modules around a corner of a code runs through the code for a quarter of its length at least.
  bool has_modules_beside(const Finder& finder) const noexcept { return passed(finder, 9).changes >= 5; }

  const GreyView& frame_;
  const Texture& texture_;
  std::vector<Finder> finders_;
};

}  // namespace

std::vector<Finder> find_finders(const GreyView& frame, const Texture& texture) { return Search(frame, texture).run(); }

}  // namespace heyi
