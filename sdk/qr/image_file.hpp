// The image formats behind read_image.
#pragma once

#include <algorithm>
#include <cstdint>

#include <heyi/image.hpp>

namespace heyi {

Result<GreyImage> read_png(ByteView file, std::int64_t max_pixels);
Result<GreyImage> read_jpeg(ByteView file, std::int64_t max_pixels);
Result<GreyImage> read_pgm(ByteView file, std::int64_t max_pixels);

/// is_allowed_size holds declared sizes against the limits before anything is reserved for them.
constexpr bool is_allowed_size(std::uint64_t width, std::uint64_t height, std::int64_t max_pixels) noexcept {
  return width > 0 && height > 0 && width <= static_cast<std::uint64_t>(kMaxImageSide) &&
         height <= static_cast<std::uint64_t>(kMaxImageSide) &&
         width * height <= static_cast<std::uint64_t>(std::clamp(max_pixels, std::int64_t{0}, kMaxImagePixels));
}

/// add_row appends one row of an image of `rows` rows, and answers where it begins. Memory follows the rows that really
/// came: it doubles when they need more, and never exceeds what the whole image takes.
inline std::uint8_t* add_row(Bytes& pixels, std::size_t row_octets, std::size_t rows) {
  const std::size_t begin = pixels.size();
  if (begin + row_octets > pixels.capacity()) {
    pixels.reserve(std::min(rows * row_octets, std::max(2 * pixels.capacity(), row_octets)));
  }
  pixels.resize(begin + row_octets);
  return pixels.data() + begin;
}

}  // namespace heyi
