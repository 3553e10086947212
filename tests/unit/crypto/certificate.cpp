// Certificates: what a trust list takes from one, for every algorithm, and those that are not for signing.
#include <heyi/certificate.hpp>

#include <openssl/asn1.h>

#include "unit/crypto/openssl_keys.hpp"

namespace {

using heyi::Algorithm;
using heyi::Bytes;
using heyi::PrivateKey;
using heyi::PublicKey;
using heyi::test::make_key;
using heyi::test::outcome;

using ExtensionPtr = std::unique_ptr<X509_EXTENSION, heyi::OpensslDeleter<X509_EXTENSION_free>>;

struct Wanted {
  std::int64_t not_before = 1767225600;  // 2026-01-01
  std::int64_t not_after = 1798761599;   // 2026-12-31T23:59:59
  const char* key_usage = nullptr;       // No extension.
};

heyi::X509Ptr self_signed(EVP_PKEY* key, const EVP_MD* digest, const Wanted& wanted) {
  heyi::X509Ptr certificate(X509_new());
  X509* x509 = certificate.get();
  REQUIRE(X509_set_version(x509, 2) == 1);
  REQUIRE(ASN1_INTEGER_set(X509_get_serialNumber(x509), 1) == 1);
  REQUIRE(ASN1_TIME_set(X509_getm_notBefore(x509), wanted.not_before) != nullptr);
  REQUIRE(ASN1_TIME_set(X509_getm_notAfter(x509), wanted.not_after) != nullptr);
  const auto* name = reinterpret_cast<const unsigned char*>("Heyi test");
  REQUIRE(X509_NAME_add_entry_by_txt(X509_get_subject_name(x509), "CN", MBSTRING_ASC, name, -1, -1, 0) == 1);
  REQUIRE(X509_set_issuer_name(x509, X509_get_subject_name(x509)) == 1);
  REQUIRE(X509_set_pubkey(x509, key) == 1);
  if (wanted.key_usage != nullptr) {
    const ExtensionPtr extension(X509V3_EXT_conf_nid(nullptr, nullptr, NID_key_usage, wanted.key_usage));
    REQUIRE(extension != nullptr);
    REQUIRE(X509_add_ext(x509, extension.get(), -1) == 1);
  }
  REQUIRE(X509_sign(x509, key, digest) > 0);
  return certificate;
}

std::string pem_of(X509* certificate) {
  const heyi::BioPtr bio(BIO_new(BIO_s_mem()));
  REQUIRE(PEM_write_bio_X509(bio.get(), certificate) == 1);
  return heyi::test::text_of(bio.get());
}

Bytes der_of(X509* certificate) {
  unsigned char* octets = nullptr;
  const int size = i2d_X509(certificate, &octets);
  REQUIRE(size > 0);
  Bytes der(octets, octets + size);
  OPENSSL_free(octets);
  return der;
}

const EVP_MD* digest_of(Algorithm algorithm) {
  return algorithm == Algorithm::eddsa ? nullptr : algorithm == Algorithm::sm2 ? EVP_sm3() : EVP_sha256();
}

std::string certificate_pem(const PrivateKey& key, const Wanted& wanted = {}) {
  return pem_of(self_signed(heyi::test::openssl_key(key).get(), digest_of(key.public_key().algorithm()), wanted).get());
}

bool may_sign(const char* key_usage) {
  const auto certificate =
      heyi::read_certificate(heyi::as_bytes(certificate_pem(make_key(Algorithm::es256), {.key_usage = key_usage})));
  REQUIRE(outcome(certificate) == "ok");
  return certificate->may_sign;
}

}  // namespace

TEST_CASE("a certificate gives its key and its validity, for every algorithm", "[certificate]") {
  for (const Algorithm algorithm : heyi::test::kAlgorithms) {
    INFO(heyi::algorithm_name(algorithm));
    const PrivateKey key = make_key(algorithm);
    const std::string pem = certificate_pem(key);
    const auto certificate = heyi::read_certificate(heyi::test::Exact(pem).view());
    REQUIRE(outcome(certificate) == "ok");
    CHECK(certificate->key == key.public_key());
    CHECK(heyi::format_time(certificate->not_before) == "2026-01-01T00:00:00Z");
    CHECK(heyi::format_time(certificate->not_after) == "2026-12-31T23:59:59Z");
    CHECK(outcome(certificate->key.verify(Bytes{1}, *key.sign(Bytes{1}))) == "ok");
  }
}

