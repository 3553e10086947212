// A module is the unit of length, and the code is as far away as makes a module as large as the scene says.
#include "camera/view.hpp"

#include <algorithm>
#include <numbers>

namespace heyi::lab {
namespace {

using Vector = std::array<double, 3>;

double radians(double degrees) noexcept { return degrees * std::numbers::pi / 180; }

double dot(const Vector& a, const Vector& b) noexcept { return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]; }

Vector cross(const Vector& a, const Vector& b) noexcept {
  return {a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]};
}

// tilted turns a vector so that what lies in the direction of the tilt moves away from the camera.
Vector tilted(const Vector& vector, double direction, double tilt) noexcept {
  const double along = vector[0] * std::cos(direction) + vector[1] * std::sin(direction);
  const double shift = along * std::cos(tilt) - vector[2] * std::sin(tilt) - along;
  return {vector[0] + shift * std::cos(direction), vector[1] + shift * std::sin(direction),
          along * std::sin(tilt) + vector[2] * std::cos(tilt)};
}

}  // namespace

View::View(const Scene& scene, int size_modules) noexcept
    : middle_x_(scene.width_pixels / 2.0),
      middle_y_(scene.height_pixels / 2.0),
      focal_(scene.focal_pixels),
      half_(size_modules / 2.0) {
  const double shorter_half = std::min(scene.width_pixels, scene.height_pixels) / 2.0;
  lens_ = scene.lens_b / (shorter_half * shorter_half);
  if (scene.bend_degrees > 0) radius_ = size_modules / radians(scene.bend_degrees);
  const double turn = radians(scene.turn_degrees);
  const double direction = radians(scene.tilt_direction_degrees), tilt = radians(scene.tilt_degrees);
  axes_[0] = tilted({std::cos(turn), std::sin(turn), 0}, direction, tilt);
  axes_[1] = tilted({-std::sin(turn), std::cos(turn), 0}, direction, tilt);
  axes_[2] = cross(axes_[0], axes_[1]);
  const double away = focal_ / scene.module_pixels;
  const Vector middle{scene.right_pixels / scene.module_pixels, scene.down_pixels / scene.module_pixels, away};
  for (std::size_t i = 0; i < 3; ++i) eye_[i] = -dot(axes_[i], middle);
  // The rows of the inverse of (right, down, middle), for lines of sight (x, y, focal length).
  const double volume = dot(cross(axes_[0], axes_[1]), middle);
  const std::array<Vector, 3> rows{cross(axes_[1], middle), cross(middle, axes_[0]), cross(axes_[0], axes_[1])};
  for (std::size_t i = 0; i < 3; ++i) {
    plane_[i] = {rows[i][0] / volume, rows[i][1] / volume, rows[i][2] / volume * focal_};
  }
}

// The cylinder touches the plane along the middle of the code and bends away from the camera.
Point View::on_cylinder(double x, double y) const noexcept {
  const Vector sight{x, y, focal_};
  const Vector ray{dot(axes_[0], sight), dot(axes_[1], sight), dot(axes_[2], sight)};
  const double from_x = eye_[0], from_z = eye_[2] - radius_;
  const double a = ray[0] * ray[0] + ray[2] * ray[2];
  const double b = from_x * ray[0] + from_z * ray[2];
  const double c = from_x * from_x + from_z * from_z - radius_ * radius_;
  const double root = b * b - a * c;
  if (root < 0) return kMissed;
  const double distance = (-b - std::sqrt(root)) / a;
  if (distance <= 0) return kMissed;
  const double angle = std::atan2(from_x + distance * ray[0], -(from_z + distance * ray[2]));
  return {half_ + radius_ * angle, half_ + eye_[1] + distance * ray[1]};
}

}  // namespace heyi::lab
