// Floats: the shortest form that keeps the value, and one NaN (RFC 8949 section 4.2.2). Claims hold none, but
// diagnostics and foreign tokens do.
#include <bit>
#include <cmath>

#include "codec/cbor.hpp"
#include "support/catch.hpp"
#include "unit/codec/exact.hpp"

namespace {

using heyi::Bytes;
using heyi::test::Exact;
using heyi::test::from_hex;
using heyi::test::outcome;

std::string refusal(const Bytes& octets) {
  const Exact input(octets);
  return outcome(heyi::cbor::Tree::parse(input.view()));
}

std::string refusal(std::string_view hex) { return refusal(from_hex(hex)); }

Bytes encoded(std::uint8_t first, std::uint64_t bits, int octets) {
  Bytes out = {first};
  for (int shift = 8 * octets - 8; shift >= 0; shift -= 8) out.push_back(static_cast<std::uint8_t>(bits >> shift));
  return out;
}

Bytes single(float value) { return encoded(0xfa, std::bit_cast<std::uint32_t>(value), 4); }
Bytes twice(double value) { return encoded(0xfb, std::bit_cast<std::uint64_t>(value), 8); }

}  // namespace

TEST_CASE("shortest floats are read", "[cbor][float]") {
  for (const std::string_view hex :
       {"f9 0000", "f9 8000", "f9 3c00", "f9 3e00", "f9 7bff", "f9 0001", "f9 0400", "f9 c400", "f9 7c00", "f9 fc00",
        "f9 7e00", "fa 47c35000", "fa 7f7fffff", "fb 3ff199999999999a", "fb 7e37e43c8800759c", "fb c010666666666666"}) {
    INFO(hex);
    CHECK(refusal(hex) == "ok");
  }
}

TEST_CASE("a float or double that is exact as a half is refused", "[cbor][float]") {
  for (const float value : {0.0F, -0.0F, 1.0F, 1.5F, -4.0F, 65504.0F, 0x1p-14F, 0x1p-24F, 0x1.8p-23F, 0x1.ff8p-15F,
                            HUGE_VALF, -HUGE_VALF}) {
    INFO(value);
    CHECK(refusal(single(value)) == "cbor.bad_float");
    CHECK(refusal(twice(value)) == "cbor.bad_float");
  }
}

TEST_CASE("a double that is exact as a float is refused", "[cbor][float]") {
  for (const double value : {100000.0, 65505.0, 0x1p-25, 0x1p-149, 0x1.fffffep127, 0x1.000002p0}) {
    INFO(value);
    CHECK(refusal(twice(value)) == "cbor.bad_float");
  }
}

TEST_CASE("a float that no half holds is read", "[cbor][float]") {
  // Beyond the range, below the smallest subnormal, and one bit finer than each binade of halves.
  for (const float value : {65536.0F, 65505.0F, 0x1p-25F, 0x1.8p-24F, 0x1.002p0F, 0x1.ffcp-15F, 0x1.001p-14F, 0x1p-149F,
                            -0x1.fffffep127F}) {
    INFO(value);
    CHECK(refusal(single(value)) == "ok");
  }
}

TEST_CASE("a double that no float holds is read", "[cbor][float]") {
  for (const double value : {0.1, 1.1, 1e300, 0x1p128, 0x1p-150, 0x1.0000001p0, -0x1.fffffffp127}) {
    INFO(value);
    CHECK(refusal(twice(value)) == "ok");
  }
}

TEST_CASE("NaN has one form", "[cbor][float]") {
  CHECK(refusal("f9 7e00") == "ok");
  CHECK(refusal("f9 7e01") == "cbor.bad_float");      // a payload
  CHECK(refusal("f9 7c01") == "cbor.bad_float");      // signalling
  CHECK(refusal("f9 fe00") == "cbor.bad_float");      // signed
  CHECK(refusal("fa 7fc00000") == "cbor.bad_float");  // in four octets
  CHECK(refusal("fa 7f800001") == "cbor.bad_float");
  CHECK(refusal("fb 7ff8000000000000") == "cbor.bad_float");  // in eight
  CHECK(refusal("fb fff0000000000001") == "cbor.bad_float");
}

TEST_CASE("every half but the NaNs with payloads is read, and no float holds the same number", "[cbor][float]") {
  for (std::uint32_t bits = 0; bits < 0x10000; ++bits) {
    const std::uint32_t exponent = bits >> 10 & 0x1f;
    const std::uint32_t fraction = bits & 0x3ff;
    const bool is_nan = exponent == 31 && fraction != 0;
    const bool wanted = !is_nan || bits == 0x7e00;
    if (refusal(encoded(0xf9, bits, 2)) != (wanted ? "ok" : "cbor.bad_float")) FAIL_CHECK("half " << bits);
    if (is_nan) continue;
    const float magnitude = exponent == 0 ? std::ldexp(static_cast<float>(fraction), -24)
                            : exponent == 31
                                ? HUGE_VALF
                                : std::ldexp(static_cast<float>(fraction + 1024), static_cast<int>(exponent) - 25);
    const float value = (bits & 0x8000) != 0 ? -magnitude : magnitude;
    if (refusal(single(value)) != "cbor.bad_float") FAIL_CHECK("float of half " << bits);
  }
}

TEST_CASE("a float is no integer", "[cbor][float]") {
  const Bytes one = from_hex("f9 3c00");
  const auto tree = heyi::cbor::Tree::parse(one);
  REQUIRE(tree.has_value());
  CHECK(tree->root().is(heyi::cbor::Kind::floating));
  CHECK(outcome(tree->root().as_int()) == "cbor.wrong_type");
  CHECK(outcome(tree->root().as_uint()) == "cbor.wrong_type");
  CHECK_FALSE(tree->root().is_int(1));
}
