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

/// read_image decodes PNG, JPEG, WebP, GIF, BMP or PNM (PBM, PGM, PPM), told apart by their first octets (file_kind).
/// Of a GIF it is the first frame; a WebP that moves and a BMP that is compressed are refused. JPEGs may be CMYK.
/// Colours become luma, transparency white. A picture stays as it lies in the file: the orientation that a camera notes
/// in EXIF is not looked at, because the QR reader takes codes however they are turned or mirrored.
/// Fails with `scan.bad_image`, whose detail names the kind of a file that is not read, or with `scan.too_large` for
/// more than `max_pixels`, which can lower kMaxImagePixels but not raise it. A file that promises more pixels than its
/// octets can hold is refused before any memory is taken for them.
Result<GreyImage> read_image(ByteView file, std::int64_t max_pixels = kMaxImagePixels);

/// write_png encodes a grey image as an 8-bit PNG, or as a 1-bit PNG when only 0 and 255 occur.
Result<Bytes> write_png(const GreyView& image);

}  // namespace heyi
