// A COSE_Key has one encoding here, and its thumbprint is the one that everybody else computes.
#include "cose/key.hpp"

#include <heyi/trust.hpp>

#include "support/catch.hpp"
#include "unit/cose/parts.hpp"

using namespace heyi;
using namespace heyi::test;

namespace {

constexpr Algorithm kAlgorithms[] = {Algorithm::es256, Algorithm::es384, Algorithm::eddsa, Algorithm::sm2};

std::string decode(const Bytes& encoded) {
  const auto tree = cbor::Tree::parse(encoded);
  REQUIRE(tree);
  return reason_of(cose::decode_key(tree->root()));
}

// An es256 key's members, for tests that change one of them.
const PublicKey& es256() {
  static const PublicKey kKey = key(Party::hrss).public_key();
  return kKey;
}
Bytes x() { return cbor::encode_bytes(es256().x()); }
Bytes y() { return cbor::encode_bytes(es256().y()); }
const Bytes kEc2 = cbor::encode_int(2);
const Bytes kP256 = cbor::encode_int(1);

}  // namespace

TEST_CASE("encode_key and decode_key are inverse for the four algorithms", "[cose]") {
  for (const Algorithm algorithm : kAlgorithms) {
    for (const Party party : {Party::hrss, Party::health, Party::holder, Party::other_holder}) {
      const PublicKey original = key(party, algorithm).public_key();
      const Bytes encoded = cose::encode_key(original);
      const auto tree = cbor::Tree::parse(encoded);
      REQUIRE(tree);
      const auto decoded = cose::decode_key(tree->root());
      REQUIRE(decoded);
      CHECK(*decoded == original);
      CHECK(cose::encode_key(*decoded) == encoded);
    }
  }
}

TEST_CASE("encode_key writes kty, crv, x and the sign of y", "[cose]") {
  // y of this key ends in 55: odd, hence true.
  CHECK(cose::encode_key(es256()) == octets("a40102200121582074"
                                            "31b18f055ac873b1eb7d74d8716ad1e3df06908b00cc2f901153f8eb64281822f5"));
}

TEST_CASE("decode_key takes y as a coordinate as well", "[cose]") {
  CHECK(decode(map_of({{1, kEc2}, {-1, kP256}, {-2, x()}, {-3, y()}})) == "ok");
}

TEST_CASE("decode_key refuses a y that does not belong to x", "[cose]") {
  Bytes wrong(es256().y().begin(), es256().y().end());
  wrong.back() ^= 1;
  CHECK(decode(map_of({{1, kEc2}, {-1, kP256}, {-2, x()}, {-3, cbor::encode_bytes(wrong)}})) == "cose.bad_key");
}

TEST_CASE("decode_key refuses a key with a member missing", "[cose]") {
  CHECK(decode(map_of({{-1, kP256}, {-2, x()}, {-3, y()}})) == "cose.bad_key");
  CHECK(decode(map_of({{1, kEc2}, {-2, x()}, {-3, y()}})) == "cose.bad_key");
  CHECK(decode(map_of({{1, kEc2}, {-1, kP256}, {-3, y()}})) == "cose.bad_key");
  CHECK(decode(map_of({{1, kEc2}, {-1, kP256}, {-2, x()}})) == "cose.bad_key");
}

TEST_CASE("decode_key refuses members beyond those four, a private key before all", "[cose]") {
  for (const std::int64_t label : {2, 3, 4, 5, -4, 100}) {
    CAPTURE(label);
    CHECK(decode(map_of({{1, kEc2}, {-1, kP256}, {-2, x()}, {-3, y()}, {label, cbor::encode_int(1)}})) ==
          "cose.bad_key");
  }
  const Bytes ed = cbor::encode_bytes(key(Party::hrss, Algorithm::eddsa).public_key().x());
  CHECK(decode(map_of({{1, cbor::encode_int(1)}, {-1, cbor::encode_int(6)}, {-2, ed}})) == "ok");
  CHECK(decode(map_of({{1, cbor::encode_int(1)}, {-1, cbor::encode_int(6)}, {-2, ed}, {-3, octets("f5")}})) ==
        "cose.bad_key");
}

TEST_CASE("decode_key refuses a type that does not go with the curve", "[cose]") {
  CHECK(decode(map_of({{1, cbor::encode_int(1)}, {-1, kP256}, {-2, x()}, {-3, y()}})) == "cose.bad_key");
  CHECK(decode(map_of({{1, kEc2}, {-1, cbor::encode_int(6)}, {-2, x()}, {-3, y()}})) == "cose.bad_key");
}

TEST_CASE("decode_key refuses curves that the profile does not know", "[cose]") {
  for (const std::int64_t curve : {0, 3, 4, 5, 7, 8, -1, -65536, -65538}) {
    CHECK(decode(map_of({{1, kEc2}, {-1, cbor::encode_int(curve)}, {-2, x()}, {-3, y()}})) == "cose.bad_key");
  }
}

TEST_CASE("decode_key refuses a point of one curve under the name of another", "[cose]") {
  CHECK(decode(map_of({{1, kEc2}, {-1, cbor::encode_int(-65537)}, {-2, x()}, {-3, y()}})) == "cose.bad_key");
}

