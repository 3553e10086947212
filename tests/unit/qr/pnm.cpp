// PBM, PGM and PPM files, plain and raw.
#include <heyi/image.hpp>

#include <string>

#include "support/catch.hpp"
#include "unit/codec/allocation_watch.hpp"
#include "unit/codec/exact.hpp"

namespace {

using heyi::Bytes;
using heyi::test::Exact;
using heyi::test::outcome;

heyi::Result<heyi::GreyImage> read(const std::string& file) { return heyi::read_image(Exact(file).view()); }

void check_pixels(const std::string& file, const Bytes& pixels, int width, int height) {
  INFO(file);
  const auto image = read(file);
  REQUIRE(outcome(image) == "ok");
  CHECK(image->pixels == pixels);
  CHECK(image->width == width);
  CHECK(image->height == height);
}

}  // namespace

TEST_CASE("a raw PGM is read", "[image][pnm]") {
  check_pixels("P5\n2 2\n255\n\x01\x20\x80\xff", {0x01, 0x20, 0x80, 0xff}, 2, 2);
}

TEST_CASE("a plain PGM is read, in whatever lines", "[image][pnm]") {
  check_pixels("P2\n3 1\n255\n0 128 255\n", {0, 128, 255}, 3, 1);
  check_pixels("P2 1\t3\r\n255 7\n\n8\v9", {7, 8, 9}, 1, 3);
}

TEST_CASE("a PBM is read, of which one is black", "[image][pnm]") {
  using namespace std::string_literals;
  check_pixels("P1\n3 2\n1 0 1\n0 1 0\n", {0, 255, 0, 255, 0, 255}, 3, 2);
  check_pixels("P1 3 2 10# no space is needed\n1010", {0, 255, 0, 255, 0, 255}, 3, 2);
  check_pixels("P4 9 2\n\x80\x80\x00\x7f"s,
               {0, 255, 255, 255, 255, 255, 255, 255, 0, 255, 255, 255, 255, 255, 255, 255, 255, 255}, 9, 2);
}

TEST_CASE("a PPM's colours become luma", "[image][pnm]") {
  using namespace std::string_literals;
  check_pixels("P3\n4 1\n255\n255 0 0  0 255 0  0 0 255  9 9 9", {77, 149, 29, 9}, 4, 1);
  check_pixels("P6 2 1 255\n\xff\x00\x00\x07\x07\x07"s, {77, 7}, 2, 1);
  check_pixels("P6 1 1 65535\n\x80\x00\x80\x00\x80\x00"s, {127}, 1, 1);
  check_pixels("P3 1 1 1 1 1 1", {255}, 1, 1);
}

TEST_CASE("comments in the header are skipped", "[image][pnm]") {
  check_pixels("P5 # a camera\n# 9 9\n1 2#\n255\n\x05\x06", {5, 6}, 1, 2);
  check_pixels("P2\n1 2\n255\n5 # the first\n6", {5, 6}, 1, 2);
}

TEST_CASE("other maxima are scaled to 255", "[image][pnm]") {
  check_pixels("P2 3 1 1 0 1 1", {0, 255, 255}, 3, 1);
  check_pixels("P2 2 1 15 15 3", {255, 51}, 2, 1);
  using namespace std::string_literals;
  check_pixels("P5 2 1 65535\n\xff\xff\x80\x00"s, {255, 127}, 2, 1);
  check_pixels("P5 1 1 1000\n\x01\xf4"s, {127}, 1, 1);
}

TEST_CASE("a value above the maximum is white", "[image][pnm]") { check_pixels("P2 1 1 100 200", {255}, 1, 1); }

TEST_CASE("a pixel that looks like white space or a comment is a pixel", "[image][pnm]") {
  check_pixels("P5 3 1 255\n\n# ", {'\n', '#', ' '}, 3, 1);
}

TEST_CASE("every truncation of a PGM is refused", "[image][pnm]") {
  for (const std::string& whole : {std::string("P5\n4 3\n255\nabcdefghijkl"), std::string("P2\n4 1\n255\n10 20 30 40"),
                                   std::string("P1\n4 1\n0101"), std::string("P3\n1 1\n255\n10 20 30"),
                                   std::string("P4\n8 3\nabc"), std::string("P6\n2 1\n255\nabcdef")}) {
    const bool is_plain = whole[1] == '2' || whole[1] == '3';
    const std::size_t last = is_plain ? whole.size() - 1 : whole.size();  // "4" of "40" is a number too
    for (std::size_t size = 0; size < last; ++size) {
      INFO(size);
      CHECK(outcome(read(whole.substr(0, size))) == "scan.bad_image");
    }
  }
}

TEST_CASE("numbers that make no sense are refused", "[image][pnm]") {
  for (const std::string file :
       {"P5 0 1 255 x", "P5 1 0 255 x", "P5 1 1 0 x", "P5 1 1 65536 x", "P5 -1 1 255 x", "P5 1 1 a", "P5 1.5 1 255 x",
        "P5 99999999999999999999 1 255 x", "P2 1 1 255 -1", "P2 1 1 255 x", "P5 1 1 255", "P1 1 1 2", "P1 1 1 x",
        "P1 0 1 1", "P4 1 0 x", "P4 1 1", "P3 1 1 255 1 2 x", "P6 1 1 255 ab", "P6 1 1 0 abc"}) {
    INFO(file);
    CHECK(outcome(read(file)) == "scan.bad_image");
  }
}

TEST_CASE("declared sizes above the limits are refused before anything is reserved", "[image][pnm]") {
  for (const std::string size : {"16385 1", "1 16385", "16384 16384", "999999 999999"}) {
    for (const std::string kind : {"P1 ", "P2 ", "P3 ", "P4 ", "P5 ", "P6 "}) {
      const std::string file = kind + size + " 255\n0";
      INFO(file);
      const heyi::test::AllocationWatch watch;
      CHECK(outcome(read(file)) == "scan.too_large");
      CHECK(watch.largest() < 100'000);
    }
  }
}

TEST_CASE("an allowed size with no pixels behind it reserves nothing", "[image][pnm]") {
  for (const std::string kind : {"P1", "P2", "P3", "P4", "P5", "P6"}) {
    const heyi::test::AllocationWatch watch;
    CHECK(outcome(read(kind + " 7000 7000 255\n0")) == "scan.bad_image");
    CHECK(watch.largest() < 100'000);
  }
}

TEST_CASE("files of no known format are refused", "[image]") {
  using namespace std::string_literals;
  for (const std::string& file : {""s, "P"s, "P5"s, "P7 1 1 255 0 0 0"s, "GIF89a"s, "BM"s, "\x89PNG"s, "\xff\xd8"s,
                                  "\xff\xd8\xff"s, "%PDF-1.4"s}) {
    CHECK(outcome(read(file)) == "scan.bad_image");
  }
}
