// What a camera would see: a phone that shows a code, held up in a room.
#pragma once

#include <heyi/image.hpp>
#include <heyi/qr.hpp>

namespace heyi::kiosk {

/// draw_scene draws the symbol on a phone in a frame of `width` × `height` pixels; the code takes `share` of the
/// frame's height, 0 to 1.
GreyImage draw_scene(const QrSymbol& symbol, int width, int height, double share);

}  // namespace heyi::kiosk
