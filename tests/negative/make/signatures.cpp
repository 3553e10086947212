// Stage 4, signatures: forms that verify elsewhere or nearly do, and those made in nearly the right way.
#include <algorithm>

#include <openssl/evp.h>
#include <openssl/pem.h>

#include "codec/hex.hpp"
#include "crypto/hash.hpp"
#include "crypto/openssl.hpp"
#include "negative/make/maker.hpp"
#include "negative/make/numbers.hpp"

namespace heyi::test::negative {
namespace {

Bytes hex(std::string_view digits) { return *hex_decode(digits); }
const Bytes kOrderP256 = hex("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551");
const Bytes kOrderP384 =
    hex("ffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973");
const Bytes kOrderSm2 = hex("fffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123");
// L of Ed25519, little endian as it stands in a signature.
const Bytes kOrderEd25519 = hex("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010");

Bytes r_of(const Bytes& raw) { return {raw.begin(), raw.begin() + static_cast<std::ptrdiff_t>(raw.size() / 2)}; }
Bytes s_of(const Bytes& raw) { return {raw.begin() + static_cast<std::ptrdiff_t>(raw.size() / 2), raw.end()}; }
Bytes joined(Bytes r, const Bytes& s) { return r.insert(r.end(), s.begin(), s.end()), r; }

using Sign = std::function<Bytes(const Bytes& signature)>;

// hc_signed is a code whose health card has its signature changed; proof_signed one whose proof has.
Bytes hc_signed(Algorithm algorithm, const Sign& change) {
  Parts card = apart(hc_card(Suites::all(algorithm)));
  card.signature = change(card.signature);
  return proof_over({together(card)}, key(Party::holder, algorithm));
}
Bytes proof_signed(Algorithm algorithm, const Sign& change) {
  Parts proof = apart(proof_over({hc_card(Suites::all(algorithm))}, key(Party::holder, algorithm)));
  proof.signature = change(proof.signature);
  return together(proof);
}
Bytes printed_signed(Algorithm algorithm, const Sign& change) {
  Parts code = apart(printed_card(Suites::all(algorithm)));
  code.signature = change(code.signature);
  return together(code);
}

void make_forms(Maker& maker) {
  const auto both = [&](const std::string& name, const char* expect, const char* number, const char* source,
                        const char* note, Algorithm algorithm, const Sign& change) {
    const bool invalid = std::string_view(expect) == "cose.signature_invalid";
    maker.token("signature/" + name + "_card", {expect, number, source, note}, hc_signed(algorithm, change));
    maker.token("signature/" + name + "_proof", {invalid ? "proof.invalid" : expect, number, source, note},
                proof_signed(algorithm, change));
  };
  const char* raw = "RFC 9053 section 2.1";
  both("size_63", "cose.signature_size", "16.1", raw, "The signature's last octet is missing.", Algorithm::es256,
       [](const Bytes& s) { return Bytes(s.begin(), s.end() - 1); });
  both("size_65", "cose.signature_size", "16.1", raw, "The signature has an octet more.", Algorithm::es256,
       [](Bytes s) { return s.push_back(0), s; });
  both("size_96", "cose.signature_size", "16.1", raw, "An ES256 signature in the size of ES384.", Algorithm::es256,
       [](const Bytes& s) { return joined(joined(Bytes(16, 0), r_of(s)), joined(Bytes(16, 0), s_of(s))); });
  both("size_63_eddsa", "cose.signature_size", "16.1", "RFC 8032 section 5.1.7",
       "The signature's last octet is missing.", Algorithm::eddsa,
       [](const Bytes& s) { return Bytes(s.begin(), s.end() - 1); });
  both("der", "cose.signature_size", "16.2", raw, "The signature in DER.", Algorithm::es256,
       [](const Bytes& s) { return *der_from_raw(Algorithm::es256, s); });
  both("der_sm2", "cose.signature_size", "16.2", "GB/T 35276", "The SM2 signature in DER.", Algorithm::sm2,
       [](const Bytes& s) { return *der_from_raw(Algorithm::sm2, s); });
  const char* range = "FIPS 186-5 section 6.4.2";
  both("r_zero", "cose.signature_invalid", "16.3", range, "r is zero.", Algorithm::es256,
       [](const Bytes& s) { return joined(Bytes(32, 0), s_of(s)); });
  both("s_zero", "cose.signature_invalid", "16.3", range, "s is zero.", Algorithm::es256,
       [](const Bytes& s) { return joined(r_of(s), Bytes(32, 0)); });
  both("both_zero", "cose.signature_invalid", "16.3", "CVE-2022-21449", "r and s are zero.", Algorithm::es256,
       [](const Bytes&) { return Bytes(64, 0); });
  both("r_is_n", "cose.signature_invalid", "16.4", range, "r is n.", Algorithm::es256,
       [](const Bytes& s) { return joined(kOrderP256, s_of(s)); });
  both("s_is_n", "cose.high_s", "16.4", range, "s is n, which is above n/2 before all.", Algorithm::es256,
       [](const Bytes& s) { return joined(r_of(s), kOrderP256); });
  both("r_zero_sm2", "cose.signature_invalid", "16.3", "GB/T 32918.2 section 7.1", "r is zero.", Algorithm::sm2,
       [](const Bytes& s) { return joined(Bytes(32, 0), s_of(s)); });
  both("s_is_n_sm2", "cose.signature_invalid", "16.4", "GB/T 32918.2 section 7.1", "s is n.", Algorithm::sm2,
       [](const Bytes& s) { return joined(r_of(s), kOrderSm2); });
  const char* high = "docs/format.md section 3";
  both("high_s", "cose.high_s", "17.1", high, "s is replaced by n - s, which verifies too.", Algorithm::es256,
       [](const Bytes& s) { return joined(r_of(s), difference(kOrderP256, s_of(s))); });
  both("high_s_es384", "cose.high_s", "17.1", high, "s is replaced by n - s, which verifies too.", Algorithm::es384,
       [](const Bytes& s) { return joined(r_of(s), difference(kOrderP384, s_of(s))); });
  both("other_s_sm2", "cose.signature_invalid", "17.1", high,
       "s is replaced by n - s, which does not verify under SM2.", Algorithm::sm2,
       [](const Bytes& s) { return joined(r_of(s), difference(kOrderSm2, s_of(s))); });
  maker.token(
      "signature/high_s_printed", {"cose.high_s", "17.1", high, "s is replaced by n - s, which verifies too."},
      printed_signed(Algorithm::es256, [](const Bytes& s) { return joined(r_of(s), difference(kOrderP256, s_of(s))); }),
      {{"policy", "identify"}});
  const char* edwards = "RFC 8032 section 5.1.7";
  both("s_plus_l", "cose.signature_invalid", "16.6", edwards, "S is replaced by S + L, which a lax reader takes.",
       Algorithm::eddsa,
       [](const Bytes& s) { return joined(r_of(s), reversed(sum(reversed(s_of(s)), reversed(kOrderEd25519)))); });
  both("r_small_order", "cose.signature_invalid", "16.5", edwards, "R is the neutral element and S zero.",
       Algorithm::eddsa, [](const Bytes&) {
         return joined(hex("0100000000000000000000000000000000000000000000000000000000000000"), Bytes(32, 0));
       });
  both("r_not_canonical", "cose.signature_invalid", "16.6", edwards, "R is not below the prime.", Algorithm::eddsa,
       [](const Bytes& s) {
         return joined(hex("eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"), s_of(s));
       });
  for (const Algorithm algorithm : {Algorithm::es256, Algorithm::es384, Algorithm::eddsa, Algorithm::sm2}) {
    const std::string name(algorithm_name(algorithm));
    both("damaged_" + name, "cose.signature_invalid", "", "RFC 9052 section 4.4", "One bit of r is flipped.", algorithm,
         [](Bytes s) { return s[7] ^= 1, s; });
  }
}

// A device key whose proof anybody could make: with A of small order, R neutral and S zero verify many messages.
void make_weak_keys(Maker& maker) {
  const auto with_device = [&](const std::string& name, const char* number, const char* note, const char* x) {
    const Bytes card = altered_hc([&](Parts& parts) {
      const Bytes device =
          std::move(cbor::Writer{}.map(3).integer(1).integer(1).integer(-1).integer(6).integer(-2).bytes(hex(x)))
              .take();
      parts.payload[label(cose::kClaimCnf)] = std::move(cbor::Writer{}.map(1).integer(1).raw(device)).take();
    });
    Parts proof = apart(proven({card}));
    proof.signature = joined(hex("0100000000000000000000000000000000000000000000000000000000000000"), Bytes(32, 0));
    maker.token("signature/" + name, {"cose.bad_key", number, "RFC 8032 section 5.1.3", note}, together(proof));
  };
  with_device("device_key_order_1", "16.5", "The device key is the neutral element.",
              "0100000000000000000000000000000000000000000000000000000000000000");
  with_device("device_key_order_4", "16.5", "The device key has order 4.",
              "0000000000000000000000000000000000000000000000000000000000000000");
  with_device("device_key_order_8", "16.5", "The device key has order 8.",
              "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05");
  with_device("device_key_not_canonical", "16.6", "The device key's y is not below the prime.",
              "f0ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f");
}

PkeyPtr openssl_key(const PrivateKey& signer) {
  const std::string pem = *signer.to_pem();
  const BioPtr bio = memory_bio(as_bytes(pem));
  return PkeyPtr(PEM_read_bio_PrivateKey(bio.get(), nullptr, nullptr, nullptr));
}

/// OtherSm2 signs with SM2 as somebody would who set another id, left Z out or took another hash.
class OtherSm2 final : public Signer {
 public:
  using Digesting = std::function<Bytes(const PublicKey&, ByteView message)>;
  explicit OtherSm2(Party party, Digesting digesting)
      : key_(key(party, Algorithm::sm2)), digesting_(std::move(digesting)) {}
  const PublicKey& public_key() const noexcept override { return key_.public_key(); }
  Result<Bytes> sign(ByteView message) const override {
    const PkeyPtr pkey = openssl_key(key_);
    const PkeyCtxPtr context(EVP_PKEY_CTX_new(pkey.get(), nullptr));
    const Bytes digest = digesting_(public_key(), message);
    Bytes der(128);
    std::size_t size = der.size();
    if (EVP_PKEY_sign_init(context.get()) != 1 ||
        EVP_PKEY_sign(context.get(), der.data(), &size, digest.data(), digest.size()) != 1)
      return fail(Reason::key_sign_failed);
    der.resize(size);
    return raw_from_der(Algorithm::sm2, der);
  }

