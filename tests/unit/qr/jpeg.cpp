// JPEG files, as cameras write them; damage is let pass where a code may still be seen, and never more than that.
#include <cstdio>

#include <jpeglib.h>

#include <algorithm>
#include <cstdlib>
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

// made writes a frame as grey, RGB (three equal channels) or CMYK, at the quality of a phone.
Bytes made(const GreyImage& frame, J_COLOR_SPACE space = JCS_GRAYSCALE, bool progressive = false) {
  jpeg_compress_struct jpeg{};
  jpeg_error_mgr errors{};
  jpeg.err = jpeg_std_error(&errors);
  jpeg_create_compress(&jpeg);
  unsigned char* data = nullptr;
  unsigned long size = 0;
  jpeg_mem_dest(&jpeg, &data, &size);
  const int channels = space == JCS_GRAYSCALE ? 1 : space == JCS_RGB ? 3 : 4;
  jpeg.image_width = static_cast<JDIMENSION>(frame.width);
  jpeg.image_height = static_cast<JDIMENSION>(frame.height);
  jpeg.input_components = channels;
  jpeg.in_color_space = space;
  jpeg_set_defaults(&jpeg);
  jpeg_set_quality(&jpeg, 90, TRUE);
  if (progressive) jpeg_simple_progression(&jpeg);
  jpeg_start_compress(&jpeg, TRUE);
  for (int y = 0; y < frame.height; ++y) {
    Bytes row;
    for (int x = 0; x < frame.width; ++x) {
      row.insert(row.end(), static_cast<std::size_t>(channels),
                 frame.pixels[static_cast<std::size_t>(y * frame.width + x)]);
    }
    JSAMPROW start = row.data();
    jpeg_write_scanlines(&jpeg, &start, 1);
  }
  jpeg_finish_compress(&jpeg);
  jpeg_destroy_compress(&jpeg);
  Bytes file(data, data + size);
  std::free(data);
  return file;
}

// made_of_one_colour is a small YCCK file, as Photoshop writes CMYK.
Bytes made_of_one_colour(const Bytes& inks) {
  jpeg_compress_struct jpeg{};
  jpeg_error_mgr errors{};
  jpeg.err = jpeg_std_error(&errors);
  jpeg_create_compress(&jpeg);
  unsigned char* data = nullptr;
  unsigned long size = 0;
  jpeg_mem_dest(&jpeg, &data, &size);
  jpeg.image_width = jpeg.image_height = 16;
  jpeg.input_components = 4;
  jpeg.in_color_space = JCS_CMYK;
  jpeg_set_defaults(&jpeg);
  jpeg_set_colorspace(&jpeg, JCS_YCCK);
  jpeg_start_compress(&jpeg, TRUE);
  Bytes row;
  for (int x = 0; x < 16; ++x) row.insert(row.end(), inks.begin(), inks.end());
  JSAMPROW start = row.data();
  while (jpeg.next_scanline < jpeg.image_height) jpeg_write_scanlines(&jpeg, &start, 1);
  jpeg_finish_compress(&jpeg);
  jpeg_destroy_compress(&jpeg);
  Bytes file(data, data + size);
  std::free(data);
  return file;
}

heyi::Result<GreyImage> read(const Bytes& file) { return heyi::read_image(Exact(file).view()); }

const GreyImage& code() {
  static const GreyImage image = heyi::test::image_of("HY1:BB8", 3);
  return image;
}

// with_size is the file with another height and width in its frame header (SOF0, ITU-T T.81 B.2.2).
Bytes with_size(Bytes file, unsigned width, unsigned height) {
  for (std::size_t at = 2; at + 8 < file.size(); ++at) {
    if (file[at] == 0xff && file[at + 1] == 0xc0) {
      file[at + 5] = static_cast<std::uint8_t>(height >> 8);
      file[at + 6] = static_cast<std::uint8_t>(height);
      file[at + 7] = static_cast<std::uint8_t>(width >> 8);
      file[at + 8] = static_cast<std::uint8_t>(width);
      return file;
    }
  }
  FAIL("no frame header");
  return file;
}

