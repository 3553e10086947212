// Symbols read module by module: what is tilted, curved, bent or blurred beyond what ZXing reads in the frame.
#pragma once

#include <vector>

#include <heyi/qr.hpp>

#include "qr/eyes.hpp"

namespace heyi {

/// read_by_grid finds the codes whose finder patterns are among `eyes`, at most kMaxCodes. What it tries is bounded
/// whatever the frame shows.
std::vector<QrFound> read_by_grid(const GreyView& frame, const std::vector<Eye>& eyes);

}  // namespace heyi
