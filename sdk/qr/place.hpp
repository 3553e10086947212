// Places in a frame and in a symbol, and what is computed with them.
#pragma once

#include <cmath>

namespace heyi {

/// Place is a point or a way between two: of a frame in pixels, whose first pixel reaches from 0 to 1, or of a symbol
/// in modules, whose first module does.
struct Place {
  double x = 0, y = 0;

  friend Place operator+(Place a, Place b) noexcept { return {a.x + b.x, a.y + b.y}; }
  friend Place operator-(Place a, Place b) noexcept { return {a.x - b.x, a.y - b.y}; }
  friend Place operator*(Place a, double factor) noexcept { return {a.x * factor, a.y * factor}; }
};

inline double dot(Place a, Place b) noexcept { return a.x * b.x + a.y * b.y; }
inline double cross(Place a, Place b) noexcept { return a.x * b.y - a.y * b.x; }
inline double length(Place a) noexcept { return std::sqrt(dot(a, a)); }

}  // namespace heyi