// with_scans is a progressive JPEG in which `scans` more scans say nothing new about one frequency of its blocks.
Bytes with_scans(int side, int scans) {
  Bytes file = {0xff, 0xd8};
  const auto segment = [&](std::uint8_t marker, const Bytes& data) {
    const std::size_t size = data.size() + 2;
    file.insert(file.end(), {0xff, marker, static_cast<std::uint8_t>(size >> 8), static_cast<std::uint8_t>(size)});
    file.insert(file.end(), data.begin(), data.end());
  };
  const auto high = static_cast<std::uint8_t>(side >> 8), low = static_cast<std::uint8_t>(side);
  Bytes quantities(65, 1);
  quantities[0] = 0;
  segment(0xdb, quantities);
  segment(0xc2, {8, high, low, high, low, 1, 1, 0x11, 0});
  const auto table = [&](std::uint8_t id, std::uint8_t symbol) {  // one symbol, of one bit
    Bytes data(17);
    data[0] = id;
    data[1] = 1;
    data.push_back(symbol);
    segment(0xc4, data);
  };
  table(0x00, 0x00);  // no difference
  table(0x10, 0x00);  // end of block
  const auto side_blocks = static_cast<std::size_t>((side + 7) / 8);
  const Bytes bits((side_blocks * side_blocks + 7) / 8);
  segment(0xda, {1, 1, 0x00, 0, 0, 0x00});
  file.insert(file.end(), bits.begin(), bits.end());
  for (int i = 0; i < scans; ++i) {
    segment(0xda, {1, 1, 0x00, 1, 1, 0x00});
    file.insert(file.end(), bits.begin(), bits.end());
  }
  file.insert(file.end(), {0xff, 0xd9});
  return file;
}

void check_shows_the_code(const Bytes& file) {
  const auto image = read(file);
  REQUIRE(outcome(image) == "ok");
  CHECK(image->width == code().width);
  CHECK(image->height == code().height);
  const auto found = heyi::find_qr(image->view());
  REQUIRE(found.has_value());
  REQUIRE(found->size() == 1);
  CHECK(found->front().text == "HY1:BB8");
}

}  // namespace

TEST_CASE("grey, colour and progressive JPEGs show their code", "[image][jpeg]") {
  check_shows_the_code(made(code()));
  check_shows_the_code(made(code(), JCS_RGB));
  check_shows_the_code(made(code(), JCS_GRAYSCALE, true));
  check_shows_the_code(made(code(), JCS_RGB, true));
}

TEST_CASE("greys keep their values but for the losses of the format", "[image][jpeg]") {
  GreyImage ramp = heyi::test::blank(256, 8);
  for (int y = 0; y < 8; ++y) {
    for (int x = 0; x < 256; ++x) heyi::test::pixel(ramp, x, y) = static_cast<std::uint8_t>(x);
  }
  const auto image = read(made(ramp));
  REQUIRE(outcome(image) == "ok");
  for (std::size_t i = 0; i < ramp.pixels.size(); ++i) {
    if (std::abs(image->pixels[i] - ramp.pixels[i]) > 8) FAIL_CHECK(i);
  }
}

TEST_CASE("a CMYK JPEG shows its code, whether it notes inks or what they leave", "[image][jpeg]") {
  const Bytes noted = made(code(), JCS_CMYK);  // libjpeg writes Adobe's marker.
  check_shows_the_code(noted);
  // Without the marker the same octets are inks, so that black is white.
  const std::string_view marker = "\xff\xee";
  const auto at =
      std::search(noted.begin(), noted.end(), marker.begin(), marker.end(),
                  [](std::uint8_t octet, char wanted) { return octet == static_cast<std::uint8_t>(wanted); });
  REQUIRE(at != noted.end());
  Bytes inks(noted.begin(), at);
  inks.insert(inks.end(), at + 2 + 14, noted.end());
  const auto image = read(inks);
  REQUIRE(outcome(image) == "ok");
  CHECK(image->pixels[0] < 16);  // The margin, which was white.
  CHECK(read(noted)->pixels[0] > 240);
}

TEST_CASE("a CMYK JPEG of the YCCK form has its colours", "[image][jpeg]") {
  // Nothing but yellow, and nothing but black at half strength, as Adobe's programs note them.
  const auto shade = [](std::uint8_t c, std::uint8_t m, std::uint8_t y, std::uint8_t k) {
    const auto image = read(made_of_one_colour({c, m, y, k}));
    REQUIRE(outcome(image) == "ok");
    return static_cast<int>(image->pixels[20]);
  };
  CHECK(std::abs(shade(255, 255, 0, 255) - 226) < 4);
  CHECK(std::abs(shade(0, 255, 255, 255) - 178) < 4);
  CHECK(std::abs(shade(255, 255, 255, 128) - 128) < 4);
  CHECK(shade(255, 255, 255, 255) > 250);
}

