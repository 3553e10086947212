// JPEG in through libjpeg, whose errors come back by longjmp.
#include <csetjmp>
#include <cstdio>

#include <jpeglib.h>

#include "qr/image_file.hpp"

namespace heyi {
namespace {

struct ErrorManager {
  jpeg_error_mgr base;
  std::jmp_buf escape;
};

void on_error(j_common_ptr info) { std::longjmp(reinterpret_cast<ErrorManager*>(info->err)->escape, 1); }

// libjpeg warns of damage and goes on with what it has. A damaged frame may still show a code, so warnings are let
// pass, but only so many of them: each costs time.
void on_message(j_common_ptr info, int level) {
  constexpr long kMaxWarnings = 1000;
  if (level < 0 && ++info->err->num_warnings > kMaxWarnings) on_error(info);
}

void no_output(j_common_ptr) {}

bool read_pixels(jpeg_decompress_struct& jpeg, ErrorManager& errors, ByteView file, GreyImage& image, Reason& reason) {
  if (setjmp(errors.escape) != 0) return false;
  jpeg_create_decompress(&jpeg);
  jpeg_mem_src(&jpeg, file.data(), static_cast<unsigned long>(file.size()));
  jpeg_read_header(&jpeg, TRUE);
  if (!is_allowed_size(jpeg.image_width, jpeg.image_height)) {
    reason = Reason::scan_too_large;
    return false;
  }
  if (jpeg.jpeg_color_space == JCS_CMYK || jpeg.jpeg_color_space == JCS_YCCK) return false;
  jpeg.out_color_space = JCS_GRAYSCALE;
  jpeg.mem->max_memory_to_use = 256L * 1024 * 1024;
  jpeg_start_decompress(&jpeg);
  image.width = static_cast<int>(jpeg.output_width);
  image.height = static_cast<int>(jpeg.output_height);
  image.pixels.resize(static_cast<std::size_t>(image.width) * static_cast<std::size_t>(image.height));
  while (jpeg.output_scanline < jpeg.output_height) {
    JSAMPROW row =
        image.pixels.data() + static_cast<std::size_t>(jpeg.output_scanline) * static_cast<std::size_t>(image.width);
    jpeg_read_scanlines(&jpeg, &row, 1);
  }
  jpeg_finish_decompress(&jpeg);
  return true;
}

}  // namespace

Result<GreyImage> read_jpeg(ByteView file) {
  jpeg_decompress_struct jpeg{};
  ErrorManager errors{};
  jpeg.err = jpeg_std_error(&errors.base);
  errors.base.error_exit = on_error;
  errors.base.emit_message = on_message;
  errors.base.output_message = no_output;
  GreyImage image;
  Reason reason = Reason::scan_bad_image;
  const bool read = read_pixels(jpeg, errors, file, image, reason);
  jpeg_destroy_decompress(&jpeg);
  if (!read) return fail(reason, "jpeg");
  return image;
}

}  // namespace heyi
