// The token layer's rules for signatures: raw, of one length, low s, under the algorithm that the key has.
#include <algorithm>

#include "support/catch.hpp"
#include "unit/cose/parts.hpp"

using namespace heyi;
using namespace heyi::test;

namespace {

constexpr Algorithm kAlgorithms[] = {Algorithm::es256, Algorithm::es384, Algorithm::eddsa, Algorithm::sm2};
const Bytes kMessage = cose::sig_structure(as_bytes("headers"), as_bytes("claims"));

std::string verify(const Bytes& signature, Algorithm algorithm = Algorithm::es256) {
  return reason_of(cose::verify_signature(kMessage, signature, cose::algorithm_number(algorithm),
                                          key(Party::hrss, algorithm).public_key()));
}

// The orders of P-256 and P-384 (SEC 2) and of the SM2 curve (GB/T 32918.5).
const Bytes kOrder256 = octets("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551");
const Bytes kOrder384 =
    octets("ffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973");
const Bytes kOrderSm2 = octets("fffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123");

// n - s: the other form of the same ECDSA signature.
Bytes other_s(const Bytes& signature, const Bytes& order) {
  Bytes result = signature;
  int borrow = 0;
  for (std::size_t i = order.size(); i-- > 0;) {
    const int digit = int{order[i]} - int{signature[order.size() + i]} - borrow;
    borrow = digit < 0 ? 1 : 0;
    result[order.size() + i] = static_cast<std::uint8_t>(digit + 256 * borrow);
  }
  return result;
}

Bytes halves(const Bytes& r, const Bytes& s) {
  Bytes both = r;
  both.insert(both.end(), s.begin(), s.end());
  return both;
}

// A Signer that answers with octets fixed beforehand, as a misbehaving hardware module might.
class FixedSigner final : public Signer {
 public:
  explicit FixedSigner(Result<Bytes> answer) : key_(key(Party::hrss)), answer_(std::move(answer)) {}
  const PublicKey& public_key() const noexcept override { return key_.public_key(); }
  Result<Bytes> sign(ByteView) const override { return answer_; }

 private:
  PrivateKey key_;
  Result<Bytes> answer_;
};

std::string make_with(Result<Bytes> signature) {
  return reason_of(cose::make_sign1(FixedSigner(std::move(signature)), cose::kTypStatic, cbor::MapWriter{},
                                    cose::kEmptyMap, as_bytes("claims")));
}

}  // namespace

TEST_CASE("sig_structure is the ToBeSigned of RFC 9052 4.4", "[cose]") {
  // 84 "Signature1" h'a10126' h'' "This is the content." as in the COSE working group's examples.
  CHECK(cose::sig_structure(octets("a10126"), as_bytes("This is the content.")) ==
        octets("846a5369676e61747572653143a101264054546869732069732074686520636f6e74656e742e"));
}

TEST_CASE("sig_structure holds external data between headers and payload", "[cose]") {
  CHECK(cose::sig_structure(octets("a10126"), as_bytes("x"), octets("11aa")) ==
        octets("846a5369676e61747572653143a101264211aa4178"));
}

TEST_CASE("verify_signature takes what each algorithm's signer made", "[cose]") {
  for (const Algorithm algorithm : kAlgorithms) {
    CAPTURE(algorithm_name(algorithm));
    CHECK(verify(*key(Party::hrss, algorithm).sign(kMessage), algorithm) == "ok");
  }
}

TEST_CASE("verify_signature refuses another key's signature", "[cose]") {
  for (const Algorithm algorithm : kAlgorithms) {
    CHECK(verify(*key(Party::health, algorithm).sign(kMessage), algorithm) == "cose.signature_invalid");
  }
}

TEST_CASE("verify_signature refuses a header whose algorithm is not the key's", "[cose]") {
  for (const Algorithm header : kAlgorithms) {
    for (const Algorithm of_key : kAlgorithms) {
      if (header == of_key) continue;
      CAPTURE(algorithm_name(header), algorithm_name(of_key));
      const PrivateKey signer = key(Party::hrss, of_key);
      CHECK(reason_of(cose::verify_signature(kMessage, *signer.sign(kMessage), cose::algorithm_number(header),
                                             signer.public_key())) == "cose.alg_mismatch");
    }
  }
}

TEST_CASE("verify_signature refuses every length but the algorithm's", "[cose]") {
  for (const Algorithm algorithm : kAlgorithms) {
    const Bytes good = *key(Party::hrss, algorithm).sign(kMessage);
    Bytes longer = good;
    longer.push_back(0);
    CHECK(verify(Bytes(good.begin(), good.end() - 1), algorithm) == "cose.signature_size");
    CHECK(verify(longer, algorithm) == "cose.signature_size");
    CHECK(verify({}, algorithm) == "cose.signature_size");
    const std::size_t other = algorithm == Algorithm::es384 ? 64 : 96;
    CHECK(verify(Bytes(other, 1), algorithm) == "cose.signature_size");
  }
}

