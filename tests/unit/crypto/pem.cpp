// Key files: PKCS #8 plain and encrypted, the older EC form, public keys, and everything that is none of them.
#include <heyi/keys.hpp>

#include "unit/crypto/openssl_keys.hpp"

namespace {

using heyi::Algorithm;
using heyi::Bytes;
using heyi::PrivateKey;
using heyi::PublicKey;
using heyi::test::kAlgorithms;
using heyi::test::make_key;
using heyi::test::openssl_generate;
using heyi::test::outcome;
using heyi::test::private_pem;
using heyi::test::public_pem;

constexpr std::string_view kPassphrase = "correct horse 合一";

struct Foreign {
  const char* type;
  const char* group;
};
// Kinds of keys that the SDK does not take.
constexpr Foreign kForeign[] = {{"RSA", nullptr},          {"EC", "P-521"},    {"EC", "secp256k1"},
                                {"EC", "brainpoolP256r1"}, {"ED448", nullptr}, {"X25519", nullptr}};

std::string traditional_pem(const PrivateKey& key, const char* passphrase) {
  const heyi::PkeyPtr pkey = heyi::test::openssl_key(key);
  const heyi::BioPtr bio(BIO_new(BIO_s_mem()));
  const EVP_CIPHER* cipher = passphrase == nullptr ? nullptr : EVP_aes_128_cbc();
  const auto* phrase = reinterpret_cast<const unsigned char*>(passphrase);
  const int size = passphrase == nullptr ? 0 : static_cast<int>(std::string_view(passphrase).size());
  REQUIRE(PEM_write_bio_PrivateKey_traditional(bio.get(), pkey.get(), cipher, phrase, size, nullptr, nullptr) == 1);
  return heyi::test::text_of(bio.get());
}

}  // namespace

TEST_CASE("a private key comes back from its PEM", "[keys][pem]") {
  for (const Algorithm algorithm : kAlgorithms) {
    INFO(heyi::algorithm_name(algorithm));
    const PrivateKey key = make_key(algorithm);
    const auto pem = key.to_pem();
    REQUIRE(pem.has_value());
    CHECK(pem->starts_with("-----BEGIN PRIVATE KEY-----"));
    const auto read = PrivateKey::from_pem(heyi::test::Exact(*pem).text());
    REQUIRE(outcome(read) == "ok");
    CHECK(read->public_key() == key.public_key());
    CHECK(outcome(key.public_key().verify(Bytes{1}, *read->sign(Bytes{1}))) == "ok");
  }
}

TEST_CASE("a public key comes back from its PEM", "[keys][pem]") {
  for (const Algorithm algorithm : kAlgorithms) {
    const PrivateKey key = make_key(algorithm);
    const auto pem = key.public_key().to_pem();
    REQUIRE(pem.has_value());
    const auto read = PublicKey::from_pem(heyi::test::Exact(*pem).text());
    REQUIRE(outcome(read) == "ok");
    CHECK(*read == key.public_key());
  }
}

TEST_CASE("keys that OpenSSL made are read", "[keys][pem]") {
  for (const Foreign& kind : {Foreign{"EC", "P-256"}, Foreign{"EC", "P-384"}, Foreign{"EC", "SM2"},
                              Foreign{"SM2", nullptr}, Foreign{"ED25519", nullptr}}) {
    INFO(kind.type);
    const heyi::PkeyPtr key = openssl_generate(kind.type, kind.group);
    const auto read_public = PublicKey::from_pem(public_pem(key.get()));
    const auto read_private = PrivateKey::from_pem(private_pem(key.get()));
    REQUIRE(outcome(read_public) == "ok");
    REQUIRE(outcome(read_private) == "ok");
    CHECK(*read_public == read_private->public_key());
    CHECK(outcome(read_public->verify(Bytes{1}, *read_private->sign(Bytes{1}))) == "ok");
  }
}

TEST_CASE("an encrypted key opens with its passphrase", "[keys][pem]") {
  for (const Algorithm algorithm : kAlgorithms) {
    const PrivateKey key = make_key(algorithm);
    const auto pem = key.to_pem(kPassphrase);
    REQUIRE(pem.has_value());
    CHECK(pem->starts_with("-----BEGIN ENCRYPTED PRIVATE KEY-----"));
    const auto read = PrivateKey::from_pem(*pem, kPassphrase);
    REQUIRE(outcome(read) == "ok");
    CHECK(read->public_key() == key.public_key());
  }
}