TEST_CASE("a public key is read from a certificate", "[certificate]") {
  for (const Algorithm algorithm : heyi::test::kAlgorithms) {
    const PrivateKey key = make_key(algorithm);
    const auto read = PublicKey::from_pem(certificate_pem(key));
    REQUIRE(outcome(read) == "ok");
    CHECK(*read == key.public_key());
  }
}

TEST_CASE("DER is read as PEM is", "[certificate]") {
  const PrivateKey key = make_key(Algorithm::es256);
  const Bytes der = der_of(self_signed(heyi::test::openssl_key(key).get(), EVP_sha256(), {}).get());
  const auto certificate = heyi::read_certificate(heyi::test::Exact(der).view());
  REQUIRE(outcome(certificate) == "ok");
  CHECK(certificate->key == key.public_key());
}

TEST_CASE("every truncation of a DER certificate is refused", "[certificate]") {
  const Bytes der =
      der_of(self_signed(heyi::test::openssl_key(make_key(Algorithm::es256)).get(), EVP_sha256(), {}).get());
  for (std::size_t size = 0; size < der.size(); ++size) {
    CHECK(outcome(heyi::read_certificate(heyi::test::Exact(heyi::ByteView(der).first(size)).view())) == "key.bad_pem");
  }
}

TEST_CASE("validity beyond 2049 is read", "[certificate]") {
  const Wanted wanted{.not_before = -3600, .not_after = 4102444800};  // 2100-01-01, a GeneralizedTime
  const auto certificate = heyi::read_certificate(heyi::as_bytes(certificate_pem(make_key(Algorithm::es256), wanted)));
  REQUIRE(outcome(certificate) == "ok");
  CHECK(heyi::to_unix(certificate->not_before) == -3600);
  CHECK(heyi::to_unix(certificate->not_after) == 4102444800);
}

TEST_CASE("a certificate without key usage may sign", "[certificate]") { CHECK(may_sign(nullptr)); }

TEST_CASE("a certificate with digitalSignature among its uses may sign", "[certificate]") {
  CHECK(may_sign("digitalSignature"));
  CHECK(may_sign("critical,digitalSignature,keyAgreement"));
}

TEST_CASE("a certificate whose uses leave digitalSignature out may not sign", "[certificate]") {
  CHECK_FALSE(may_sign("keyEncipherment"));
  CHECK_FALSE(may_sign("critical,keyCertSign,cRLSign"));
  CHECK_FALSE(may_sign("nonRepudiation"));
}

TEST_CASE("a certificate of an RSA key or another curve is unsupported", "[certificate]") {
  const heyi::PkeyPtr rsa = heyi::test::openssl_generate("RSA");
  const heyi::PkeyPtr p521 = heyi::test::openssl_generate("EC", "P-521");
  for (EVP_PKEY* key : {rsa.get(), p521.get()}) {
    const std::string pem = pem_of(self_signed(key, EVP_sha256(), {}).get());
    CHECK(outcome(heyi::read_certificate(heyi::as_bytes(pem))) == "key.unsupported");
    CHECK(outcome(PublicKey::from_pem(pem)) == "key.unsupported");
  }
}

TEST_CASE("what is no certificate is refused", "[certificate]") {
  CHECK(outcome(heyi::read_certificate({})) == "key.bad_pem");
  CHECK(outcome(heyi::read_certificate(heyi::as_bytes("-----BEGIN CERTIFICATE-----"))) == "key.bad_pem");
  CHECK(outcome(heyi::read_certificate(Bytes(100, 0x30))) == "key.bad_pem");
  const std::string key = *make_key(Algorithm::es256).public_key().to_pem();
  CHECK(outcome(heyi::read_certificate(heyi::as_bytes(key))) == "key.bad_pem");
}