TEST_CASE("verify_signature refuses DER in place of raw r and s", "[cose]") {
  const Bytes raw = *key(Party::hrss).sign(kMessage);
  // Enough of a DER encoder for two positive 32-octet integers.
  const auto integer = [](ByteView number) {
    Bytes out = {0x02, 0x20};
    if (number[0] >= 0x80) out = {0x02, 0x21, 0x00};
    out.insert(out.end(), number.begin(), number.end());
    return out;
  };
  Bytes der = {0x30, 0};
  for (const Bytes& part : {integer(ByteView(raw).first(32)), integer(ByteView(raw).last(32))}) {
    der.insert(der.end(), part.begin(), part.end());
  }
  der[1] = static_cast<std::uint8_t>(der.size() - 2);
  CHECK(verify(der) == "cose.signature_size");
}

TEST_CASE("verify_signature refuses r or s of zero", "[cose]") {
  for (const Algorithm algorithm : {Algorithm::es256, Algorithm::es384, Algorithm::sm2}) {
    const Bytes good = *key(Party::hrss, algorithm).sign(kMessage);
    const std::size_t half = good.size() / 2;
    Bytes no_r = good, no_s = good;
    std::fill_n(no_r.begin(), half, std::uint8_t{0});
    std::fill(no_s.begin() + static_cast<std::ptrdiff_t>(half), no_s.end(), std::uint8_t{0});
    CHECK(verify(no_r, algorithm) == "cose.signature_invalid");
    CHECK(verify(no_s, algorithm) == "cose.signature_invalid");
    CHECK(verify(Bytes(good.size(), 0), algorithm) == "cose.signature_invalid");
  }
}

TEST_CASE("verify_signature refuses r at or above the order", "[cose]") {
  const std::pair<Algorithm, Bytes> orders[] = {
      {Algorithm::es256, kOrder256}, {Algorithm::es384, kOrder384}, {Algorithm::sm2, kOrderSm2}};
  for (const auto& [algorithm, order] : orders) {
    const Bytes good = *key(Party::hrss, algorithm).sign(kMessage);
    const Bytes s(good.begin() + static_cast<std::ptrdiff_t>(order.size()), good.end());
    CHECK(verify(halves(order, s), algorithm) == "cose.signature_invalid");
    CHECK(verify(halves(Bytes(order.size(), 0xff), s), algorithm) == "cose.signature_invalid");
  }
}

TEST_CASE("verify_signature refuses s at or above the order", "[cose]") {
  const Bytes good = *key(Party::hrss, Algorithm::sm2).sign(kMessage);
  const Bytes r(good.begin(), good.begin() + 32);
  CHECK(verify(halves(r, kOrderSm2), Algorithm::sm2) == "cose.signature_invalid");
  // For ECDSA it is not in the low half either, which is seen first.
  CHECK(verify(halves(r, kOrder256)) == "cose.high_s");
}

TEST_CASE("verify_signature refuses high s, which the crypto layer takes", "[cose]") {
  const std::pair<Algorithm, Bytes> orders[] = {{Algorithm::es256, kOrder256}, {Algorithm::es384, kOrder384}};
  for (const auto& [algorithm, order] : orders) {
    const PrivateKey signer = key(Party::hrss, algorithm);
    const Bytes high = other_s(*signer.sign(kMessage), order);
    CHECK(reason_of(signer.public_key().verify(kMessage, high)) == "ok");
    CHECK(verify(high, algorithm) == "cose.high_s");
  }
}

TEST_CASE("verify_signature refuses non-canonical Ed25519 values", "[cose]") {
  // S + L verifies under a sloppy reader; L is the order of the base point, little endian.
  const Bytes order = octets("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010");
  Bytes signature = *key(Party::hrss, Algorithm::eddsa).sign(kMessage);
  int carry = 0;
  for (std::size_t i = 0; i < 32; ++i) {
    carry += int{signature[32 + i]} + int{order[i]};
    signature[32 + i] = static_cast<std::uint8_t>(carry);
    carry >>= 8;
  }
  CHECK(verify(signature, Algorithm::eddsa) == "cose.signature_invalid");
}

