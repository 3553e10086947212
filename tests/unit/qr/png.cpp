// PNG files of every kind that phones and tools write, and those that are broken or too large.
#include <png.h>
#include <zlib.h>

#include <string>

#include <heyi/image.hpp>

#include "unit/codec/allocation_watch.hpp"
#include "unit/codec/exact.hpp"
#include "unit/qr/canvas.hpp"
#include "unit/qr/flipped_bits.hpp"
#include "unit/qr/peak_memory.hpp"

namespace {

using heyi::Bytes;
using heyi::GreyImage;
using heyi::test::Exact;
using heyi::test::outcome;

struct Kind {
  int colour_type;
  int bit_depth;
  int interlace = PNG_INTERLACE_NONE;
};

// made writes rows, already packed as `kind` wants them, with libpng itself.
Bytes made(int width, int height, const Kind& kind, const Bytes& packed, const Bytes& transparency = {}) {
  Bytes out;
  png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, nullptr, nullptr, nullptr);
  png_infop info = png_create_info_struct(png);
  const auto write = [](png_structp to, png_bytep data, std::size_t size) {
    auto* file = static_cast<Bytes*>(png_get_io_ptr(to));
    file->insert(file->end(), data, data + size);
  };
  png_set_write_fn(png, &out, write, [](png_structp) {});
  png_set_IHDR(png, info, static_cast<png_uint_32>(width), static_cast<png_uint_32>(height), kind.bit_depth,
               kind.colour_type, kind.interlace, PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
  png_color palette[4] = {{0, 0, 0}, {255, 255, 255}, {128, 128, 128}, {0, 0, 0}};
  if (kind.colour_type == PNG_COLOR_TYPE_PALETTE) png_set_PLTE(png, info, palette, 4);
  if (!transparency.empty())
    png_set_tRNS(png, info, transparency.data(), static_cast<int>(transparency.size()), nullptr);
  png_write_info(png, info);
  const std::size_t row_octets = packed.size() / static_cast<std::size_t>(height);
  std::vector<png_bytep> rows;
  for (int y = 0; y < height; ++y)
    rows.push_back(const_cast<png_bytep>(packed.data()) + static_cast<std::size_t>(y) * row_octets);
  png_write_image(png, rows.data());
  png_write_end(png, info);
  png_destroy_write_struct(&png, &info);
  return out;
}

heyi::Result<GreyImage> read(const Bytes& file) { return heyi::read_image(Exact(file).view()); }

Bytes pixels_of(const Bytes& file) {
  const auto image = read(file);
  REQUIRE(outcome(image) == "ok");
  return image->pixels;
}

void append_chunk(Bytes& file, std::string_view type, const Bytes& data) {
  const auto append_number = [&](std::uint32_t number) {
    for (int shift = 24; shift >= 0; shift -= 8) file.push_back(static_cast<std::uint8_t>(number >> shift));
  };
  append_number(static_cast<std::uint32_t>(data.size()));
  const std::size_t start = file.size();
  file.insert(file.end(), type.begin(), type.end());
  file.insert(file.end(), data.begin(), data.end());
  append_number(static_cast<std::uint32_t>(crc32(0, file.data() + start, static_cast<uInt>(file.size() - start))));
}

// declared is an 8-bit grey PNG that promises a size and brings a few octets of pixels; `more` stands before them.
Bytes declared(std::uint32_t width, std::uint32_t height, const Bytes& more = {}, std::uint8_t interlace = 0) {
  Bytes file = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
  Bytes header;
  for (const std::uint32_t number : {width, height}) {
    for (int shift = 24; shift >= 0; shift -= 8) header.push_back(static_cast<std::uint8_t>(number >> shift));
  }
  header.insert(header.end(), {8, 0, 0, 0, interlace});
  append_chunk(file, "IHDR", header);
  file.insert(file.end(), more.begin(), more.end());
  append_chunk(file, "IDAT", heyi::test::from_hex("789c 6360 0000 0002 0001"));
  append_chunk(file, "IEND", {});
  return file;
}

const GreyImage& code() {
  static const GreyImage image = heyi::test::image_of("HY1:BB8", 2);
  return image;
}

}  // namespace

TEST_CASE("write_png writes one bit a pixel for black and white alone, and it comes back", "[image][png]") {
  const auto png = heyi::write_png(code().view());
  REQUIRE(png.has_value());
  CHECK(png->at(24) == 1);  // IHDR's bit depth
  CHECK(pixels_of(*png) == code().pixels);
}

TEST_CASE("write_png writes eight bits a pixel for greys, and they come back", "[image][png]") {
  GreyImage image = heyi::test::blank(256, 3);
  for (int i = 0; i < 256 * 3; ++i) image.pixels[static_cast<std::size_t>(i)] = static_cast<std::uint8_t>(i);
  const auto png = heyi::write_png(image.view());
  REQUIRE(png.has_value());
  CHECK(png->at(24) == 8);
  CHECK(pixels_of(*png) == image.pixels);
}

