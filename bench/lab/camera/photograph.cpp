// The order of a real camera: the surface and where it is, the light on it, the optics, the sensor.
#include "camera/dice.hpp"
#include "camera/light.hpp"

namespace heyi::lab {

GreyImage photograph(const QrSymbol& symbol, const Scene& scene, std::uint64_t seed) {
  if (scene.width_pixels <= 0 || scene.height_pixels <= 0) return {};
  Dice dice(seed);
  Light frame = background(scene.width_pixels, scene.height_pixels, dice.next());
  show(frame, symbol, scene);
  shine(frame, scene);
  blur(frame, scene);
  return sense(frame, scene, dice.next());
}

}  // namespace heyi::lab
