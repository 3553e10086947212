// Hashes: the published examples, and the helpers for secrets.
#include "crypto/hash.hpp"

#include <string>

#include "support/catch.hpp"
#include "unit/codec/exact.hpp"

namespace {

using heyi::Bytes;
using heyi::HashAlgorithm;
using heyi::test::from_hex;
using heyi::test::to_hex;

std::string hashed(HashAlgorithm algorithm, std::string_view text) {
  const heyi::test::Exact input(text);
  const auto digest = heyi::hash(algorithm, input.view());
  REQUIRE(digest.has_value());
  return to_hex(*digest);
}

}  // namespace

TEST_CASE("SM3 gives the examples of GB/T 32905", "[hash]") {
  CHECK(hashed(HashAlgorithm::sm3, "abc") == "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");
  std::string sixteen;
  for (int i = 0; i < 16; ++i) sixteen += "abcd";
  CHECK(hashed(HashAlgorithm::sm3, sixteen) == "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732");
}

TEST_CASE("SHA-256 gives the examples of FIPS 180", "[hash]") {
  CHECK(hashed(HashAlgorithm::sha256, "abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(hashed(HashAlgorithm::sha256, "") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

TEST_CASE("HMAC-SHA-256 gives the examples of RFC 4231", "[hash]") {
  const auto jefe = heyi::hmac_sha256(heyi::as_bytes("Jefe"), {heyi::as_bytes("what do ya want for nothing?")});
  REQUIRE(jefe.has_value());
  CHECK(to_hex(*jefe) == "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  const auto long_key =
      heyi::hmac_sha256(Bytes(131, 0xaa), {heyi::as_bytes("Test Using Larger Than Block-Size Key - Hash Key First")});
  REQUIRE(long_key.has_value());
  CHECK(to_hex(*long_key) == "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
}

TEST_CASE("HMAC joins its parts", "[hash]") {
  const auto whole = heyi::hmac_sha256(heyi::as_bytes("k"), {heyi::as_bytes("abcdef")});
  const auto parts = heyi::hmac_sha256(heyi::as_bytes("k"), {heyi::as_bytes("ab"), {}, heyi::as_bytes("cdef")});
  REQUIRE(whole.has_value());
  REQUIRE(parts.has_value());
  CHECK(*whole == *parts);
}

TEST_CASE("equal_constant_time compares content and length", "[hash]") {
  CHECK(heyi::equal_constant_time(Bytes{1, 2}, Bytes{1, 2}));
  CHECK_FALSE(heyi::equal_constant_time(Bytes{1, 2}, Bytes{1, 3}));
  CHECK_FALSE(heyi::equal_constant_time(Bytes{1, 2}, Bytes{1}));
  CHECK_FALSE(heyi::equal_constant_time(Bytes{1}, Bytes{1, 2}));
  CHECK(heyi::equal_constant_time({}, {}));
}

TEST_CASE("wipe leaves zeros", "[hash]") {
  Bytes secret(33, 0x5a);
  heyi::wipe(secret);
  CHECK(secret == Bytes(33, 0));
}
