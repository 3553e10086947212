// UTF-8: compared with the definition for every short sequence, so that no range is off by one.
#include "codec/utf8_valid.hpp"

#include "support/catch.hpp"
#include "unit/codec/exact.hpp"

namespace {

using heyi::Bytes;

bool valid(const Bytes& octets) { return heyi::is_valid_utf8(heyi::test::Exact(octets).view()); }

// encode writes a code point by the rule of RFC 3629 section 3, whatever it is.
Bytes encode(std::uint32_t point) {
  const auto tail = [&](int shift) { return static_cast<std::uint8_t>(0x80 | (point >> shift & 0x3f)); };
  if (point < 0x80) return {static_cast<std::uint8_t>(point)};
  if (point < 0x800) return {static_cast<std::uint8_t>(0xc0 | point >> 6), tail(0)};
  if (point < 0x10000) return {static_cast<std::uint8_t>(0xe0 | point >> 12), tail(6), tail(0)};
  return {static_cast<std::uint8_t>(0xf0 | point >> 18), tail(12), tail(6), tail(0)};
}

}  // namespace

TEST_CASE("every code point but the surrogates is valid, cut off it is not", "[utf8]") {
  for (std::uint32_t point = 0; point < 0x110100; ++point) {
    const bool wanted = point <= 0x10ffff && (point < 0xd800 || point > 0xdfff);
    Bytes octets = encode(point);
    if (heyi::is_valid_utf8(octets) != wanted) FAIL_CHECK(point);
    octets.pop_back();
    if (!octets.empty() && heyi::is_valid_utf8(octets)) FAIL_CHECK("cut off " << point);
  }
}

TEST_CASE("two octets are valid when both are ASCII or they encode U+0080 to U+07FF", "[utf8]") {
  for (unsigned a = 0; a < 256; ++a) {
    for (unsigned b = 0; b < 256; ++b) {
      const bool wanted = (a < 0x80 && b < 0x80) || (a >= 0xc2 && a <= 0xdf && (b & 0xc0) == 0x80);
      if (heyi::is_valid_utf8(Bytes{static_cast<std::uint8_t>(a), static_cast<std::uint8_t>(b)}) != wanted)
        FAIL_CHECK(a << " " << b);
    }
  }
}

TEST_CASE("longer spellings of a code point are refused", "[utf8]") {
  CHECK_FALSE(valid({0xc0, 0xaf}));              // '/' in two octets
  CHECK_FALSE(valid({0xe0, 0x80, 0xaf}));        // in three
  CHECK_FALSE(valid({0xe0, 0x9f, 0xbf}));        // U+07FF in three
  CHECK_FALSE(valid({0xf0, 0x8f, 0xbf, 0xbf}));  // U+FFFF in four
}

TEST_CASE("octets that no sequence has are refused", "[utf8]") {
  for (const std::uint8_t octet : {0x80, 0xbf, 0xc0, 0xc1, 0xf5, 0xf8, 0xfc, 0xfe, 0xff}) {
    CHECK_FALSE(valid({octet}));
    CHECK_FALSE(valid({octet, 0x80, 0x80, 0x80}));
  }
}

TEST_CASE("a wrong third or fourth octet is refused", "[utf8]") {
  CHECK_FALSE(valid({0xe4, 0xb8, 0x2d}));
  CHECK_FALSE(valid({0xf0, 0xa0, 0x80, 0x2d}));
  CHECK_FALSE(valid({0xf0, 0xa0, 0x2d, 0x80}));
}

TEST_CASE("names with a middle dot and rare characters are valid", "[utf8]") {
  CHECK(heyi::is_valid_utf8(heyi::as_bytes("买买提·热西提")));
  CHECK(heyi::is_valid_utf8(heyi::as_bytes("𠮷")));
  CHECK(heyi::is_valid_utf8({}));
}
