// The image formats behind read_image.
#pragma once

#include <heyi/image.hpp>

namespace heyi {

Result<GreyImage> read_png(ByteView file);
Result<GreyImage> read_jpeg(ByteView file);
Result<GreyImage> read_pgm(ByteView file);

/// is_allowed_size holds declared sizes against the limits before anything is reserved for them.
constexpr bool is_allowed_size(std::uint64_t width, std::uint64_t height) noexcept {
  return width > 0 && height > 0 && width <= static_cast<std::uint64_t>(kMaxImageSide) &&
         height <= static_cast<std::uint64_t>(kMaxImageSide) &&
         width * height <= static_cast<std::uint64_t>(kMaxImagePixels);
}

}  // namespace heyi
