// base64url without padding: RFC 4648 section 10, and what its encoder never writes.
#include "codec/base64url.hpp"

#include "support/catch.hpp"
#include "unit/codec/exact.hpp"

namespace {

using heyi::Bytes;

std::optional<Bytes> decode(std::string_view text) { return heyi::base64url_decode(heyi::test::Exact(text).text()); }

}  // namespace

TEST_CASE("the examples of RFC 4648, their padding left out", "[base64url]") {
  struct Example {
    std::string_view plain, encoded;
  };
  for (const Example& example :
       {Example{"", ""}, Example{"f", "Zg"}, Example{"fo", "Zm8"}, Example{"foo", "Zm9v"}, Example{"foob", "Zm9vYg"},
        Example{"fooba", "Zm9vYmE"}, Example{"foobar", "Zm9vYmFy"}}) {
    CHECK(heyi::base64url_encode(heyi::as_bytes(example.plain)) == example.encoded);
    const auto octets = decode(example.encoded);
    REQUIRE(octets.has_value());
    CHECK(heyi::as_text(*octets) == example.plain);
  }
}

TEST_CASE("62 and 63 are - and _", "[base64url]") {
  CHECK(heyi::base64url_encode(Bytes{0xfb, 0xef, 0xff}) == "--__");
  CHECK(decode("--__") == Bytes{0xfb, 0xef, 0xff});
}

TEST_CASE("padding, white space and the other alphabet are refused", "[base64url]") {
  for (const std::string_view text : {"Zg==", "Zg=", "Zm8=", "Zm9v\n", " Zm9v", "Zm 9", "++++", "////", "Zm9*"}) {
    INFO(text);
    CHECK_FALSE(decode(text).has_value());
  }
}

TEST_CASE("a length one above a multiple of four is refused", "[base64url]") {
  CHECK_FALSE(decode("Z").has_value());
  CHECK_FALSE(decode("Zm9vY").has_value());
}

TEST_CASE("unused bits that are not zero are refused", "[base64url]") {
  CHECK_FALSE(decode("Zh").has_value());   // 1 where "f" has 0
  CHECK_FALSE(decode("Zm9").has_value());  // 1 where "fo" has 0
}

TEST_CASE("octets of every length come back", "[base64url]") {
  Bytes octets;
  for (std::size_t size = 0; size < 200; ++size) {
    CHECK(decode(heyi::base64url_encode(octets)) == octets);
    octets.push_back(static_cast<std::uint8_t>(size * 89 + 200));
  }
}
