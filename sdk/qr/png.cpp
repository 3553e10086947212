// PNG in and out through libpng, whose errors come back by longjmp and are caught in one place each.
#include <png.h>

#include <algorithm>
#include <csetjmp>
#include <cstring>

#include "qr/image_file.hpp"

namespace heyi {
namespace {

struct Source {
  ByteView rest;
};

void read_octets(png_structp png, png_bytep out, std::size_t size) {
  auto* source = static_cast<Source*>(png_get_io_ptr(png));
  if (source->rest.size() < size) png_error(png, "truncated");
  std::memcpy(out, source->rest.data(), size);
  source->rest = source->rest.subspan(size);
}

void write_octets(png_structp png, png_bytep data, std::size_t size) {
  auto* out = static_cast<Bytes*>(png_get_io_ptr(png));
  out->insert(out->end(), data, data + size);
}

void flush_octets(png_structp) {}
void on_error(png_structp png, png_const_charp) { png_longjmp(png, 1); }
void on_warning(png_structp, png_const_charp) {}

/// Layout is what libpng gives out: how many octets a pixel takes, and in how many passes over the rows.
struct Layout {
  std::size_t pixel_octets;
  int passes;
};

// set_grey asks libpng for 8-bit grey, with 8-bit alpha when the file has any transparency.
Layout set_grey(png_structp png, png_infop info) {
  const png_byte colour_type = png_get_color_type(png, info);
  const bool has_alpha = (colour_type & PNG_COLOR_MASK_ALPHA) != 0 || png_get_valid(png, info, PNG_INFO_tRNS) != 0;
  png_set_expand(png);
  png_set_strip_16(png);
  if ((colour_type & PNG_COLOR_MASK_COLOR) != 0) png_set_rgb_to_gray(png, PNG_ERROR_ACTION_NONE, -1, -1);
  return {has_alpha ? std::size_t{2} : std::size_t{1}, png_set_interlace_handling(png)};
}

// put_on_white turns pairs of grey and alpha into grey over white, in place.
void put_on_white(Bytes& pixels) {
  for (std::size_t i = 0; i < pixels.size() / 2; ++i) {
    pixels[i] = on_white(pixels[2 * i], pixels[2 * i + 1]);
  }
  pixels.resize(pixels.size() / 2);
}

// Everything that libpng may jump over lives in the caller, so that no destructor is skipped.
bool read_pixels(png_structp png, png_infop info, std::int64_t max_pixels, GreyImage& image, Reason& reason) {
  if (setjmp(png_jmpbuf(png)) != 0) return false;
  // libpng reserves nothing for a size before the first row, so that the limits can be our own, with their own reason.
  png_set_user_limits(png, PNG_UINT_31_MAX, PNG_UINT_31_MAX);
  // Texts, profiles and the like are passed over unread: a few octets of them may expand to megabytes. What is left to
  // store, a palette and its transparency, is small.
  png_set_keep_unknown_chunks(png, PNG_HANDLE_CHUNK_NEVER, nullptr, -1);
  png_set_chunk_cache_max(png, 8);
  png_set_chunk_malloc_max(png, 64 * 1024);
  png_read_info(png, info);
  const png_uint_32 width = png_get_image_width(png, info);
  const png_uint_32 height = png_get_image_height(png, info);
  if (!is_allowed_size(width, height, max_pixels)) {
    reason = Reason::scan_too_large;
    return false;
  }
  const Layout layout = set_grey(png, info);
  png_read_update_info(png, info);
  const std::size_t row_octets = static_cast<std::size_t>(width) * layout.pixel_octets;
  if (png_get_rowbytes(png, info) != row_octets) return false;
  image.width = static_cast<int>(width);
  image.height = static_cast<int>(height);
  for (png_uint_32 y = 0; y < height; ++y) png_read_row(png, add_row(image.pixels, row_octets, height), nullptr);
  for (int pass = 1; pass < layout.passes; ++pass) {
    for (png_uint_32 y = 0; y < height; ++y) png_read_row(png, image.pixels.data() + y * row_octets, nullptr);
  }
  // Nothing behind the last row is read: the pixels are all there is to know.
  if (layout.pixel_octets == 2) put_on_white(image.pixels);
  return true;
}

bool write_pixels(png_structp png, png_infop info, const GreyView& image, bool two_colours, Bytes& row) {
  if (setjmp(png_jmpbuf(png)) != 0) return false;
  png_set_IHDR(png, info, static_cast<png_uint_32>(image.width), static_cast<png_uint_32>(image.height),
               two_colours ? 1 : 8, PNG_COLOR_TYPE_GRAY, PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT,
               PNG_FILTER_TYPE_DEFAULT);
  png_write_info(png, info);
  if (two_colours) png_set_packing(png);
  for (int y = 0; y < image.height; ++y) {
    const std::uint8_t* source = image.pixels + static_cast<std::ptrdiff_t>(y) * image.stride;
    std::transform(source, source + image.width, row.begin(),
                   [&](std::uint8_t pixel) { return two_colours ? static_cast<std::uint8_t>(pixel & 1) : pixel; });
    png_write_row(png, row.data());
  }
  png_write_end(png, nullptr);
  return true;
}

bool has_two_colours(const GreyView& image) noexcept {
  for (int y = 0; y < image.height; ++y) {
    const std::uint8_t* row = image.pixels + static_cast<std::ptrdiff_t>(y) * image.stride;
    if (!std::all_of(row, row + image.width, [](std::uint8_t pixel) { return pixel == 0 || pixel == 255; }))
      return false;
  }
  return true;
}

}  // namespace

Result<GreyImage> read_png(ByteView file, std::int64_t max_pixels) {
  Source source{file};
  GreyImage image;
  Reason reason = Reason::scan_bad_image;
  png_structp png = png_create_read_struct(PNG_LIBPNG_VER_STRING, nullptr, on_error, on_warning);
  if (png == nullptr) return fail(Reason::internal_failure, "png");
  png_infop info = png_create_info_struct(png);
  png_set_read_fn(png, &source, read_octets);
  const bool read = info != nullptr && read_pixels(png, info, max_pixels, image, reason);
  png_destroy_read_struct(&png, &info, nullptr);
  if (!read) return fail(reason, "png");
  return image;
}

Result<Bytes> write_png(const GreyView& image) {
  if (image.pixels == nullptr || image.width <= 0 || image.height <= 0 || image.stride < image.width) {
    return fail(Reason::scan_bad_image, "frame size");
  }
  Bytes out;
  Bytes row(static_cast<std::size_t>(image.width));
  png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, nullptr, on_error, on_warning);
  if (png == nullptr) return fail(Reason::internal_failure, "png");
  png_infop info = png_create_info_struct(png);
  png_set_write_fn(png, &out, write_octets, flush_octets);
  const bool written = info != nullptr && write_pixels(png, info, image, has_two_colours(image), row);
  png_destroy_write_struct(&png, &info);
  if (!written) return fail(Reason::internal_failure, "png");
  return out;
}

}  // namespace heyi
