// Where a pixel of the frame looks at the code's surface: lens, perspective and cylinder, backwards.
#pragma once

#include <array>
#include <cmath>

#include "camera/scene.hpp"

namespace heyi::lab {

/// Point is a place on the surface, in modules from the symbol's upper left corner.
struct Point {
  double column, row;
};

/// View is the geometry of one scene, worked out once.
class View {
 public:
  View(const Scene& scene, int size_modules) noexcept;

  /// at answers what a place of the frame shows, in pixels from the frame's upper left corner. Where the line of sight
  /// misses the surface it answers a place far outside.
  Point at(double x, double y) const noexcept {
    x -= middle_x_;
    y -= middle_y_;
    const double bulge = 1 + lens_ * (x * x + y * y);
    x *= bulge;
    y *= bulge;
    return radius_ > 0 ? on_cylinder(x, y) : on_plane(x, y);
  }

 private:
  using Vector = std::array<double, 3>;

  Point on_plane(double x, double y) const noexcept {
    const double depth = plane_[2][0] * x + plane_[2][1] * y + plane_[2][2];
    if (depth <= 0) return kMissed;
    const double near = 1 / depth;
    return {half_ + near * (plane_[0][0] * x + plane_[0][1] * y + plane_[0][2]),
            half_ + near * (plane_[1][0] * x + plane_[1][1] * y + plane_[1][2])};
  }

  Point on_cylinder(double x, double y) const noexcept;

  static constexpr Point kMissed{1e6, 1e6};

  double middle_x_, middle_y_, focal_, half_;
  double lens_;                    // lens_b for radii in pixels
  double radius_ = 0;              // The cylinder's, in modules; 0 for a plane.
  std::array<Vector, 3> axes_{};   // The surface's right, down and away, as the camera sees them.
  Vector eye_{};                   // The camera, as the surface sees it.
  std::array<Vector, 3> plane_{};  // From lines of sight to the plane, up to a factor.
};

}  // namespace heyi::lab
