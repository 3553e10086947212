// The finder patterns of QR codes, the nested squares in three of their corners, also where no code can be read.
#pragma once

#include <vector>

#include "qr/texture.hpp"

namespace heyi {

/// Finder is one finder pattern; lengths are in pixels.
struct Finder {
  double x = 0, y = 0;   ///< Its middle.
  double module = 0;     ///< Side of a module.
  double edge = 0;       ///< What its edges are spread over, along the direction in which that is more; 1 when sharp.
  int light = 0;         ///< Luma of its light parts.
  bool in_code = false;  ///< There is something like modules beside it, and not the square alone.
};

inline constexpr std::size_t kMaxFinders = 16;

/// find_finders finds at most kMaxFinders finder patterns, turned in any way, dark on light or light on dark. `texture`
/// is the frame's own.
std::vector<Finder> find_finders(const GreyView& frame, const Texture& texture);

}  // namespace heyi
