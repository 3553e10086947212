// Grey images: what a camera or a file gives the QR reader, and what the QR writer gives a file.
#pragma once

#include <cstdint>

#include <heyi/bytes.hpp>
#include <heyi/result.hpp>

namespace heyi {

/// GreyView borrows a grey frame: `height` rows of `width` octets, 0 black to 255 white, `stride` octets apart.
struct GreyView {
  const std::uint8_t* pixels = nullptr;
  int width = 0;
  int height = 0;
  int stride = 0;
};

/// GreyImage owns a grey frame without padding between rows.
struct GreyImage {
  Bytes pixels;
  int width = 0;
  int height = 0;

  GreyView view() const noexcept { return {pixels.data(), width, height, width}; }
};

/// kMaxImageSide bounds the width and the height of an image in pixels, kMaxImagePixels their product;
/// larger ones are refused before any pixel is expanded.
inline constexpr int kMaxImageSide = 16384;
inline constexpr std::int64_t kMaxImagePixels = 50'000'000;

/// read_image decodes PNG, JPEG or PGM (P2 and P5, up to 16 bits), told apart by their first octets.
/// Colours become luma, transparency white. Fails with `scan.bad_image`, or with `scan.too_large` for more than
/// `max_pixels`, which can lower kMaxImagePixels but not raise it.
Result<GreyImage> read_image(ByteView file, std::int64_t max_pixels = kMaxImagePixels);

/// write_png encodes a grey image as an 8-bit PNG, or as a 1-bit PNG when only 0 and 255 occur.
Result<Bytes> write_png(const GreyView& image);

}  // namespace heyi