TEST_CASE("decode_key refuses coordinates of another length", "[cose]") {
  for (const std::size_t size : {0U, 31U, 33U, 48U, 64U}) {
    const Bytes other = cbor::encode_bytes(Bytes(size, 1));
    CHECK(decode(map_of({{1, kEc2}, {-1, kP256}, {-2, other}, {-3, octets("f5")}})) == "cose.bad_key");
    CHECK(decode(map_of({{1, kEc2}, {-1, kP256}, {-2, x()}, {-3, other}})) == "cose.bad_key");
  }
}

TEST_CASE("decode_key refuses an x that is on no point of the curve", "[cose]") {
  const Bytes p = octets("ffffffff00000001000000000000000000000000ffffffffffffffffffffffff");
  for (const Bytes& no_field_element : {p, Bytes(32, 0xff)}) {
    CHECK(decode(map_of({{1, kEc2}, {-1, kP256}, {-2, cbor::encode_bytes(no_field_element)}, {-3, octets("f5")}})) ==
          "cose.bad_key");
  }
  // A number is a coordinate of two points or of none, and about half of all numbers are.
  Bytes small(32, 0);
  int found = 0;
  for (std::uint8_t last = 0; last < 32; ++last) {
    small.back() = last;
    const std::string odd =
        decode(map_of({{1, kEc2}, {-1, kP256}, {-2, cbor::encode_bytes(small)}, {-3, octets("f5")}}));
    const std::string even =
        decode(map_of({{1, kEc2}, {-1, kP256}, {-2, cbor::encode_bytes(small)}, {-3, octets("f4")}}));
    CHECK(odd == even);
    found += odd == "ok" ? 1 : 0;
  }
  CHECK(found > 4);
  CHECK(found < 28);
}

TEST_CASE("decode_key refuses members of another type", "[cose]") {
  CHECK(decode(map_of({{1, kEc2}, {-1, kP256}, {-2, cbor::encode_text(std::string(32, 'x'))}, {-3, y()}})) ==
        "cose.bad_key");
  for (const char* hex : {"f6", "00", "01", "6161", "80"}) {
    CHECK(decode(map_of({{1, kEc2}, {-1, kP256}, {-2, x()}, {-3, octets(hex)}})) == "cose.bad_key");
  }
  CHECK(decode(map_of({{1, cbor::encode_text("EC2")}, {-1, kP256}, {-2, x()}, {-3, y()}})) == "cose.bad_key");
  CHECK(decode(octets("80")) == "cose.bad_key");
  CHECK(decode(octets("f6")) == "cose.bad_key");
}

TEST_CASE("decode_key refuses small-order Ed25519 keys", "[cose]") {
  const Bytes okp = cbor::encode_int(1), curve = cbor::encode_int(6);
  for (const char* hex : {"0000000000000000000000000000000000000000000000000000000000000000",
                          "0100000000000000000000000000000000000000000000000000000000000000",
                          "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                          "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
                          "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"}) {
    CAPTURE(hex);
    CHECK(decode(map_of({{1, okp}, {-1, curve}, {-2, cbor::encode_bytes(octets(hex))}})) == "cose.bad_key");
  }
}

TEST_CASE("the kid is the start of RFC 9679's own example thumbprint", "[cose]") {
  // 496bd8afadf307e5b08c64b0421bf9dc01528a344a43bda88fadd1669da253ec, also by sha256sum over the CBOR of its §6.
  const auto example = PublicKey::from_point(
      Algorithm::es256, octets("65eda5a12577c2bae829437fe338701a10aaa375e1bb5b5de108de439c08551d"),
      octets("1e52ed75701163f7f9e40ddf9f341b3dc9ba860af7e0ca7ca7e9eecd0084d19c"));
  REQUIRE(example);
  CHECK(*key_id(*example) == octets("496bd8afadf307e5"));
}

TEST_CASE("the kid of each kind of key is what openssl and sha256sum give", "[cose]") {
  CHECK(kid_of(Party::hrss, Algorithm::es256) == octets("696268171b3c7a90"));
  CHECK(kid_of(Party::hrss, Algorithm::es384) == octets("d172b5cb1d262e7a"));
  CHECK(kid_of(Party::hrss, Algorithm::eddsa) == octets("54c86983d8830752"));
  CHECK(kid_of(Party::hrss, Algorithm::sm2) == octets("82c4c8ec3a5123bd"));
}

TEST_CASE("the kid does not depend on how y was spelt", "[cose]") {
  const Bytes compressed = cose::encode_key(es256());
  const Bytes whole = map_of({{1, kEc2}, {-1, kP256}, {-2, x()}, {-3, y()}});
  const auto a = cbor::Tree::parse(compressed);
  const auto b = cbor::Tree::parse(whole);
  CHECK(*key_id(*cose::decode_key(a->root())) == *key_id(*cose::decode_key(b->root())));
}

TEST_CASE("algorithm numbers go both ways, and others are refused", "[cose]") {
  for (const Algorithm algorithm : kAlgorithms) {
    CHECK(*cose::algorithm_from_number(cose::algorithm_number(algorithm)) == algorithm);
  }
  for (const std::int64_t number : {0, 7, -36, -65536, -65538}) {
    CHECK(reason_of(cose::algorithm_from_number(number)) == "cose.alg_unknown");
  }
}