TEST_CASE("verify_signature holds SM2 to its id and to SM3 over Z and message", "[cose]") {
  // Made with the openssl command and the key of JN-HRSS over this very structure; the last but one signs
  // SM3(M) without Z, the last SHA-256(Z ‖ M).
  const Bytes message = cose::sig_structure(octets("a1013a00010000"), as_bytes("claims"));
  const std::pair<const char*, const char*> cases[] = {
      {"4d188ee8a904da09f646dc760a15e58c7edf7877cf0c8b583e04194bdb57c1ba"
       "c2d0a45826ff3ce9f52811f064b7fcf3b479b81eab551795105bf0331678e2c4",
       "ok"},  // id 1234567812345678
      {"c785214c8ab9f76132a81bb4c5e48284b7541489ed3ccc46737f8f6b684f051a"
       "a877c146ddb9f3f77a1a858421548268bd8a6326871f8d15d85ec5f449b7d532",
       "cose.signature_invalid"},  // empty id
      {"b87d31bfd191eae5d0ccdd91b55d02208ea23e5e1f3a7cd44af5d0a4931237e5"
       "e7fc3ec10e6ca97c948664edfac75e37d64348c318f20d5c604f719fad9c3a6f",
       "cose.signature_invalid"},  // RFC 8998: TLSv1.3+GM+Cipher+Suite
      {"236cc8020fd51e3eef54fa1881b9fa9d65e5627c44435f8d8f6aa15a13db3698"
       "2da0a6bf51833935a64843c48562ff75d67146b16f10255a7802023cf20cf43e",
       "cose.signature_invalid"},  // ALICE123@YAHOO.COM
      {"57975b00f483f14d9c621bcefe13266605deb36a53d22c0ec9a8832f6184acd8"
       "7be3e493203cc116198cdd43d6f355262786a9b5c8bd9d6f9eeb601dbaa71659",
       "cose.signature_invalid"},
      {"d828fdebf2438a5e4c5d51feda61b155f55c45c7722a809df86661065b0ecce6"
       "d909f522e4527defd6187b5c6e0f989765f1a9d66a7e48a6d09c7df0589887fd",
       "cose.signature_invalid"},
  };
  for (const auto& [hex, reason] : cases) {
    CHECK(reason_of(cose::verify_signature(message, octets(hex), cose::kAlgSm2Sm3,
                                           key(Party::hrss, Algorithm::sm2).public_key())) == reason);
  }
}

TEST_CASE("make_sign1 makes what read_sign1 and verify_sign1 take", "[cose]") {
  for (const Algorithm algorithm : kAlgorithms) {
    const PrivateKey signer = key(Party::hrss, algorithm);
    const auto made =
        cose::make_sign1(signer, cose::kTypStatic, cbor::MapWriter{}, cose::kEmptyMap, as_bytes("claims"));
    REQUIRE(made);
    const auto tree = cbor::Tree::parse(*made);
    const auto object = cose::read_sign1(tree->root());
    REQUIRE(object);
    const auto header = cose::check_headers(*object, {.typ = cose::kTypStatic, .kid = false});
    REQUIRE(header);
    CHECK(reason_of(cose::verify_sign1(*object, header->algorithm, signer.public_key())) == "ok");
  }
}

TEST_CASE("verify_sign1 refuses a changed payload or header", "[cose]") {
  const PrivateKey signer = key(Party::hrss);
  const Bytes made =
      *cose::make_sign1(signer, cose::kTypStatic, cbor::MapWriter{}, cose::kEmptyMap, as_bytes("claims"));
  const auto tree = cbor::Tree::parse(made);
  auto object = *cose::read_sign1(tree->root());
  auto other = object;
  other.payload = as_bytes("Claims");
  CHECK(reason_of(cose::verify_sign1(other, -7, signer.public_key())) == "cose.signature_invalid");
  const Bytes headers = map_of({{1, cbor::encode_int(-7)}, {16, cbor::encode_int(293)}});
  object.protected_bytes = headers;
  CHECK(reason_of(cose::verify_sign1(object, -7, signer.public_key())) == "cose.signature_invalid");
}

TEST_CASE("make_sign1 passes on the signer's failure", "[cose]") {
  CHECK(make_with(fail(Reason::key_sign_failed)) == "key.sign_failed");
}

TEST_CASE("make_sign1 lets no signature out that every verifier would refuse", "[cose]") {
  const Bytes good = *key(Party::hrss).sign(kMessage);
  CHECK(make_with(good) == "ok");
  CHECK(make_with(other_s(good, kOrder256)) == "key.sign_failed");
  CHECK(make_with(Bytes(good.begin(), good.end() - 1)) == "key.sign_failed");
  CHECK(make_with(Bytes(70, 0x30)) == "key.sign_failed");
}

TEST_CASE("make_sign1 refuses protected headers that name the algorithm a second time", "[cose]") {
  cbor::MapWriter headers;
  headers.put_int(1, -8);
  CHECK(reason_of(cose::make_sign1(key(Party::hrss), cose::kTypStatic, std::move(headers), cose::kEmptyMap,
                                   as_bytes("claims"))) == "cbor.duplicate_key");
}
