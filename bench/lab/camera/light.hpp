// A frame before it has 8 bits: what light falls on each pixel.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "camera/scene.hpp"

namespace heyi::lab {

/// Light is a frame in grey levels, not yet cut off at 0 and 255.
struct Light {
  int width = 0;
  int height = 0;
  std::vector<float> levels;

  float* row(int y) noexcept { return levels.data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(width); }
  const float* row(int y) const noexcept {
    return levels.data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(width);
  }
};

/// background is a room: smooth shades, things with edges, and lines of print.
Light background(int width, int height, std::uint64_t seed);

/// show draws the code's surface into the frame, through perspective and lens.
void show(Light& frame, const QrSymbol& symbol, const Scene& scene);

/// shine changes the light: its fall over the frame, and a lamp's reflection.
void shine(Light& frame, const Scene& scene);

/// blur is what optics and hands do: out of focus, then motion.
void blur(Light& frame, const Scene& scene);

/// sense makes octets of light: noise, rounding, JPEG.
GreyImage sense(const Light& frame, const Scene& scene, std::uint64_t seed);

}  // namespace heyi::lab
