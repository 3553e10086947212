// Light that is not even: it falls off over the frame, and a lamp is reflected.
#include <algorithm>
#include <cmath>
#include <numbers>

#include "camera/light.hpp"

namespace heyi::lab {
namespace {

void fall_off(Light& frame, const Scene& scene) {
  const double angle = scene.light_direction_degrees * std::numbers::pi / 180;
  const double reach = std::abs(std::cos(angle)) * frame.width + std::abs(std::sin(angle)) * frame.height;
  const double across = scene.light_fall * std::cos(angle) / reach, down = scene.light_fall * std::sin(angle) / reach;
  for (int y = 0; y < frame.height; ++y) {
    const double left = 1 - scene.light_fall / 2 - down * (y - frame.height / 2.0) + across * frame.width / 2.0;
    const float first = static_cast<float>(left), step = static_cast<float>(across);
    float* row = frame.row(y);
    for (int x = 0; x < frame.width; ++x) row[x] *= first - step * static_cast<float>(x);
  }
}

void add_glare(Light& frame, const Scene& scene) {
  const double radius = scene.glare_radius_modules * scene.module_pixels;
  const double middle_x = frame.width / 2.0 + scene.right_pixels + scene.glare_right_modules * scene.module_pixels;
  const double middle_y = frame.height / 2.0 + scene.down_pixels + scene.glare_down_modules * scene.module_pixels;
  const auto from = [&](double middle) { return std::max(0, static_cast<int>(middle - 3 * radius)); };
  const auto to = [&](double middle, int side) { return std::min(side, static_cast<int>(middle + 3 * radius) + 1); };
  for (int y = from(middle_y); y < to(middle_y, frame.height); ++y) {
    float* row = frame.row(y);
    for (int x = from(middle_x); x < to(middle_x, frame.width); ++x) {
      const double distance = std::hypot(x - middle_x, y - middle_y) / radius;
      row[x] += static_cast<float>(scene.glare_levels * std::exp(-distance * distance));
    }
  }
}

}  // namespace

void shine(Light& frame, const Scene& scene) {
  if (scene.light_fall > 0) fall_off(frame, scene);
  if (scene.glare_levels > 0 && scene.glare_radius_modules > 0) add_glare(frame, scene);
}

}  // namespace heyi::lab