TEST_CASE("a JPEG cut off before its pixels is refused", "[image][jpeg]") {
  const Bytes whole = made(code());
  std::size_t scan = 0;  // where the start-of-scan marker stands
  while (whole[scan] != 0xff || whole[scan + 1] != 0xda) ++scan;
  for (std::size_t size = 0; size < scan; ++size) {
    INFO(size);
    CHECK(outcome(heyi::read_image(Exact(heyi::ByteView(whole).first(size)).view())) == "scan.bad_image");
  }
}

TEST_CASE("a JPEG cut off anywhere is refused or has the size it declares", "[image][jpeg]") {
  for (const bool progressive : {false, true}) {
    const Bytes whole = made(code(), JCS_GRAYSCALE, progressive);
    for (std::size_t size = 0; size < whole.size(); ++size) {
      const auto image = heyi::read_image(Exact(heyi::ByteView(whole).first(size)).view());
      if (!image) {
        CHECK(outcome(image) == "scan.bad_image");
      } else {
        CHECK(image->pixels.size() == code().pixels.size());
      }
    }
  }
}

TEST_CASE("no flipped bit makes the JPEG reader misbehave", "[image][jpeg]") {
  heyi::test::check_flipped_bits(made(heyi::test::image_of("HY1:BB8", 1)), 3);
}

TEST_CASE("declared JPEG sizes above the limits are refused before anything is reserved", "[image][jpeg]") {
  const Bytes whole = made(code());
  struct Size {
    unsigned width, height;
  };
  for (const Size& size : {Size{16385, 10}, Size{10, 16385}, Size{16384, 16384}, Size{65500, 65500}}) {
    const Bytes file = with_size(whole, size.width, size.height);
    const heyi::test::AllocationWatch watch;
    CHECK(outcome(read(file)) == "scan.too_large");
    CHECK(watch.largest() < 100'000);
  }
}

TEST_CASE("a JPEG size of zero is refused", "[image][jpeg]") {
  CHECK(outcome(read(with_size(made(code()), 0, 10))) == "scan.bad_image");
  CHECK(outcome(read(with_size(made(code()), 10, 0))) == "scan.bad_image");
}

TEST_CASE("a progressive JPEG of a hundred scans is read, one of more is refused", "[image][jpeg]") {
  CHECK(outcome(read(with_scans(64, 10))) == "ok");
  CHECK(outcome(read(with_scans(64, 99))) == "ok");
  CHECK(outcome(read(with_scans(64, 100))) == "scan.bad_image");
  CHECK(outcome(read(with_scans(64, 5000))) == "scan.bad_image");
}

TEST_CASE("a large progressive JPEG is allowed fewer scans, more than any camera writes", "[image][jpeg]") {
  CHECK(outcome(read(with_scans(7000, 12))) == "ok");
  CHECK(outcome(read(with_scans(7000, 20))) == "scan.bad_image");  // 21 times 49 million pixels
}

TEST_CASE("a JPEG of an allowed size that its octets cannot hold reserves nothing", "[image][jpeg]") {
  const Bytes baseline = with_size(made(code()), 7000, 7000);
  Bytes progressive = with_scans(7000, 0);
  progressive.resize(1000);
  for (const Bytes& file : {baseline, progressive}) {
    const heyi::test::AllocationWatch watch;
    const heyi::test::PeakMemory peak;
    CHECK(outcome(read(file)) == "scan.bad_image");
    CHECK(watch.largest() < 100'000);
    CHECK(peak.grown_mib() >= 0);
    CHECK(peak.grown_mib() < 4);
  }
}

TEST_CASE("a blank JPEG, which takes the fewest octets of all, is read", "[image][jpeg]") {
  const GreyImage blank = heyi::test::blank(2000, 2000);
  for (const bool progressive : {false, true}) {
    const auto image = read(made(blank, JCS_GRAYSCALE, progressive));
    REQUIRE(outcome(image) == "ok");
    CHECK(image->pixels == blank.pixels);
  }
  CHECK(outcome(read(with_scans(2000, 0))) == "ok");  // A bit a block.
}
