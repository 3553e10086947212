// Which three of the finder patterns in a frame may be the corners of one symbol.
#pragma once

#include <array>
#include <cstddef>
#include <vector>

#include "qr/eyes.hpp"

namespace heyi {

/// Candidate is three patterns that may be those of one symbol.
struct Candidate {
  std::array<std::size_t, 3> eyes;  ///< Top left, top right, bottom left: places in the vector.
  double flaw;                      ///< How far from a right isosceles triangle of like patterns; 0 is one.
};

/// candidates are all that three patterns each may make, the one of the least flaw first.
std::vector<Candidate> candidates(const std::vector<Eye>& eyes);

}  // namespace heyi
