// Base45: the examples of RFC 9285 section 4.3 and 4.4, and everything that no encoder writes.
#include "codec/base45.hpp"

#include <string>

#include "support/catch.hpp"
#include "unit/codec/exact.hpp"

namespace {

using heyi::Bytes;
using heyi::test::Exact;

std::optional<Bytes> decode(std::string_view text) { return heyi::base45_decode(Exact(text).text()); }

struct Example {
  std::string_view plain, base45;
};
constexpr Example kExamples[] = {
    {"AB", "BB8"}, {"Hello!!", "%69 VD92EX0"}, {"base-45", "UJCLQE7W581"}, {"ietf!", "QED8WEX0"}};

}  // namespace

TEST_CASE("base45_encode writes the examples of RFC 9285", "[base45]") {
  for (const Example& example : kExamples) CHECK(heyi::base45_encode(heyi::as_bytes(example.plain)) == example.base45);
}

TEST_CASE("base45_decode reads the examples of RFC 9285", "[base45]") {
  for (const Example& example : kExamples) {
    const auto octets = decode(example.base45);
    REQUIRE(octets.has_value());
    CHECK(heyi::as_text(*octets) == example.plain);
  }
}

TEST_CASE("every value of one and of two octets comes back", "[base45]") {
  for (unsigned value = 0; value < 0x10000; ++value) {
    const Bytes pair = {static_cast<std::uint8_t>(value >> 8), static_cast<std::uint8_t>(value)};
    if (decode(heyi::base45_encode(pair)) != pair) FAIL_CHECK(value);
    if (value > 0xff) continue;
    const Bytes single = {static_cast<std::uint8_t>(value)};
    if (decode(heyi::base45_encode(single)) != single) FAIL_CHECK(value);
  }
}

TEST_CASE("texts of every length up to a long token's come back", "[base45]") {
  Bytes octets;
  for (std::size_t size = 0; size <= 600; ++size) {
    const std::string text = heyi::base45_encode(octets);
    CHECK(text.size() == size / 2 * 3 + size % 2 * 2);
    CHECK(decode(text) == octets);
    octets.push_back(static_cast<std::uint8_t>(size * 167 + 13));
  }
}

TEST_CASE("every text of two or three characters is read as its encoder wrote it, or refused", "[base45]") {
  constexpr std::string_view kAlphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
  std::size_t pairs = 0;
  std::size_t triplets = 0;
  for (const char a : kAlphabet) {
    for (const char b : kAlphabet) {
      const std::string two = {a, b};
      if (const auto octets = heyi::base45_decode(two)) {
        ++pairs;
        if (heyi::base45_encode(*octets) != two) FAIL_CHECK(two);
      }
      for (const char c : kAlphabet) {
        const std::string three = {a, b, c};
        if (const auto octets = heyi::base45_decode(three)) {
          ++triplets;
          if (heyi::base45_encode(*octets) != three) FAIL_CHECK(three);
        }
      }
    }
  }
  CHECK(pairs == 256);
  CHECK(triplets == 65536);
}

TEST_CASE("a length that no encoder gives is refused", "[base45]") {
  CHECK_FALSE(decode("B").has_value());
  CHECK_FALSE(decode("BB8B").has_value());
  CHECK_FALSE(decode("BB8BB8B").has_value());
}

TEST_CASE("a triplet above 65535 is refused", "[base45]") {
  CHECK(decode("FGW") == Bytes{0xff, 0xff});
  CHECK_FALSE(decode("GGW").has_value());  // 65536, the example of RFC 9285
  CHECK_FALSE(decode(":::").has_value());  // 91124, the largest
}

TEST_CASE("a pair above 255 is refused", "[base45]") {
  CHECK(decode("U5") == Bytes{0xff});
  CHECK_FALSE(decode("V5").has_value());  // 256
  CHECK_FALSE(decode("::").has_value());
  CHECK_FALSE(decode("BB8V5").has_value());
}

TEST_CASE("characters outside the alphabet are refused", "[base45]") {
  constexpr std::string_view kAlphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
  for (int c = 0; c < 256; ++c) {
    if (kAlphabet.find(static_cast<char>(c)) != std::string_view::npos) continue;
    for (std::size_t at = 0; at < 3; ++at) {
      std::string text = "000";
      text[at] = static_cast<char>(c);
      INFO(c << " at " << at);
      CHECK_FALSE(decode(text).has_value());
    }
  }
}

TEST_CASE("lower case is refused", "[base45]") { CHECK_FALSE(decode("bb8").has_value()); }
