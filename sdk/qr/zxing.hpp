// QR codes through ZXing, whichever of its versions 1.4 to 3 is installed.
#pragma once

#include <cstdint>
#include <vector>

#include <heyi/image.hpp>
#include <heyi/qr.hpp>

#include "qr/dark.hpp"

namespace heyi {

/// Effort says how ZXing looks: fast, at the frame in its own size, or at a frame that is one code without any
/// distortion, as qr_to_image draws it.
enum class Effort : std::uint8_t { fast, drawn };

/// read_with_zxing finds at most kMaxCodes codes. How long it takes grows with the finder patterns in the frame, and
/// has no bound: see eyes.hpp.
std::vector<QrFound> read_with_zxing(const GreyView& frame, Darkness darkness, Effort effort);

inline constexpr int kMaxCodes = 16;

}  // namespace heyi
