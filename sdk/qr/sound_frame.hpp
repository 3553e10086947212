// Which frames are looked at at all.
#pragma once

#include <cstdint>

#include <heyi/image.hpp>

namespace heyi {

/// is_sound_frame: there are pixels, rows do not overlap, and the limits of images are kept.
inline bool is_sound_frame(const GreyView& frame) noexcept {
  return frame.pixels != nullptr && frame.width > 0 && frame.height > 0 && frame.stride >= frame.width &&
         frame.width <= kMaxImageSide && frame.height <= kMaxImageSide &&
         static_cast<std::int64_t>(frame.width) * frame.height <= kMaxImagePixels;
}

}  // namespace heyi
