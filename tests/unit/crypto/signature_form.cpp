// High and low s: the crypto layer takes both, tells them apart, and its signers emit the low one.
#include <heyi/keys.hpp>

#include "unit/crypto/openssl_keys.hpp"

namespace {

using heyi::Algorithm;
using heyi::Bytes;
using heyi::ByteView;
using heyi::is_high_s;
using heyi::PrivateKey;
using heyi::test::outcome;

const Bytes kMessage = {1, 2, 3};

// number_plus is `octets` + `add`, of the same length.
Bytes number_plus(const Bytes& octets, int add) {
  const heyi::BnPtr number(BN_bin2bn(octets.data(), static_cast<int>(octets.size()), nullptr));
  REQUIRE((add < 0 ? BN_sub_word(number.get(), static_cast<BN_ULONG>(-add))
                   : BN_add_word(number.get(), static_cast<BN_ULONG>(add))) == 1);
  Bytes sum(octets.size());
  REQUIRE(BN_bn2binpad(number.get(), sum.data(), static_cast<int>(sum.size())) > 0);
  return sum;
}

// half_order is n/2 rounded down, worked out from OpenSSL's order.
Bytes half_order(Algorithm algorithm) {
  const Bytes order = heyi::test::order_of(algorithm);
  const heyi::BnPtr number(BN_bin2bn(order.data(), static_cast<int>(order.size()), nullptr));
  REQUIRE(BN_rshift1(number.get(), number.get()) == 1);
  Bytes half(order.size());
  REQUIRE(BN_bn2binpad(number.get(), half.data(), static_cast<int>(half.size())) > 0);
  return half;
}

// other_form is r ‖ n - s.
Bytes other_form(Algorithm algorithm, const Bytes& signature) {
  const std::size_t half = signature.size() / 2;
  const Bytes order = heyi::test::order_of(algorithm);
  const heyi::BnPtr n(BN_bin2bn(order.data(), static_cast<int>(half), nullptr));
  const heyi::BnPtr s(BN_bin2bn(signature.data() + half, static_cast<int>(half), nullptr));
  REQUIRE(BN_sub(s.get(), n.get(), s.get()) == 1);
  Bytes other = signature;
  REQUIRE(BN_bn2binpad(s.get(), other.data() + half, static_cast<int>(half)) > 0);
  return other;
}

Bytes with_s(const Bytes& s) { return heyi::test::joined(Bytes(s.size(), 1), s); }

}  // namespace

TEST_CASE("s is high above half the order, to the last bit", "[keys][high-s]") {
  for (const Algorithm algorithm : {Algorithm::es256, Algorithm::es384}) {
    INFO(heyi::algorithm_name(algorithm));
    const Bytes half = half_order(algorithm);
    CHECK_FALSE(is_high_s(algorithm, with_s(number_plus(half, -1))));
    CHECK_FALSE(is_high_s(algorithm, with_s(half)));
    CHECK(is_high_s(algorithm, with_s(number_plus(half, 1))));
    CHECK(is_high_s(algorithm, with_s(heyi::test::order_of(algorithm))));
    CHECK_FALSE(is_high_s(algorithm, with_s(Bytes(half.size(), 0))));
  }
}

TEST_CASE("is_high_s looks at s and not at r", "[keys][high-s]") {
  CHECK_FALSE(is_high_s(Algorithm::es256, heyi::test::joined(Bytes(32, 0xff), Bytes(32, 0x01))));
  CHECK(is_high_s(Algorithm::es256, heyi::test::joined(Bytes(32, 0x01), Bytes(32, 0xff))));
}

TEST_CASE("SM2 and Ed25519 have no high form", "[keys][high-s]") {
  CHECK_FALSE(is_high_s(Algorithm::sm2, Bytes(64, 0xff)));
  CHECK_FALSE(is_high_s(Algorithm::eddsa, Bytes(64, 0xff)));
}

TEST_CASE("a signature of another length is not high", "[keys][high-s]") {
  for (const std::size_t size : {0U, 1U, 63U, 65U, 96U}) CHECK_FALSE(is_high_s(Algorithm::es256, Bytes(size, 0xff)));
  for (const std::size_t size : {0U, 64U, 95U, 97U}) CHECK_FALSE(is_high_s(Algorithm::es384, Bytes(size, 0xff)));
}

TEST_CASE("signers emit the low form", "[keys][high-s]") {
  // OpenSSL emits either form at random: forty signatures without a high one happen by chance once in 2^40 runs.
  for (const Algorithm algorithm : {Algorithm::es256, Algorithm::es384}) {
    const PrivateKey key = heyi::test::make_key(algorithm);
    for (int i = 0; i < 40; ++i) {
      const auto signature = key.sign(kMessage);
      REQUIRE(signature.has_value());
      CHECK_FALSE(is_high_s(algorithm, *signature));
      CHECK(outcome(key.public_key().verify(kMessage, *signature)) == "ok");
    }
  }
}

TEST_CASE("the crypto layer verifies the high form too", "[keys][high-s]") {
  for (const Algorithm algorithm : {Algorithm::es256, Algorithm::es384}) {
    const PrivateKey key = heyi::test::make_key(algorithm);
    const Bytes high = other_form(algorithm, *key.sign(kMessage));
    CHECK(is_high_s(algorithm, high));
    CHECK(outcome(key.public_key().verify(kMessage, high)) == "ok");
  }
}

TEST_CASE("n - s is no second form of an SM2 signature", "[keys][high-s]") {
  const PrivateKey key = heyi::test::make_key(Algorithm::sm2);
  CHECK(outcome(key.public_key().verify(kMessage, other_form(Algorithm::sm2, *key.sign(kMessage)))) ==
        "cose.signature_invalid");
}

TEST_CASE("make_low turns the high form into the low one and leaves the low one", "[keys][high-s]") {
  const PrivateKey key = heyi::test::make_key(Algorithm::es256);
  const Bytes low = *key.sign(kMessage);
  Bytes signature = other_form(Algorithm::es256, low);
  CHECK(outcome(heyi::make_low(Algorithm::es256, signature)) == "ok");
  CHECK(signature == low);
  CHECK(outcome(heyi::make_low(Algorithm::es256, signature)) == "ok");
  CHECK(signature == low);
}

TEST_CASE("raw and DER forms turn into each other, leading zeros kept", "[keys][der]") {
  for (const Algorithm algorithm : {Algorithm::es256, Algorithm::es384, Algorithm::sm2}) {
    const std::size_t half = heyi::signature_size(algorithm) / 2;
    Bytes small(half, 0);
    small.back() = 1;
    for (const Bytes& number : {small, Bytes(half, 0x80), Bytes(half, 0x7f)}) {
      const Bytes raw = heyi::test::joined(number, small);
      const auto der = heyi::der_from_raw(algorithm, raw);
      REQUIRE(der.has_value());
      CHECK(heyi::raw_from_der(algorithm, *der).value_or(Bytes{}) == raw);
    }
  }
}

TEST_CASE("a DER signature with a number too large for the curve is refused", "[keys][der]") {
  const auto der = heyi::der_from_raw(Algorithm::es384, Bytes(96, 0x7f));
  REQUIRE(der.has_value());
  CHECK(outcome(heyi::raw_from_der(Algorithm::es256, *der)) == "key.sign_failed");
  CHECK(outcome(heyi::raw_from_der(Algorithm::es256, Bytes{0x30, 0x03, 0x02})) == "key.sign_failed");
}