TEST_CASE("an encrypted key does not open with a wrong passphrase, nor without one", "[keys][pem]") {
  for (const Algorithm algorithm : kAlgorithms) {
    const auto pem = make_key(algorithm).to_pem(kPassphrase);
    REQUIRE(pem.has_value());
    CHECK(outcome(PrivateKey::from_pem(*pem, "Correct horse 合一")) == "key.wrong_passphrase");
    CHECK(outcome(PrivateKey::from_pem(*pem, kPassphrase.substr(1))) == "key.wrong_passphrase");
    CHECK(outcome(PrivateKey::from_pem(*pem)) == "key.wrong_passphrase");
  }
}

TEST_CASE("a passphrase longer than OpenSSL takes is a wrong one", "[keys][pem]") {
  const auto pem = make_key(Algorithm::es256).to_pem(kPassphrase);
  REQUIRE(pem.has_value());
  CHECK(outcome(PrivateKey::from_pem(*pem, std::string(5000, 'x'))) == "key.wrong_passphrase");
}

TEST_CASE("a passphrase given for a plain key does no harm", "[keys][pem]") {
  const auto pem = make_key(Algorithm::es256).to_pem();
  REQUIRE(pem.has_value());
  CHECK(outcome(PrivateKey::from_pem(*pem, kPassphrase)) == "ok");
}

TEST_CASE("the older EC PRIVATE KEY form is read, encrypted too", "[keys][pem]") {
  for (const Algorithm algorithm : {Algorithm::es256, Algorithm::es384}) {
    const PrivateKey key = make_key(algorithm);
    const std::string plain = traditional_pem(key, nullptr);
    CHECK(plain.find("BEGIN EC PRIVATE KEY") != std::string::npos);
    const auto read = PrivateKey::from_pem(plain);
    REQUIRE(outcome(read) == "ok");
    CHECK(read->public_key() == key.public_key());
    const std::string encrypted = traditional_pem(key, "secret");
    CHECK(outcome(PrivateKey::from_pem(encrypted, "secret")) == "ok");
    CHECK(outcome(PrivateKey::from_pem(encrypted, "secreT")) == "key.wrong_passphrase");
    CHECK(outcome(PrivateKey::from_pem(encrypted)) == "key.wrong_passphrase");
  }
}

TEST_CASE("keys of other kinds and curves are unsupported, RSA among them", "[keys][pem]") {
  for (const Foreign& kind : kForeign) {
    INFO(kind.type << " " << (kind.group == nullptr ? "" : kind.group));
    const heyi::PkeyPtr key = openssl_generate(kind.type, kind.group);
    CHECK(outcome(PublicKey::from_pem(public_pem(key.get()))) == "key.unsupported");
    CHECK(outcome(PrivateKey::from_pem(private_pem(key.get()))) == "key.unsupported");
  }
}

TEST_CASE("what is no key file is refused", "[keys][pem]") {
  for (const std::string_view text :
       {"", "-----BEGIN PUBLIC KEY-----", "not a key", "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n",
        "-----BEGIN PRIVATE KEY-----\n!!!!\n-----END PRIVATE KEY-----\n",
        "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"}) {
    INFO(text);
    CHECK(outcome(PublicKey::from_pem(heyi::test::Exact(text).text())) == "key.bad_pem");
    CHECK(outcome(PrivateKey::from_pem(heyi::test::Exact(text).text())) == "key.bad_pem");
  }
}

TEST_CASE("a private key is no public key, and the reverse", "[keys][pem]") {
  const PrivateKey key = make_key(Algorithm::es256);
  CHECK(outcome(PublicKey::from_pem(*key.to_pem())) == "key.bad_pem");
  CHECK(outcome(PrivateKey::from_pem(*key.public_key().to_pem())) == "key.bad_pem");
}

TEST_CASE("every truncation of a key file is refused", "[keys][pem]") {
  const std::string pem = *make_key(Algorithm::es256).to_pem();
  const std::size_t last = pem.rfind('-');
  for (std::size_t size = 0; size < last; size += 3)
    CHECK(outcome(PrivateKey::from_pem(heyi::test::Exact(pem.substr(0, size)).text())) == "key.bad_pem");
}

TEST_CASE("reading leaves OpenSSL's error queue empty", "[keys][pem]") {
  CHECK(outcome(PublicKey::from_pem("nonsense")) == "key.bad_pem");
  CHECK(ERR_peek_error() == 0);
}
