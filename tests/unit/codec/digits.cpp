// The digits spelling: 7 octets in 17 digits, and last groups whose length tells how many octets they hold.
#include "codec/digits.hpp"

#include <limits>
#include <string>

#include "support/catch.hpp"
#include "unit/codec/exact.hpp"

namespace {

using heyi::Bytes;
using heyi::test::Exact;

std::optional<Bytes> decode(std::string_view digits) { return heyi::digits_decode(Exact(digits).text()); }

constexpr std::size_t kDigitsFor[] = {0, 3, 5, 8, 10, 13, 15, 17};
// The largest value that n octets hold, 256^n - 1.
constexpr std::string_view kLargest[] = {"",           "255",           "65535",           "16777215",
                                         "4294967295", "1099511627775", "281474976710655", "72057594037927935"};
constexpr std::string_view kTooLarge[] = {"",           "256",           "65536",           "16777216",
                                          "4294967296", "1099511627776", "281474976710656", "72057594037927936"};

}  // namespace

TEST_CASE("the marker is 9701", "[digits]") { CHECK(heyi::kDigitsMarker == "9701"); }

TEST_CASE("seven octets take seventeen digits, big endian, zeros kept", "[digits]") {
  CHECK(heyi::digits_encode(Bytes{0, 0, 0, 0, 0, 0, 1}) == "00000000000000001");
  CHECK(heyi::digits_encode(Bytes{1, 0, 0, 0, 0, 0, 0}) == "00281474976710656");
  CHECK(heyi::digits_encode(Bytes(7, 0xff)) == "72057594037927935");
}

TEST_CASE("a last group of 1 to 6 octets takes 3, 5, 8, 10, 13 or 15 digits", "[digits]") {
  for (std::size_t size = 1; size <= 7; ++size) {
    INFO(size);
    CHECK(heyi::digits_encode(Bytes(size, 0)) == std::string(kDigitsFor[size], '0'));
    CHECK(heyi::digits_encode(Bytes(size, 0xff)) == kLargest[size]);
    CHECK(heyi::digits_encode(Bytes(7 + size, 0)).size() == 17 + kDigitsFor[size]);
  }
}

TEST_CASE("the largest value of every group is read", "[digits]") {
  for (std::size_t size = 1; size <= 7; ++size) {
    CHECK(decode(kLargest[size]) == Bytes(size, 0xff));
    CHECK(decode(std::string(17, '0') + std::string(kLargest[size])).has_value());
  }
}

TEST_CASE("a group above what its octets hold is refused", "[digits]") {
  for (std::size_t size = 1; size <= 7; ++size) {
    INFO(size);
    CHECK_FALSE(decode(kTooLarge[size]).has_value());
    CHECK_FALSE(decode(std::string(kDigitsFor[size], '9')).has_value());
    CHECK_FALSE(decode(std::string(17, '0') + std::string(kTooLarge[size])).has_value());
  }
  CHECK_FALSE(decode(std::string(17, '9') + "000").has_value());
}

TEST_CASE("a last group of any other length is refused", "[digits]") {
  for (const std::size_t size : {1U, 2U, 4U, 6U, 7U, 9U, 11U, 12U, 14U, 16U}) {
    INFO(size);
    CHECK_FALSE(decode(std::string(size, '0')).has_value());
    CHECK_FALSE(decode(std::string(17 + size, '0')).has_value());
  }
}

TEST_CASE("anything but digits is refused, wherever it stands", "[digits]") {
  const std::string digits = heyi::digits_encode(Bytes(10, 0));
  for (std::size_t at = 0; at < digits.size(); ++at) {
    for (const char c : {' ', '-', '+', '/', ':', 'O', 'l', '\0', '\n', '\xef'}) {
      std::string text = digits;
      text[at] = c;
      INFO(at);
      CHECK_FALSE(decode(text).has_value());
    }
  }
}

TEST_CASE("no digits are no octets", "[digits]") {
  CHECK(heyi::digits_encode({}).empty());
  CHECK(decode("") == Bytes{});
}

TEST_CASE("octets of every length up to a long token's come back", "[digits]") {
  Bytes octets;
  for (std::size_t size = 0; size <= 600; ++size) {
    CHECK(decode(heyi::digits_encode(octets)) == octets);
    octets.push_back(static_cast<std::uint8_t>(size * 151 + 7));
  }
}
