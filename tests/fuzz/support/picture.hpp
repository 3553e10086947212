// What holds of whatever a picture reader makes of a file.
#pragma once

#include <heyi/image.hpp>

#include "fuzz/support/target.hpp"

namespace heyi::fuzz {

/// require_picture: the picture has the size it says, within the limits, or the file is refused as a picture.
inline void require_picture(const Result<GreyImage>& image) {
  if (!image) {
    const Reason reason = image.error().reason;
    require(reason == Reason::scan_bad_image || reason == Reason::scan_too_large, "a picture is refused as a picture");
    return;
  }
  require(image->width > 0 && image->height > 0, "a picture has a size");
  require(image->width <= kMaxImageSide && image->height <= kMaxImageSide, "no side is longer than allowed");
  const auto pixels = static_cast<std::size_t>(image->width) * static_cast<std::size_t>(image->height);
  require(pixels == image->pixels.size(), "a picture has as many pixels as its size says");
}

}  // namespace heyi::fuzz
