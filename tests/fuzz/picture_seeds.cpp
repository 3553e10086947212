// Seeds of `image` and `bmp`: one small file of every kind that is read, by the libraries that write them.
#include <gif_lib.h>
#include <webp/encode.h>

#include <cstdio>

#include <jpeglib.h>

#include <cstdlib>

#include <heyi/qr.hpp>

#include "fuzz/corpus.hpp"

namespace heyi::fuzz {
namespace {

Bytes coloured(const GreyImage& image, std::uint8_t alpha) {
  Bytes colours;
  for (const std::uint8_t grey : image.pixels) colours.insert(colours.end(), {grey, grey, grey, alpha});
  return colours;
}

Bytes webp(const GreyImage& image, bool lossless, std::uint8_t alpha) {
  const Bytes colours = coloured(image, alpha);
  std::uint8_t* data = nullptr;
  const std::size_t size =
      lossless ? WebPEncodeLosslessRGBA(colours.data(), image.width, image.height, image.width * 4, &data)
               : WebPEncodeRGBA(colours.data(), image.width, image.height, image.width * 4, 50, &data);
  Bytes file(data, data + size);
  WebPFree(data);
  return file;
}

int keep(GifFileType* to, const GifByteType* data, int size) {
  auto* file = static_cast<Bytes*>(to->UserData);
  file->insert(file->end(), data, data + size);
  return size;
}

Bytes gif(const GreyImage& image, bool interlaced) {
  constexpr GifColorType kColours[2] = {{0, 0, 0}, {255, 255, 255}};
  Bytes file;
  GifFileType* to = EGifOpen(&file, keep, nullptr);
  EGifSetGifVersion(to, true);
  ColorMapObject* palette = GifMakeMapObject(2, kColours);
  EGifPutScreenDesc(to, image.width, image.height, 1, 1, palette);
  const GraphicsControlBlock control{0, false, 0, 1};
  GifByteType block[4];
  EGifGCBToExtension(&control, block);
  EGifPutExtension(to, GRAPHICS_EXT_FUNC_CODE, 4, block);
  EGifPutImageDesc(to, 0, 0, image.width, image.height, interlaced, nullptr);
  // The order of rows is of no matter to a seed.
  for (int y = 0; y < image.height; ++y) {
    const std::uint8_t* row = image.pixels.data() + static_cast<std::ptrdiff_t>(y) * image.width;
    Bytes numbers(row, row + image.width);
    for (std::uint8_t& number : numbers) number = number == 0 ? 0 : 1;
    EGifPutLine(to, numbers.data(), image.width);
  }
  GifFreeMapObject(palette);
  EGifCloseFile(to, nullptr);
  return file;
}

// With inks, as printers have them.
Bytes jpeg(const GreyImage& image) {
  jpeg_compress_struct to{};
  jpeg_error_mgr errors{};
  to.err = jpeg_std_error(&errors);
  jpeg_create_compress(&to);
  unsigned char* data = nullptr;
  unsigned long size = 0;
  jpeg_mem_dest(&to, &data, &size);
  to.image_width = static_cast<JDIMENSION>(image.width);
  to.image_height = static_cast<JDIMENSION>(image.height);
  to.input_components = 4;
  to.in_color_space = JCS_CMYK;
  jpeg_set_defaults(&to);
  jpeg_set_colorspace(&to, JCS_YCCK);
  jpeg_start_compress(&to, TRUE);
  Bytes colours = coloured(image, 255);
  while (to.next_scanline < to.image_height) {
    JSAMPROW row = colours.data() + std::size_t{to.next_scanline} * to.image_width * 4;
    jpeg_write_scanlines(&to, &row, 1);
  }
  jpeg_finish_compress(&to);
  jpeg_destroy_compress(&to);
  Bytes file(data, data + size);
  std::free(data);
  return file;
}

void append(Bytes& out, std::uint32_t value, int octets) {
  for (int i = 0; i < octets; ++i) out.push_back(static_cast<std::uint8_t>(value >> (8 * i)));
}

// A BMP of 5 by 3 pixels; the second header is filled up with zeros, but for masks where there are any.
Bytes bmp(std::uint32_t header, std::uint32_t bits, std::uint32_t compression, const Bytes& palette) {
  Bytes file = {'B', 'M', 0, 0, 0, 0, 0, 0, 0, 0};
  append(file, 14 + header + static_cast<std::uint32_t>(palette.size()), 4);
  append(file, header, 4);
  append(file, 5, header == 12 ? 2 : 4);
  append(file, header == 12 ? 3 : 0xfffffffd, header == 12 ? 2 : 4);  // From the top down where that can be said.
  append(file, 1, 2);
  append(file, bits, 2);
  append(file, compression, header == 12 ? 0 : 4);
  file.resize(14 + std::min<std::size_t>(header, 40));
  if (header > 40) {
    for (const std::uint32_t mask : {0xf800U, 0x7e0U, 0x1fU, 0U}) append(file, mask, 4);
  }
  file.resize(14 + header);
  file.insert(file.end(), palette.begin(), palette.end());
  const std::size_t rows = std::size_t{3} * ((5 * bits + 31) / 32 * 4);
  for (std::size_t i = 0; i < rows; ++i) file.push_back(static_cast<std::uint8_t>(i * 37 & (bits == 8 ? 1 : 0xff)));
  return file;
}

}  // namespace

void pictures(const Corpus& corpus) {
  const GreyImage image = qr_to_image(*encode_qr("HY1:ABC123"), {.module_pixels = 2});
  corpus.add("image", "lossy.webp", webp(image, false, 255));
  corpus.add("image", "lossless.webp", webp(image, true, 255));
  corpus.add("image", "transparent.webp", webp(image, false, 100));
  corpus.add("image", "code.gif", gif(image, false));
  corpus.add("image", "interlaced.gif", gif(image, true));
  corpus.add("image", "inks.jpg", jpeg(image));
  corpus.add("image", "plain.pbm", std::string("P1\n3 2\n101\n010\n"));
  corpus.add("image", "raw.pbm", std::string("P4\n9 2\n\x55\x7f\x2a\x01", 11));
  corpus.add("image", "plain.ppm", std::string("P3\n2 1\n255\n255 0 0 0 255 9\n"));
  corpus.add("image", "raw.ppm", std::string("P6 2 1 255\nabcdef"));
  const Bytes two = {0, 0, 0, 0, 255, 255, 255, 0};
  for (const char* target : {"image", "bmp"}) {
    corpus.add(target, "bits_1.bmp", bmp(40, 1, 0, two));
    corpus.add(target, "bits_4.bmp", bmp(40, 4, 0, Bytes(64, 9)));
    corpus.add(target, "bits_8.bmp", bmp(124, 8, 0, two));
    corpus.add(target, "bits_16.bmp", bmp(108, 16, 3, {}));
    corpus.add(target, "bits_32.bmp", bmp(56, 32, 3, {}));
    corpus.add(target, "os2.bmp", bmp(12, 1, 0, {0, 0, 0, 255, 255, 255}));
    corpus.add(target, "os2_64.bmp", bmp(64, 24, 0, {}));
  }
}

}  // namespace heyi::fuzz
