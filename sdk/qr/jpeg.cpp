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

// A progressive file may go over its pixels in any number of scans of a few octets each. Cameras write about ten.
// The monitor holds no C++ object, so that nothing is skipped when the error jumps over it.
void on_progress(j_common_ptr info) {
  constexpr std::uint64_t kMaxScans = 100;
  constexpr std::uint64_t kMaxScannedPixels = 20 * std::uint64_t{kMaxImagePixels};  // Fewer scans of a large image.
  const auto* jpeg = reinterpret_cast<j_decompress_ptr>(info);
  const auto scans = static_cast<std::uint64_t>(jpeg->input_scan_number);
  const std::uint64_t pixels = std::uint64_t{jpeg->image_width} * jpeg->image_height;
  if (scans > kMaxScans || scans * pixels > kMaxScannedPixels) on_error(info);
}

// Every block of 64 pixels takes a bit at least, so a file that promises more than its octets can hold is cut off
// long before a code could be seen: it is refused before libjpeg reserves room for it.
bool may_hold(ByteView file, std::uint64_t width, std::uint64_t height) noexcept {
  return width * height <= std::uint64_t{file.size()} * 8 * DCTSIZE2;
}

// Adobe's programs write CMYK as 255 less the ink and say so in a marker; without it, an octet is the ink.
void put_inks(const Bytes& inks, bool is_adobe, std::uint8_t* row) noexcept {
  for (std::size_t x = 0; x < inks.size() / 4; ++x) {
    unsigned light[4];
    for (std::size_t i = 0; i < 4; ++i) light[i] = is_adobe ? inks[4 * x + i] : 255U - inks[4 * x + i];
    row[x] = luma(light[0] * light[3] / 255, light[1] * light[3] / 255, light[2] * light[3] / 255);
  }
}

// Everything that libjpeg may jump over lives in the caller, so that no destructor is skipped.
bool read_pixels(jpeg_decompress_struct& jpeg, ErrorManager& errors, jpeg_progress_mgr& progress, ByteView file,
                 std::int64_t max_pixels, GreyImage& image, Bytes& inks, Reason& reason) {
  if (setjmp(errors.escape) != 0) return false;
  jpeg_create_decompress(&jpeg);
  jpeg.progress = &progress;
  jpeg_mem_src(&jpeg, file.data(), static_cast<unsigned long>(file.size()));
  jpeg_read_header(&jpeg, TRUE);
  if (!is_allowed_size(jpeg.image_width, jpeg.image_height, max_pixels)) {
    reason = Reason::scan_too_large;
    return false;
  }
  if (!may_hold(file, jpeg.image_width, jpeg.image_height)) return false;
  const bool has_inks = jpeg.jpeg_color_space == JCS_CMYK || jpeg.jpeg_color_space == JCS_YCCK;
  jpeg.out_color_space = has_inks ? JCS_CMYK : JCS_GRAYSCALE;
  jpeg.mem->max_memory_to_use = 256L * 1024 * 1024;
  jpeg_start_decompress(&jpeg);
  image.width = static_cast<int>(jpeg.output_width);
  image.height = static_cast<int>(jpeg.output_height);
  if (has_inks) inks.resize(std::size_t{jpeg.output_width} * 4);
  while (jpeg.output_scanline < jpeg.output_height) {
    std::uint8_t* const row = add_row(image.pixels, jpeg.output_width, jpeg.output_height);
    JSAMPROW target = has_inks ? inks.data() : row;
    jpeg_read_scanlines(&jpeg, &target, 1);
    if (has_inks) put_inks(inks, jpeg.saw_Adobe_marker != FALSE, row);
  }
  jpeg_finish_decompress(&jpeg);
  return true;
}

}  // namespace

Result<GreyImage> read_jpeg(ByteView file, std::int64_t max_pixels) {
  jpeg_decompress_struct jpeg{};
  ErrorManager errors{};
  jpeg.err = jpeg_std_error(&errors.base);
  errors.base.error_exit = on_error;
  errors.base.emit_message = on_message;
  errors.base.output_message = no_output;
  jpeg_progress_mgr progress{};
  progress.progress_monitor = on_progress;
  GreyImage image;
  Bytes inks;
  Reason reason = Reason::scan_bad_image;
  const bool read = read_pixels(jpeg, errors, progress, file, max_pixels, image, inks, reason);
  jpeg_destroy_decompress(&jpeg);
  if (!read) return fail(reason, "jpeg");
  return image;
}

}  // namespace heyi