 private:
  PrivateKey key_;
  Digesting digesting_;
};

Bytes hashed(HashAlgorithm algorithm, ByteView octets) {
  const Digest digest = *hash(algorithm, octets);
  return {digest.begin(), digest.end()};
}

// with_z is H(Z ‖ M), Z = H(ENTL ‖ id ‖ a ‖ b ‖ G ‖ P), GB/T 32918.2 section 5.5.
OtherSm2::Digesting with_z(HashAlgorithm algorithm, std::string_view id) {
  return [algorithm, id](const PublicKey& signer, ByteView message) {
    Bytes z = {static_cast<std::uint8_t>(id.size() * 8 >> 8), static_cast<std::uint8_t>(id.size() * 8)};
    z = joined(z, octets(as_bytes(id)));
    for (const char* part : {"fffffffeffffffffffffffffffffffffffffffff00000000fffffffffffffffc",
                             "28e9fa9e9d9f5e344d5a9e4bcf6509a7f39789f515ab8f92ddbcbd414d940e93",
                             "32c4ae2c1f1981195f9904466a39c9948fe30bbff2660be1715a4589334c74c7",
                             "bc3736a2f4f6779c59bdcee36b692153d0a9877cc62a474002df32e52139f0a0"})
      z = joined(z, hex(part));
    z = joined(joined(z, octets(signer.x())), octets(signer.y()));
    return hashed(algorithm, joined(hashed(algorithm, z), octets(message)));
  };
}

void make_sm2(Maker& maker) {
  const Suites national = Suites::all(Algorithm::sm2);
  const auto make = [&](const std::string& name, const char* expect, const char* number, const char* note,
                        const OtherSm2::Digesting& digesting) {
    const char* source = "GB/T 32918.2, docs/format.md section 3";
    const bool valid = std::string_view(expect) == "ok";
    const Bytes card = changed(hc_card(national), OtherSm2(Party::health, digesting), [](Parts&) {});
    maker.token("signature/" + name + "_card", {expect, number, source, note},
                proof_over({card}, key(Party::holder, Algorithm::sm2)));
    maker.token("signature/" + name + "_proof", {valid ? "ok" : "proof.invalid", number, source, note},
                changed(proof_over({hc_card(national)}, key(Party::holder, Algorithm::sm2)),
                        OtherSm2(Party::holder, digesting), [](Parts&) {}));
  };
  make("sm2_usual_id", "ok", "",
       "SM2 made step by step with the usual id, as the cases beside it are: nothing is wrong with it.",
       with_z(HashAlgorithm::sm3, "1234567812345678"));
  make("sm2_empty_id", "cose.signature_invalid", "18.1", "SM2 with an empty id.", with_z(HashAlgorithm::sm3, ""));
  make("sm2_tls_id", "cose.signature_invalid", "18.1", "SM2 with the id of RFC 8998.",
       with_z(HashAlgorithm::sm3, "TLSv1.3+GM+Cipher+Suite"));
  make("sm2_without_z", "cose.signature_invalid", "18.2", "SM2 over the message without Z.",
       [](const PublicKey&, ByteView message) { return hashed(HashAlgorithm::sm3, message); });
  make("sm2_sha256", "cose.signature_invalid", "18.3", "SM2 with SHA-256 in the place of SM3.",
       with_z(HashAlgorithm::sha256, "1234567812345678"));
}

// Nothing is keyed on signature octets: another signature over the same proof is the same code.
void make_resigned(Maker& maker) {
  const PrivateKey holder = key(Party::holder, Algorithm::es256);
  const Bytes first = proof_over({hc_card()}, holder);
  maker.file("signature/first_signature.code", as_bytes(encode_text(first) + "\n"));
  maker.token("signature/replayed_with_another_signature",
              {"replay.seen", "17.2 28.10", "docs/format.md section 6",
               "The proof of a code used 11 s ago, signed anew: the same content under another signature."},
              changed(first, holder, [](Parts&) {}),
              {{"now", format_time(kNow + Seconds{11})},
               {"given", "cache"},
               {"before", format_time(kNow) + " signature/first_signature.code ok"}});
  const auto revoked = [](Parts& card) {
    const Bytes list = map_of({{cbor::encode_text("idx"), cbor::encode_int(1000)},
                               {cbor::encode_text("uri"), cbor::encode_text(kHealthStatus)}});
    card.payload[label(cose::kClaimStatus)] = map_of({{cbor::encode_text("status_list"), list}});
  };
  const Bytes card = changed(hc_card(), key(Party::health), revoked);
  maker.token(
      "signature/revoked_with_another_signature",
      {"status.revoked", "17.2", "docs/format.md section 12", "A revoked card signed anew: revocation is by index."},
      proof_over({changed(card, key(Party::health), [](Parts&) {})}, holder));
}

}  // namespace

void make_signatures(Maker& maker) {
  make_forms(maker);
  make_weak_keys(maker);
  make_sm2(maker);
  make_resigned(maker);
}

}  // namespace heyi::test::negative
