// The greys of a frame between its pixels.
#pragma once

#include <algorithm>
#include <cmath>

#include <heyi/image.hpp>

#include "qr/place.hpp"

namespace heyi {

/// Greys gives the luma at any place of a sound frame, interpolated between pixels; outside, that of the nearest
/// pixel. The frame must outlive it.
class Greys {
 public:
  explicit Greys(const GreyView& frame) noexcept : frame_(frame) {}

  double at(Place place) const noexcept {
    // Written so that what is no number, which std::clamp would let through, is 0.
    const double x = place.x > 0.5 ? std::min(place.x - 0.5, frame_.width - 1.0) : 0;
    const double y = place.y > 0.5 ? std::min(place.y - 0.5, frame_.height - 1.0) : 0;
    const int left = std::min(static_cast<int>(x), std::max(0, frame_.width - 2));
    const int top = std::min(static_cast<int>(y), std::max(0, frame_.height - 2));
    const std::uint8_t* upper = frame_.pixels + static_cast<std::ptrdiff_t>(top) * frame_.stride + left;
    const std::uint8_t* lower = frame_.height > 1 ? upper + frame_.stride : upper;
    const int right = frame_.width > 1 ? 1 : 0;
    const double across = x - left, down = y - top;
    return (upper[0] * (1 - across) + upper[right] * across) * (1 - down) +
           (lower[0] * (1 - across) + lower[right] * across) * down;
  }

  bool is_inside(Place place) const noexcept {
    return place.x >= 0 && place.y >= 0 && place.x <= frame_.width && place.y <= frame_.height;
  }

 private:
  GreyView frame_;
};

}  // namespace heyi
