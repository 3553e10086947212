// The image formats behind read_image, and what they share.
#pragma once

#include <algorithm>
#include <cstdint>

#include <heyi/image.hpp>

namespace heyi {

Result<GreyImage> read_png(ByteView file, std::int64_t max_pixels);
Result<GreyImage> read_jpeg(ByteView file, std::int64_t max_pixels);
Result<GreyImage> read_webp(ByteView file, std::int64_t max_pixels);
Result<GreyImage> read_gif(ByteView file, std::int64_t max_pixels);
Result<GreyImage> read_bmp(ByteView file, std::int64_t max_pixels);
Result<GreyImage> read_pnm(ByteView file, std::int64_t max_pixels);

/// is_allowed_size holds declared sizes against the limits before anything is reserved for them.
constexpr bool is_allowed_size(std::uint64_t width, std::uint64_t height, std::int64_t max_pixels) noexcept {
  return width > 0 && height > 0 && width <= static_cast<std::uint64_t>(kMaxImageSide) &&
         height <= static_cast<std::uint64_t>(kMaxImageSide) &&
         width * height <= static_cast<std::uint64_t>(std::clamp(max_pixels, std::int64_t{0}, kMaxImagePixels));
}

/// size_reason tells why is_allowed_size refused a size.
constexpr Reason size_reason(std::uint64_t width, std::uint64_t height) noexcept {
  return width == 0 || height == 0 ? Reason::scan_bad_image : Reason::scan_too_large;
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

/// luma is the brightness of a colour (ITU-R BT.601, as in JPEG); white is 255.
constexpr std::uint8_t luma(unsigned red, unsigned green, unsigned blue) noexcept {
  return static_cast<std::uint8_t>((red * 77 + green * 150 + blue * 29 + 128) >> 8);
}

/// on_white is a grey of this opacity over white.
constexpr std::uint8_t on_white(unsigned grey, unsigned alpha) noexcept {
  return static_cast<std::uint8_t>((grey * alpha + 255 * (255 - alpha) + 127) / 255);
}

}  // namespace heyi
