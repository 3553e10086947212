// BMP files of every form that is read, made by hand, and those whose numbers lie.
#include <heyi/image.hpp>

#include "unit/codec/allocation_watch.hpp"
#include "unit/codec/exact.hpp"
#include "unit/qr/canvas.hpp"
#include "unit/qr/flipped_bits.hpp"

namespace {

using heyi::Bytes;
using heyi::ByteView;
using heyi::GreyImage;
using heyi::test::Exact;
using heyi::test::outcome;

void append(Bytes& out, std::uint32_t value, int octets) {
  for (int i = 0; i < octets; ++i) out.push_back(static_cast<std::uint8_t>(value >> (8 * i)));
}

/// Form is what the headers say; `after` is what stands between them and the pixels.
struct Form {
  std::uint32_t header = 40;  ///< Octets of the second header.
  std::int64_t width = 0, height = 0;
  std::uint32_t bits = 0, compression = 0, colours = 0;
  Bytes after = {};
  std::vector<std::uint32_t> masks = {};  ///< Inside of the longer headers, or behind the shortest.
};

Bytes made(const Form& form, const Bytes& pixels) {
  Bytes second;
  append(second, form.header, 4);
  if (form.header == 12) {
    append(second, static_cast<std::uint32_t>(form.width), 2);
    append(second, static_cast<std::uint32_t>(form.height), 2);
  } else {
    append(second, static_cast<std::uint32_t>(form.width), 4);
    append(second, static_cast<std::uint32_t>(form.height), 4);
  }
  append(second, 1, 2);
  append(second, form.bits, 2);
  if (form.header > 16) {
    append(second, form.compression, 4);
    for (int i = 0; i < 3; ++i) append(second, 0, 4);
    append(second, form.colours, 4);
    append(second, 0, 4);
  }
  for (const std::uint32_t mask : form.masks) append(second, mask, 4);
  if (second.size() < form.header) second.resize(form.header);
  second.insert(second.end(), form.after.begin(), form.after.end());
  Bytes file = {'B', 'M'};
  append(file, static_cast<std::uint32_t>(14 + second.size() + pixels.size()), 4);
  append(file, 0, 4);
  append(file, static_cast<std::uint32_t>(14 + second.size()), 4);
  file.insert(file.end(), second.begin(), second.end());
  file.insert(file.end(), pixels.begin(), pixels.end());
  return file;
}

heyi::Result<GreyImage> read(const Bytes& file) { return heyi::read_image(Exact(file).view()); }

void check_pixels(const Form& form, const Bytes& pixels, const Bytes& expected) {
  INFO(form.header << " " << form.bits << " " << form.compression);
  const auto image = read(made(form, pixels));
  REQUIRE(outcome(image) == "ok");
  CHECK(image->width == form.width);
  CHECK(image->pixels == expected);
}

const Bytes kTwoColours = {0, 0, 0, 0, 255, 255, 255, 0};
// Black, white, pure red, pure green; blue comes first.
const Bytes kFourColours = {0, 0, 0, 0, 255, 255, 255, 0, 0, 0, 255, 0, 0, 255, 0, 0};

}  // namespace

TEST_CASE("a BMP with a palette is read, from the bottom up", "[image][bmp]") {
  check_pixels({.width = 9, .height = 2, .bits = 1, .colours = 2, .after = kTwoColours},
               {0xff, 0x80, 0, 0, 0xaa, 0, 0, 0},
               {255, 0, 255, 0, 255, 0, 255, 0, 0, 255, 255, 255, 255, 255, 255, 255, 255, 255});
  check_pixels({.width = 3, .height = 1, .bits = 4, .colours = 4, .after = kFourColours}, {0x12, 0x30, 0, 0},
               {255, 77, 149});
  check_pixels({.width = 5, .height = 1, .bits = 8, .colours = 4, .after = kFourColours}, {3, 2, 1, 0, 1, 0, 0, 0},
               {149, 77, 255, 0, 255});
  Bytes all(1024, 0);
  for (std::size_t i = 0; i < 256; ++i) all[4 * i] = all[4 * i + 1] = all[4 * i + 2] = static_cast<std::uint8_t>(i);
  check_pixels({.width = 4, .height = 1, .bits = 8, .after = all}, {0, 9, 128, 255}, {0, 9, 128, 255});
}

