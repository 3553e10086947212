// Sections through the middle give a module's size; lines along the four sides then give the corners.
#include "qr/finder_frame.hpp"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

namespace heyi {
namespace {

constexpr double kHalf = 3.5;  // Modules from the middle to a side

// The section goes both ways from the middle over three edges each: 1.5, 2.5 and 3.5 modules away.
struct Section {
  double module = 0;  // Pixels along the way
  double shift = 0;   // Of the middle, in pixels along the way
};

// A profile is the greys along a ray, and knows where it turns.
class Profile {
 public:
  Profile(const Greys& greys, Place from, Place way, double reach) {
    for (double s = 0; s <= reach; s += kStep) values_.push_back(greys.at(from + way * s));
    const auto [dark, light] = std::minmax_element(values_.begin(), values_.end());
    turn_ = std::max(4.0, (*light - *dark) * 0.15);
  }

  // three_edges are the distances at which the ray turns light, dark and light again, each halfway between the darkest
  // and the lightest grey beside it: under blur the inner parts never become as light as paper.
  std::optional<std::array<double, 3>> three_edges() const {
    std::array<std::size_t, 4> extremes{};  // Dark, light, dark, light
    for (std::size_t i = 1; i < 4; ++i) {
      const auto next = next_extreme(extremes[i - 1], i % 2 == 1);
      if (!next) return std::nullopt;
      extremes[i] = *next;
    }
    std::array<double, 3> edges{};
    for (std::size_t i = 0; i < 3; ++i) edges[i] = crossing(extremes[i], extremes[i + 1]);
    return edges;
  }

 private:
  static constexpr double kStep = 0.5;

  // next_extreme is the lightest, or darkest, place before the greys turn back clearly, or the ray ends.
  std::optional<std::size_t> next_extreme(std::size_t from, bool light) const {
    const double sign = light ? 1 : -1;
    std::size_t best = from;
    for (std::size_t i = from; i < values_.size(); ++i) {
      if (sign * (values_[i] - values_[best]) > 0) best = i;
      if (sign * (values_[best] - values_[from]) > turn_ && sign * (values_[best] - values_[i]) > turn_) return best;
      // The start of the first part may not be its darkest place.
      if (best == from && sign * (values_[i] - values_[from]) < 0) best = from = i;
    }
    return best > from ? std::optional(best) : std::nullopt;
  }

  double crossing(std::size_t from, std::size_t to) const {
    const double half = (values_[from] + values_[to]) / 2;
    const bool rises = values_[to] > values_[from];
    std::size_t i = from + 1;
    while (i < to && (values_[i] < half) == rises) ++i;
    const double share = (half - values_[i - 1]) / (values_[i] - values_[i - 1]);
    return (static_cast<double>(i - 1) + (share >= 0 && share <= 1 ? share : 0.5)) * kStep;
  }

