// One finder pattern measured exactly: where its middle and corners lie, and which way its modules go.
#pragma once

#include <array>
#include <optional>

#include "qr/greys.hpp"

namespace heyi {

/// FinderFrame is a finder pattern in a frame, in pixels.
struct FinderFrame {
  Place middle;
  Place right, down;             ///< To the next module, along the symbol's rows and columns.
  std::array<Place, 4> corners;  ///< Of the dark square: top left, top right, bottom right, bottom left.

  /// at is a place so many modules from the middle.
  Place at(double x, double y) const noexcept { return middle + right * x + down * y; }
};

/// measure_finder measures the pattern around `middle`, whose rows lead along `row` and columns along `column`, both
/// ways in pixels of any length. Nothing when there is no such pattern.
std::optional<FinderFrame> measure_finder(const Greys& greys, Place middle, Place row, Place column);

}  // namespace heyi