TEST_CASE("a BMP from the top down is read", "[image][bmp]") {
  const Bytes pixels = {0x80, 0, 0, 0, 0x40, 0, 0, 0};
  check_pixels({.width = 2, .height = -2, .bits = 1, .colours = 2, .after = kTwoColours}, pixels, {255, 0, 0, 255});
  check_pixels({.width = 2, .height = 2, .bits = 1, .colours = 2, .after = kTwoColours}, pixels, {0, 255, 255, 0});
}

TEST_CASE("a BMP of 24 or 32 bits is read, and its fourth octet is no opacity", "[image][bmp]") {
  check_pixels({.width = 3, .height = 1, .bits = 24}, {0, 0, 255, 255, 0, 0, 7, 7, 7, 0, 0, 0}, {77, 29, 7});
  check_pixels({.width = 2, .height = 1, .bits = 32}, {0, 255, 0, 0, 9, 9, 9, 255}, {149, 9});
}

TEST_CASE("a BMP of 16 bits is read with the masks it names, or with five bits a colour", "[image][bmp]") {
  check_pixels({.width = 2, .height = 1, .bits = 16}, {0xff, 0x7f, 0x00, 0x7c}, {255, 77});
  check_pixels({.width = 2, .height = 1, .bits = 16, .compression = 3, .masks = {0xf800, 0x07e0, 0x1f}},
               {0xff, 0xff, 0xe0, 0x07}, {255, 149});
}

TEST_CASE("later headers are read, with their opacity", "[image][bmp]") {
  for (const std::uint32_t header : {56U, 108U, 124U}) {
    check_pixels({.header = header,
                  .width = 2,
                  .height = 1,
                  .bits = 32,
                  .compression = 3,
                  .masks = {0xff, 0xff00, 0xff0000, 0xff000000}},
                 {0, 0, 0, 51, 10, 10, 10, 255}, {204, 10});
  }
  check_pixels({.header = 52, .width = 1, .height = 1, .bits = 32, .compression = 3, .masks = {0xff, 0xff00, 0xff0000}},
               {255, 0, 0, 0}, {77});
  check_pixels({.width = 1, .height = 1, .bits = 32, .compression = 6, .masks = {0xff, 0xff00, 0xff0000, 0x80000000}},
               {0, 0, 0, 0}, {255});
}

TEST_CASE("the headers of OS/2 are read", "[image][bmp]") {
  check_pixels({.header = 12, .width = 2, .height = 1, .bits = 1, .after = {0, 0, 0, 255, 255, 255}}, {0x40, 0, 0, 0},
               {0, 255});
  check_pixels({.header = 12, .width = 1, .height = 1, .bits = 24}, {0, 0, 255, 0}, {77});
  check_pixels({.header = 16, .width = 1, .height = 1, .bits = 24}, {0, 0, 255, 0}, {77});
  check_pixels({.header = 64, .width = 1, .height = 1, .bits = 24}, {0, 0, 255, 0}, {77});
}

TEST_CASE("a BMP shows its code", "[image][bmp]") {
  const GreyImage code = heyi::test::image_of("HY1:BB8", 3);
  Bytes pixels;
  for (int y = code.height - 1; y >= 0; --y) {
    for (int x = 0; x < code.width; ++x)
      pixels.insert(pixels.end(), 3, code.pixels[static_cast<std::size_t>(y * code.width + x)]);
    while (pixels.size() % 4 != 0) pixels.push_back(0);
  }
  const auto image = read(made({.width = code.width, .height = code.height, .bits = 24}, pixels));
  REQUIRE(outcome(image) == "ok");
  CHECK(image->pixels == code.pixels);
}

TEST_CASE("compressed BMPs and unknown forms are refused by name", "[image][bmp]") {
  struct Row {
    std::uint32_t header, bits, compression;
  };
  for (const Row& row : {Row{40, 8, 1}, Row{40, 4, 2}, Row{40, 24, 3}, Row{40, 8, 3}, Row{40, 24, 4}, Row{40, 32, 5},
                         Row{40, 0, 4}, Row{40, 2, 0}, Row{40, 64, 0}, Row{40, 16, 7}, Row{12, 5, 0}}) {
    INFO(row.bits << " " << row.compression);
    const auto image =
        read(made({.header = row.header, .width = 1, .height = 1, .bits = row.bits, .compression = row.compression},
                  Bytes(2000)));
    REQUIRE(outcome(image) == "scan.bad_image");
    CHECK(image.error().detail == "bmp: of a form that is not read");
  }
  CHECK(outcome(read(made({.header = 64, .width = 1, .height = 1, .bits = 24, .compression = 4}, Bytes(2000)))) ==
        "scan.bad_image");
}