  std::vector<double> values_;
  double turn_ = 0;
};

std::optional<Section> section(const Greys& greys, Place middle, Place way, double reach) {
  const auto ahead = Profile(greys, middle, way, reach * 1.5).three_edges();
  const auto behind = Profile(greys, middle, way * -1, reach * 1.5).three_edges();
  if (!ahead || !behind) return std::nullopt;
  const double whole = (*ahead)[2] + (*behind)[2];
  const double core = (*ahead)[0] + (*behind)[0];
  const double module = whole / 7;
  if (module < 0.8 || core < 1.6 * module || core > 4.4 * module) return std::nullopt;
  for (const auto* side : {&*ahead, &*behind}) {
    if ((*side)[2] < 2.2 * module || (*side)[2] > 4.8 * module) return std::nullopt;
  }
  return Section{module, ((*ahead)[2] - (*behind)[2]) / 2};
}

struct Line {
  Place point, way;
};

// The line through the points, without those that lie far from it.
std::optional<Line> line_through(std::vector<Place> points) {
  for (int round = 0;; ++round) {
    if (points.size() < 4) return std::nullopt;
    Place sum;
    for (const Place p : points) sum = sum + p;
    const Place mean = sum * (1.0 / static_cast<double>(points.size()));
    double xx = 0, xy = 0, yy = 0;
    for (const Place p : points) {
      const Place d = p - mean;
      xx += d.x * d.x, xy += d.x * d.y, yy += d.y * d.y;
    }
    const double angle = std::atan2(2 * xy, xx - yy) / 2;
    const Line line{mean, {std::cos(angle), std::sin(angle)}};
    if (round == 1) return line;
    std::vector<double> away;
    away.reserve(points.size());
    for (const Place p : points) away.push_back(std::abs(cross(line.way, p - mean)));
    std::vector<double> sorted = away;
    std::nth_element(sorted.begin(), sorted.begin() + static_cast<std::ptrdiff_t>(sorted.size() / 2), sorted.end());
    const double limit = std::max(2.5 * sorted[sorted.size() / 2], 0.15);
    std::vector<Place> kept;
    for (std::size_t i = 0; i < points.size(); ++i) {
      if (away[i] <= limit) kept.push_back(points[i]);
    }
    points = std::move(kept);
  }
}

std::optional<Place> crossing(const Line& a, const Line& b) {
  const double turn = cross(a.way, b.way);
  if (std::abs(turn) < 0.2) return std::nullopt;
  return a.point + a.way * (cross(b.point - a.point, b.way) / turn);
}

// side_line is the outer edge towards `out`, which leads from the middle to the next module; `along` follows it.
std::optional<Line> side_line(const Greys& greys, Place middle, Place out, Place along) {
  std::vector<Place> points;
  const double step = std::min(0.25, 0.5 / std::max(length(out), 0.1));
  for (double t = -2.5; t <= 2.51; t += 0.5) {
    const Place base = middle + along * t;
    double dark = 255, dark_at = 0;
    for (double s = kHalf - 1.3; s <= kHalf; s += step) {
      const double grey = greys.at(base + out * s);
      if (grey < dark) dark = grey, dark_at = s;
    }
    double light = 0;
    for (double s = kHalf - 0.2; s <= kHalf + 1; s += step) light = std::max(light, greys.at(base + out * s));
    if (light - dark < 6) continue;
    const double threshold = (dark + light) / 2;
    double before = dark;
    for (double s = dark_at + step; s <= kHalf + 1.2; s += step) {
      const double grey = greys.at(base + out * s);
      if (grey >= threshold) {
        const double at = s - step + step * std::clamp((threshold - before) / (grey - before), 0.0, 1.0);
        points.push_back(base + out * at);
        break;
      }
      before = grey;
    }
  }
  return line_through(std::move(points));
}

}  // namespace

std::optional<FinderFrame> measure_finder(const Greys& greys, Place middle, Place row, Place column) {
  FinderFrame frame;
  frame.middle = middle;
  const double reach = length(row);
  row = row * (1 / length(row)), column = column * (1 / length(column));
  const auto across = section(greys, middle, row, reach);
  if (!across) return std::nullopt;
  frame.middle = frame.middle + row * across->shift;
  const auto down = section(greys, frame.middle, column, reach);
  if (!down) return std::nullopt;
  frame.middle = frame.middle + column * down->shift;
  if (across->module > 3 * down->module || down->module > 3 * across->module) return std::nullopt;
  frame.right = row * across->module;
  frame.down = column * down->module;
  for (int round = 0; round < 2; ++round) {
    const auto top = side_line(greys, frame.middle, frame.down * -1, frame.right);
    const auto bottom = side_line(greys, frame.middle, frame.down, frame.right);
    const auto left = side_line(greys, frame.middle, frame.right * -1, frame.down);
    const auto right = side_line(greys, frame.middle, frame.right, frame.down);
    if (!top || !bottom || !left || !right) return std::nullopt;
    const std::array<std::pair<const Line*, const Line*>, 4> sides = {
        {{&*top, &*left}, {&*top, &*right}, {&*bottom, &*right}, {&*bottom, &*left}}};
    for (std::size_t i = 0; i < 4; ++i) {
      const auto corner = crossing(*sides[i].first, *sides[i].second);
      if (!corner) return std::nullopt;
      frame.corners[i] = *corner;
    }
    const auto& [a, b, c, d] = frame.corners;
    frame.middle = (a + b + c + d) * 0.25;
    frame.right = ((b - a) + (c - d)) * (0.5 / 7);
    frame.down = ((d - a) + (c - b)) * (0.5 / 7);
  }
  const double area = std::abs(cross(frame.right, frame.down));
  if (area < 0.4 || area < 0.3 * length(frame.right) * length(frame.down)) return std::nullopt;
  return frame;
}

}  // namespace heyi
