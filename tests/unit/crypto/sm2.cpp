// SM2 with SM3: the standard's example to the last digit, and signatures made in every nearly right way.
#include <algorithm>

#include "crypto/hash.hpp"
#include "unit/crypto/openssl_keys.hpp"

namespace {

using heyi::Algorithm;
using heyi::Bytes;
using heyi::ByteView;
using heyi::PrivateKey;
using heyi::PublicKey;
using heyi::test::from_hex;
using heyi::test::joined;
using heyi::test::outcome;

// GB/T 32918.5 annex A: curve sm2p256v1, id 1234567812345678.
constexpr std::string_view kMessage = "message digest";
constexpr std::string_view kId = "1234567812345678";
const Bytes kScalar = from_hex("3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8");
const Bytes kX = from_hex("09f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020");
const Bytes kY = from_hex("ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13");
const Bytes kE = from_hex("f0b43e94ba45accaace692ed534382eb17e6ab5a19ce7b31f4486fdfc0d28640");
const Bytes kR = from_hex("f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3");
const Bytes kS = from_hex("b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa");

PrivateKey standard_key() {
  auto key = PrivateKey::from_scalar(Algorithm::sm2, kScalar);
  REQUIRE(key.has_value());
  return *std::move(key);
}

Bytes digest_of(const EVP_MD* md, ByteView data) {
  Bytes digest(32);
  REQUIRE(EVP_Digest(data.data(), data.size(), digest.data(), nullptr, md, nullptr) == 1);
  return digest;
}

Bytes padded(const BIGNUM* number) {
  Bytes octets(32);
  REQUIRE(BN_bn2binpad(number, octets.data(), 32) == 32);
  return octets;
}

// digest_with_z is e = H(Z ‖ M), Z = H(ENTL ‖ id ‖ a ‖ b ‖ Gx ‖ Gy ‖ Px ‖ Py), as the standard writes it, with any
// hash.
Bytes digest_with_z(const EVP_MD* md, std::string_view id, const PublicKey& key, std::string_view message) {
  const heyi::EcGroupPtr group(EC_GROUP_new_by_curve_name(NID_sm2));
  const heyi::BnPtr p(BN_new());
  const heyi::BnPtr a(BN_new());
  const heyi::BnPtr b(BN_new());
  const heyi::BnPtr x(BN_new());
  const heyi::BnPtr y(BN_new());
  REQUIRE(EC_GROUP_get_curve(group.get(), p.get(), a.get(), b.get(), nullptr) == 1);
  REQUIRE(EC_POINT_get_affine_coordinates(group.get(), EC_GROUP_get0_generator(group.get()), x.get(), y.get(),
                                          nullptr) == 1);
  Bytes z = {static_cast<std::uint8_t>(id.size() * 8 >> 8), static_cast<std::uint8_t>(id.size() * 8)};
  const auto append = [](Bytes& to, ByteView octets) { to.insert(to.end(), octets.begin(), octets.end()); };
  append(z, heyi::as_bytes(id));
  for (const BIGNUM* number : {a.get(), b.get(), x.get(), y.get()}) append(z, padded(number));
  append(z, key.x());
  append(z, key.y());
  Bytes input = digest_of(md, z);
  append(input, heyi::as_bytes(message));
  return digest_of(md, input);
}

// sign_digest signs 32 octets as they are, the last step of SM2 alone.
Bytes sign_digest(const PrivateKey& key, const Bytes& digest) {
  const heyi::PkeyPtr pkey = heyi::test::openssl_key(key);
  const heyi::PkeyCtxPtr context(EVP_PKEY_CTX_new(pkey.get(), nullptr));
  REQUIRE(EVP_PKEY_sign_init(context.get()) == 1);
  Bytes der(128);
  std::size_t size = der.size();
  REQUIRE(EVP_PKEY_sign(context.get(), der.data(), &size, digest.data(), digest.size()) == 1);
  der.resize(size);
  auto raw = heyi::raw_from_der(Algorithm::sm2, der);
  REQUIRE(raw.has_value());
  return *std::move(raw);
}

// sign_with_id signs through EVP with any id; with none at all when `id` has no value, as OpenSSL does by default.
Bytes sign_with_id(const PrivateKey& key, std::optional<std::string_view> id) {
  const heyi::PkeyPtr pkey = heyi::test::openssl_key(key);
  const heyi::PkeyCtxPtr context(EVP_PKEY_CTX_new(pkey.get(), nullptr));
  const heyi::MdCtxPtr md(EVP_MD_CTX_new());
  if (id) REQUIRE(EVP_PKEY_CTX_set1_id(context.get(), id->data(), id->size()) == 1);
  EVP_MD_CTX_set_pkey_ctx(md.get(), context.get());
  REQUIRE(EVP_DigestSignInit(md.get(), nullptr, EVP_sm3(), nullptr, pkey.get()) == 1);
  Bytes der(128);
  std::size_t size = der.size();
  const ByteView message = heyi::as_bytes(kMessage);
  REQUIRE(EVP_DigestSign(md.get(), der.data(), &size, message.data(), message.size()) == 1);
  der.resize(size);
  auto raw = heyi::raw_from_der(Algorithm::sm2, der);
  REQUIRE(raw.has_value());
  return *std::move(raw);
}

std::string verdict(const PublicKey& key, ByteView signature) {
  return outcome(key.verify(heyi::as_bytes(kMessage), signature));
}

}  // namespace

