#include "sets/held.hpp"

#include <cstdio>

namespace heyi::lab {

Scene easy(Dice& dice) {
  Scene scene;
  scene.right_pixels = dice.between(-40, 40);
  scene.down_pixels = dice.between(-20, 20);
  scene.turn_degrees = dice.between(-4, 4);
  scene.tilt_degrees = dice.between(0, 8);
  scene.tilt_direction_degrees = dice.between(0, 360);
  scene.ink_level = dice.between(30, 50);
  scene.paper_level = dice.between(190, 225);
  scene.light_fall = dice.between(0, 0.15);
  scene.light_direction_degrees = dice.between(0, 360);
  scene.blur_pixels = dice.between(0.4, 0.7);
  scene.noise_levels = dice.between(2, 4);
  return scene;
}

Scene usual(Dice& dice) {
  Scene scene = easy(dice);
  scene.turn_degrees = dice.between(-10, 10);
  scene.tilt_degrees = dice.between(0, 25);
  scene.light_fall = dice.between(0, 0.5);
  scene.blur_pixels = dice.between(0.4, 0.9);
  scene.noise_levels = dice.between(2, 8);
  return scene;
}

std::string label_of(double strength, std::string_view unit, std::string_view before) {
  char number[32];
  std::snprintf(number, sizeof number, "%g", strength);
  return std::string(before) + number + std::string(unit);
}

}  // namespace heyi::lab
