// Hexadecimal text in both cases.
#include "codec/hex.hpp"

#include "support/catch.hpp"
#include "unit/codec/exact.hpp"

using heyi::Bytes;
using heyi::test::Exact;

TEST_CASE("hex_encode writes lower case, hex_encode_upper upper", "[hex]") {
  const Bytes octets = {0x00, 0x9f, 0xa0, 0xff};
  CHECK(heyi::hex_encode(octets) == "009fa0ff");
  CHECK(heyi::hex_encode_upper(octets) == "009FA0FF");
  CHECK(heyi::hex_encode({}).empty());
}

TEST_CASE("hex_decode reads either case, mixed too", "[hex]") {
  CHECK(heyi::hex_decode(Exact("00aBCd").text()) == Bytes{0x00, 0xab, 0xcd});
  CHECK(heyi::hex_decode("") == Bytes{});
}

TEST_CASE("every octet comes back", "[hex]") {
  Bytes octets;
  for (int i = 0; i < 256; ++i) octets.push_back(static_cast<std::uint8_t>(i));
  CHECK(heyi::hex_decode(heyi::hex_encode(octets)) == octets);
  CHECK(heyi::hex_decode(heyi::hex_encode_upper(octets)) == octets);
}

TEST_CASE("an odd number of digits is refused", "[hex]") {
  CHECK_FALSE(heyi::hex_decode(Exact("0").text()).has_value());
  CHECK_FALSE(heyi::hex_decode(Exact("abc").text()).has_value());
}

TEST_CASE("anything but a digit is refused, in either place", "[hex]") {
  for (const char c : {'g', 'G', ' ', '/', ':', '@', '`', 'x', '-', '\0', '\xff'}) {
    CHECK_FALSE(heyi::hex_decode(std::string{c, '0'}).has_value());
    CHECK_FALSE(heyi::hex_decode(std::string{'0', c}).has_value());
  }
}