TEST_CASE("the standard's SM2 scalar gives the standard's public point", "[sm2]") {
  const PrivateKey key = standard_key();
  CHECK(std::ranges::equal(key.public_key().x(), kX));
  CHECK(std::ranges::equal(key.public_key().y(), kY));
}

TEST_CASE("the standard's SM2 signature verifies", "[sm2]") {
  const auto key = PublicKey::from_point(Algorithm::sm2, kX, kY);
  REQUIRE(key.has_value());
  CHECK(verdict(*key, joined(kR, kS)) == "ok");
}

TEST_CASE("the standard's SM2 signature does not verify another message", "[sm2]") {
  const PrivateKey key = standard_key();
  CHECK(outcome(key.public_key().verify(heyi::as_bytes("message digesT"), joined(kR, kS))) == "cose.signature_invalid");
}

TEST_CASE("the digest that the tests below sign is the standard's e", "[sm2]") {
  CHECK(digest_with_z(EVP_sm3(), kId, standard_key().public_key(), kMessage) == kE);
  CHECK(verdict(standard_key().public_key(), sign_digest(standard_key(), kE)) == "ok");
}

TEST_CASE("our own SM2 signature verifies, here and in OpenSSL with the standard's id", "[sm2]") {
  const PrivateKey key = standard_key();
  const auto signature = key.sign(heyi::as_bytes(kMessage));
  REQUIRE(signature.has_value());
  CHECK(verdict(key.public_key(), *signature) == "ok");
  const heyi::PkeyPtr pkey = heyi::test::openssl_key(key);
  const heyi::PkeyCtxPtr context(EVP_PKEY_CTX_new(pkey.get(), nullptr));
  const auto der = heyi::der_from_raw(Algorithm::sm2, *signature);
  REQUIRE(der.has_value());
  REQUIRE(EVP_PKEY_verify_init(context.get()) == 1);
  CHECK(EVP_PKEY_verify(context.get(), der->data(), der->size(), kE.data(), kE.size()) == 1);
}

TEST_CASE("an SM2 signature made with the standard's id verifies", "[sm2]") {
  CHECK(verdict(standard_key().public_key(), sign_with_id(standard_key(), kId)) == "ok");
}

TEST_CASE("an SM2 signature made with another id is refused", "[sm2]") {
  // RFC 8998 signs TLS handshakes under an id of its own.
  for (const std::string_view id :
       {"TLSv1.3+GM+Cipher+Suite", "1234567812345679", "123456781234567", "ALICE123@YAHOO.COM"}) {
    INFO(id);
    CHECK(verdict(standard_key().public_key(), sign_with_id(standard_key(), id)) == "cose.signature_invalid");
  }
}

TEST_CASE("an SM2 signature made with OpenSSL's default id is refused", "[sm2]") {
  CHECK(verdict(standard_key().public_key(), sign_with_id(standard_key(), std::nullopt)) == "cose.signature_invalid");
}

TEST_CASE("an SM2 signature without Z is refused", "[sm2]") {
  const Bytes digest = digest_of(EVP_sm3(), heyi::as_bytes(kMessage));
  CHECK(verdict(standard_key().public_key(), sign_digest(standard_key(), digest)) == "cose.signature_invalid");
}

TEST_CASE("an SM2 signature with SHA-256 in the place of SM3 is refused", "[sm2]") {
  const PrivateKey key = standard_key();
  CHECK(verdict(key.public_key(), sign_digest(key, digest_with_z(EVP_sha256(), kId, key.public_key(), kMessage))) ==
        "cose.signature_invalid");
  CHECK(verdict(key.public_key(), sign_digest(key, digest_of(EVP_sha256(), heyi::as_bytes(kMessage)))) ==
        "cose.signature_invalid");
}

TEST_CASE("an ECDSA signature by the same scalar on P-256 is refused for an SM2 key", "[sm2]") {
  const auto other = PrivateKey::from_scalar(Algorithm::es256, kScalar);
  REQUIRE(other.has_value());
  CHECK(verdict(standard_key().public_key(), *other->sign(heyi::as_bytes(kMessage))) == "cose.signature_invalid");
}

TEST_CASE("a point of P-256 is no SM2 key, and the reverse", "[sm2]") {
  const PrivateKey p256 = heyi::test::make_key(Algorithm::es256);
  CHECK(outcome(PublicKey::from_point(Algorithm::sm2, p256.public_key().x(), p256.public_key().y())) ==
        "key.bad_point");
  CHECK(outcome(PublicKey::from_point(Algorithm::es256, kX, kY)) == "key.bad_point");
}

TEST_CASE("a key of the other published SM2 curve is refused", "[sm2]") {
  // The example of GB/T 32918.2 annex A on the curve with p = 8542D69E….
  const Bytes x = from_hex("0ae4c7798aa0f119471bee11825be46202bb79e2a5844495e97c04ff4df2548a");
  const Bytes y = from_hex("7c0240f88f1cd4e16352a73c17b7f16f07353e53a176d684a9fe0c6bb798e857");
  CHECK(outcome(PublicKey::from_point(Algorithm::sm2, x, y)) == "key.bad_point");
}