TEST_CASE("write_png reads a frame with padding between its rows", "[image][png]") {
  const Exact frame(Bytes{1, 2, 9, 9, 3, 4});  // two rows of two pixels, four octets apart
  const auto png = heyi::write_png({frame.view().data(), 2, 2, 4});
  REQUIRE(png.has_value());
  CHECK(pixels_of(*png) == Bytes{1, 2, 3, 4});
}

TEST_CASE("write_png refuses frames whose sizes make no sense", "[image][png]") {
  const Bytes pixels(4);
  for (const heyi::GreyView& view : {heyi::GreyView{}, heyi::GreyView{pixels.data(), 0, 1, 1},
                                     heyi::GreyView{pixels.data(), 2, -1, 2}, heyi::GreyView{pixels.data(), 2, 2, 1}}) {
    CHECK(outcome(heyi::write_png(view)) == "scan.bad_image");
  }
}

TEST_CASE("grey of 1, 2, 4, 8 and 16 bits becomes 8 bits", "[image][png]") {
  CHECK(pixels_of(made(2, 1, {PNG_COLOR_TYPE_GRAY, 1}, {0x40})) == Bytes{0, 255});
  CHECK(pixels_of(made(4, 1, {PNG_COLOR_TYPE_GRAY, 2}, {0x1b})) == Bytes{0, 85, 170, 255});
  CHECK(pixels_of(made(2, 1, {PNG_COLOR_TYPE_GRAY, 4}, {0x3f})) == Bytes{51, 255});
  CHECK(pixels_of(made(3, 1, {PNG_COLOR_TYPE_GRAY, 8}, {0, 77, 255})) == Bytes{0, 77, 255});
  CHECK(pixels_of(made(3, 1, {PNG_COLOR_TYPE_GRAY, 16}, {0x00, 0xff, 0x80, 0x00, 0xff, 0x00})) == Bytes{0, 128, 255});
}

TEST_CASE("a palette becomes grey", "[image][png]") {
  CHECK(pixels_of(made(4, 1, {PNG_COLOR_TYPE_PALETTE, 8}, {0, 1, 2, 3})) == Bytes{0, 255, 128, 0});
  CHECK(pixels_of(made(4, 1, {PNG_COLOR_TYPE_PALETTE, 2}, {0x1b})) == Bytes{0, 255, 128, 0});
}

TEST_CASE("a transparent palette entry becomes white", "[image][png]") {
  CHECK(pixels_of(made(2, 1, {PNG_COLOR_TYPE_PALETTE, 8}, {0, 3}, {0})) == Bytes{255, 0});
}

TEST_CASE("colours become luma", "[image][png]") {
  const Bytes grey =
      pixels_of(made(5, 1, {PNG_COLOR_TYPE_RGB, 8}, {255, 255, 255, 0, 0, 0, 255, 0, 0, 0, 255, 0, 0, 0, 255}));
  CHECK(grey[0] == 255);
  CHECK(grey[1] == 0);
  CHECK(grey[3] > grey[2]);  // green is lighter than red, red than blue
  CHECK(grey[2] > grey[4]);
}

TEST_CASE("16-bit colour becomes 8-bit grey", "[image][png]") {
  CHECK(pixels_of(made(2, 1, {PNG_COLOR_TYPE_RGB, 16}, {0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0, 0, 0})) ==
        Bytes{255, 0});
}

TEST_CASE("transparency becomes white", "[image][png]") {
  // Opaque black, transparent black, opaque white, half transparent black.
  const Bytes grey = pixels_of(made(4, 1, {PNG_COLOR_TYPE_GRAY_ALPHA, 8}, {0, 255, 0, 0, 255, 255, 0, 128}));
  CHECK(Bytes(grey.begin(), grey.begin() + 3) == Bytes{0, 255, 255});
  CHECK(std::abs(grey[3] - 127) <= 2);
  CHECK(pixels_of(made(2, 1, {PNG_COLOR_TYPE_RGB_ALPHA, 8}, {0, 0, 0, 0, 0, 0, 0, 255})) == Bytes{255, 0});
  CHECK(pixels_of(made(2, 1, {PNG_COLOR_TYPE_RGB_ALPHA, 16}, {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff})) ==
        Bytes{255, 0});
}

TEST_CASE("an interlaced PNG is read as a plain one", "[image][png]") {
  for (const Kind& kind : {Kind{PNG_COLOR_TYPE_GRAY, 8, PNG_INTERLACE_ADAM7}, Kind{PNG_COLOR_TYPE_GRAY, 8}}) {
    CHECK(pixels_of(made(code().width, code().height, kind, code().pixels)) == code().pixels);
  }
}

TEST_CASE("a code is found in PNGs of every kind", "[image][png]") {
  Bytes rgba;
  for (const std::uint8_t grey : code().pixels)
    rgba.insert(rgba.end(), {0, 0, 0, static_cast<std::uint8_t>(255 - grey)});
  const auto image = read(made(code().width, code().height, {PNG_COLOR_TYPE_RGB_ALPHA, 8, PNG_INTERLACE_ADAM7}, rgba));
  REQUIRE(outcome(image) == "ok");
  const auto found = heyi::find_qr(image->view());
  REQUIRE(found.has_value());
  REQUIRE(found->size() == 1);
  CHECK(found->front().text == "HY1:BB8");
}