TEST_CASE("every truncation of a BMP is refused", "[image][bmp]") {
  for (const Bytes& whole : {made({.width = 9, .height = 2, .bits = 1, .colours = 2, .after = kTwoColours}, Bytes(8)),
                             made({.header = 124,
                                   .width = 1,
                                   .height = 1,
                                   .bits = 32,
                                   .compression = 3,
                                   .masks = {0xff, 0xff00, 0xff0000, 0}},
                                  Bytes(4)),
                             made({.header = 12, .width = 2, .height = 1, .bits = 24}, Bytes(8))}) {
    CHECK(outcome(read(whole)) == "ok");
    for (std::size_t size = 0; size < whole.size(); ++size) {
      INFO(size);
      CHECK(outcome(heyi::read_image(Exact(ByteView(whole).first(size)).view())) == "scan.bad_image");
    }
  }
}

TEST_CASE("no flipped bit makes the BMP reader misbehave", "[image][bmp]") {
  for (const Bytes& whole :
       {made({.width = 9, .height = 2, .bits = 4, .colours = 4, .after = kFourColours}, Bytes(16, 0x12)),
        made({.header = 108, .width = 3, .height = 2, .bits = 16, .compression = 3, .masks = {0xf800, 0x7e0, 0x1f, 0}},
             Bytes(16, 0x55)),
        made({.header = 12, .width = 2, .height = 1, .bits = 24}, Bytes(8))}) {
    heyi::test::check_flipped_bits(whole);
  }
}

TEST_CASE("bad palettes and masks are refused", "[image][bmp]") {
  const auto told = [](const Form& form, const Bytes& pixels) { return outcome(read(made(form, pixels))); };
  CHECK(told({.width = 1, .height = 1, .bits = 1, .colours = 3, .after = Bytes(12)}, Bytes(4)) == "scan.bad_image");
  CHECK(told({.width = 1, .height = 1, .bits = 8, .colours = 0xffffffff}, Bytes(4)) == "scan.bad_image");
  CHECK(told({.width = 1, .height = 1, .bits = 8, .colours = 9, .after = kTwoColours}, Bytes(4)) == "scan.bad_image");
  // A pixel without a colour.
  CHECK(told({.width = 1, .height = 1, .bits = 8, .after = kTwoColours}, {2, 0, 0, 0}) == "scan.bad_image");
  CHECK(told({.width = 1, .height = 1, .bits = 8, .after = kTwoColours}, {1, 0, 0, 0}) == "ok");
  CHECK(told({.width = 1, .height = 1, .bits = 32, .compression = 3, .masks = {0xff, 0xff00, 0}}, Bytes(4)) ==
        "scan.bad_image");
  CHECK(told({.width = 1, .height = 1, .bits = 32, .compression = 3, .masks = {0xff, 0xff00, 0xf0f0000}}, Bytes(4)) ==
        "scan.bad_image");
}

TEST_CASE("declared BMP sizes are held against the limits and the octets before anything is reserved", "[image][bmp]") {
  struct Row {
    std::int64_t width, height;
    std::string_view outcome;
  };
  for (const Row& row :
       {Row{0, 1, "scan.bad_image"}, Row{1, 0, "scan.bad_image"}, Row{7000, 7000, "scan.bad_image"},
        Row{7000, -7000, "scan.bad_image"}, Row{16385, 1, "scan.too_large"}, Row{-1, 1, "scan.too_large"},
        Row{1, 0x80000000, "scan.too_large"}, Row{0x7fffffff, 0x7fffffff, "scan.too_large"}}) {
    INFO(row.width << " " << row.height);
    for (const std::uint32_t bits : {24U, 32U}) {
      const heyi::test::AllocationWatch watch;
      CHECK(outcome(read(made({.width = row.width, .height = row.height, .bits = bits}, Bytes(64)))) == row.outcome);
      CHECK(watch.largest() < 100'000);
    }
  }
  Bytes far = made({.width = 1, .height = 1, .bits = 24}, Bytes(4));
  far[10] = far[11] = far[12] = far[13] = 0xff;
  CHECK(outcome(read(far)) == "scan.bad_image");
}
