// Codes as people hold them: what most sets begin with, and vary.
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "sets/sets.hpp"

namespace heyi::lab {

/// easy is a code that a steady hand holds up in a bright room.
Scene easy(Dice& dice);

/// usual is what a camera at a counter sees all day: held askew, a little out of focus, in the light that there is.
Scene usual(Dice& dice);

/// label_of names a row: `before`, the strength, and its unit.
std::string label_of(double strength, std::string_view unit, std::string_view before = "");

/// taken is the frame of a code of one version in the scene that `held` makes. The code and what lies behind it are
/// drawn first, so that they stay the same whatever the scene is drawn of.
template <typename Held>
Frame taken(int version, Dice& dice, const Held& held) {
  Dice letters(dice.next());
  const std::uint64_t seed = dice.next();
  Code code = draw_code(version, letters);
  const Scene scene = held();
  return {std::move(code.text), photograph(code.symbol, scene, seed)};
}

}  // namespace heyi::lab