TEST_CASE("every truncation of a PNG in front of its last chunk is refused", "[image][png]") {
  constexpr std::size_t kEnd = 12;  // IEND, which says nothing about the pixels.
  for (const int interlace : {PNG_INTERLACE_NONE, PNG_INTERLACE_ADAM7}) {
    const Bytes whole = made(code().width, code().height, {PNG_COLOR_TYPE_GRAY, 8, interlace}, code().pixels);
    for (std::size_t size = 0; size < whole.size() - kEnd; ++size) {
      INFO(size);
      CHECK(outcome(heyi::read_image(Exact(heyi::ByteView(whole).first(size)).view())) == "scan.bad_image");
    }
  }
}

TEST_CASE("no flipped bit makes the reader misbehave", "[image][png]") {
  heyi::test::check_flipped_bits(made(code().width, code().height, {PNG_COLOR_TYPE_GRAY, 8}, code().pixels));
}

TEST_CASE("a PNG of an allowed size is what the files below differ from in size alone", "[image][png]") {
  CHECK(outcome(read(declared(1, 1))) == "ok");
}

TEST_CASE("declared PNG sizes above the limits are refused before anything is reserved", "[image][png]") {
  struct Size {
    std::uint32_t width, height;
  };
  for (const Size& size : {Size{16385, 1}, Size{1, 16385}, Size{16384, 16384}, Size{1'000'000, 1'000'000},
                           Size{0x7fffffff, 1}, Size{1, 0x7fffffff}}) {
    INFO(size.width << " x " << size.height);
    const Bytes file = declared(size.width, size.height);
    const heyi::test::AllocationWatch watch;
    CHECK(outcome(read(file)) == "scan.too_large");
    CHECK(watch.largest() < 100'000);
  }
}

TEST_CASE("PNG sizes of zero, or above what the format allows, are refused", "[image][png]") {
  CHECK(outcome(read(declared(0, 1))) == "scan.bad_image");
  CHECK(outcome(read(declared(1, 0))) == "scan.bad_image");
  CHECK(outcome(read(declared(0x80000000, 1))) == "scan.bad_image");
}

TEST_CASE("a PNG of an allowed size with no pixels behind it reserves nothing", "[image][png]") {
  for (const std::uint8_t interlace : {0, 1}) {
    const Bytes file = declared(7000, 7000, {}, interlace);
    const heyi::test::AllocationWatch watch;
    const heyi::test::PeakMemory peak;
    CHECK(outcome(read(file)) == "scan.bad_image");
    CHECK(watch.largest() < 100'000);
    CHECK(peak.grown_mib() >= 0);
    CHECK(peak.grown_mib() < 4);
  }
}

TEST_CASE("texts and profiles of a PNG are passed over, however far they would expand", "[image][png]") {
  const Bytes expanded(7'900'000, 'a');
  uLongf size = compressBound(static_cast<uLong>(expanded.size()));
  Bytes compressed(size);
  compress2(compressed.data(), &size, expanded.data(), static_cast<uLong>(expanded.size()), 9);
  compressed.resize(size);
  const auto chunk = [&](std::string_view type, std::string_view head) {
    Bytes data(head.begin(), head.end());
    data.insert(data.end(), compressed.begin(), compressed.end());
    Bytes encoded;
    append_chunk(encoded, type, data);
    return encoded;
  };
  using namespace std::string_view_literals;
  Bytes more;
  for (int i = 0; i < 10; ++i) {
    for (const Bytes& one : {chunk("zTXt", "k\0\0"sv), chunk("iTXt", "k\0\1\0\0\0"sv), chunk("iCCP", "p\0\0"sv)}) {
      more.insert(more.end(), one.begin(), one.end());
    }
  }
  const Bytes file = declared(1, 1, more);
  const heyi::test::PeakMemory peak;
  CHECK(outcome(read(file)) == "ok");
  CHECK(peak.grown_mib() >= 0);
  CHECK(peak.grown_mib() < 4);
}

TEST_CASE("a PNG with a long chunk that its tool added is read", "[image][png]") {
  for (const char* type : {"tEXt", "eXIf", "prVt"}) {
    Bytes more;
    append_chunk(more, type, Bytes(300'000, 'a'));
    CHECK(outcome(read(declared(1, 1, more))) == "ok");
  }
}

TEST_CASE("nothing behind a PNG's last row is read", "[image][png]") {
  Bytes file = declared(1, 1);
  file.erase(file.end() - 12, file.end());
  CHECK(outcome(read(file)) == "ok");
  file.insert(file.end(), 100, 0xff);
  CHECK(outcome(read(file)) == "ok");
}

TEST_CASE("an image takes no more memory than its rows", "[image][png]") {
  const GreyImage large = heyi::test::blank(3000, 3000);
  const Bytes file = *heyi::write_png(large.view());
  const heyi::test::AllocationWatch watch;
  const auto image = heyi::read_image(file);
  REQUIRE(outcome(image) == "ok");
  CHECK(image->pixels == large.pixels);
  CHECK(watch.largest() == large.pixels.size());
}
