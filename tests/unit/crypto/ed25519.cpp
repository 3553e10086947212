// Ed25519: RFC 8032's own examples, and keys and signatures that are not canonical or of small order.
#include <algorithm>

#include "unit/crypto/openssl_keys.hpp"

namespace {

using heyi::Algorithm;
using heyi::Bytes;
using heyi::ByteView;
using heyi::PrivateKey;
using heyi::PublicKey;
using heyi::test::from_hex;
using heyi::test::outcome;

std::string refusal(const Bytes& key) {
  return outcome(PublicKey::from_point(Algorithm::eddsa, heyi::test::Exact(key).view(), {}));
}
std::string refusal(std::string_view hex) { return refusal(from_hex(hex)); }

// L, the order of the base point, little endian.
const Bytes kOrder = from_hex("edd3f55c1a631258d69cf7a2def9de14 00000000000000000000000000000010");

}  // namespace

TEST_CASE("the examples of RFC 8032 section 7.1 are made and verified", "[ed25519]") {
  struct Example {
    std::string_view seed, key, message, signature;
  };
  for (const Example& example : {Example{"9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
                                         "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
                                         "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33"
                                         "bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"},
                                 Example{"4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
                                         "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
                                         "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e159"
                                         "96e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"}}) {
    const auto key = PrivateKey::from_scalar(Algorithm::eddsa, from_hex(example.seed));
    REQUIRE(key.has_value());
    CHECK(heyi::test::to_hex(key->public_key().x()) == example.key);
    const Bytes message = from_hex(example.message);
    CHECK(heyi::test::to_hex(*key->sign(message)) == example.signature);
    const auto read = PublicKey::from_point(Algorithm::eddsa, from_hex(example.key), {});
    REQUIRE(read.has_value());
    CHECK(outcome(read->verify(message, from_hex(example.signature))) == "ok");
  }
}

TEST_CASE("keys of small order are refused, with either sign", "[ed25519]") {
  for (const std::string_view hex : {"0100000000000000000000000000000000000000000000000000000000000000",     // order 1
                                     "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",     // order 2
                                     "0000000000000000000000000000000000000000000000000000000000000000",     // order 4
                                     "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",     // order 8
                                     "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a"}) {  // order 8
    Bytes key = from_hex(hex);
    INFO(hex);
    CHECK(refusal(key) == "key.bad_point");
    key[31] |= 0x80;
    CHECK(refusal(key) == "key.bad_point");
  }
}

TEST_CASE("keys whose y is not below the prime are refused", "[ed25519]") {
  // p, p + 1 and p + 3 are other spellings of 0, 1 and 3; 2^255 - 1 of 18.
  for (const std::string_view hex : {"edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                                     "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                                     "f0ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                                     "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"}) {
    INFO(hex);
    CHECK(refusal(hex) == "key.bad_point");
  }
}

TEST_CASE("keys off the curve are refused", "[ed25519]") {
  // y = 2 has no x, y = 3 has one.
  CHECK(refusal("0200000000000000000000000000000000000000000000000000000000000000") == "key.bad_point");
  CHECK(refusal("0300000000000000000000000000000000000000000000000000000000000000") == "ok");
  CHECK(refusal("0300000000000000000000000000000000000000000000000000000000000080") == "ok");
}

TEST_CASE("every generated key is on the curve", "[ed25519]") {
  for (int i = 0; i < 64; ++i) {
    const PrivateKey key = heyi::test::make_key(Algorithm::eddsa);
    const ByteView x = key.public_key().x();
    CHECK(refusal(Bytes(x.begin(), x.end())) == "ok");
  }
}

TEST_CASE("a signature whose S is not below the order is refused", "[ed25519]") {
  const PrivateKey key = heyi::test::make_key(Algorithm::eddsa);
  Bytes signature = *key.sign(Bytes{1});
  unsigned carry = 0;
  for (std::size_t i = 0; i < 32; ++i) {  // S + L is the same number modulo L
    carry += signature[32 + i] + kOrder[i];
    signature[32 + i] = static_cast<std::uint8_t>(carry);
    carry >>= 8;
  }
  CHECK(outcome(key.public_key().verify(Bytes{1}, signature)) == "cose.signature_invalid");
}

TEST_CASE("a signature of R of small order and S zero is refused", "[ed25519]") {
  const PrivateKey key = heyi::test::make_key(Algorithm::eddsa);
  Bytes signature(64, 0);
  CHECK(outcome(key.public_key().verify(Bytes{1}, signature)) == "cose.signature_invalid");
  signature[0] = 1;
  CHECK(outcome(key.public_key().verify(Bytes{1}, signature)) == "cose.signature_invalid");
}
