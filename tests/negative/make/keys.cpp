// Stage 13: keys and certificates that are none, are of another kind, or are not for signing.
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include "crypto/openssl.hpp"
#include "negative/make/maker.hpp"

namespace heyi::test::negative {
namespace {

std::string text_of(BIO* bio) {
  char* data = nullptr;
  const long size = BIO_get_mem_data(bio, &data);
  std::string text(data, static_cast<std::size_t>(size));
  while (text.ends_with('\n')) text.pop_back();
  return text;
}

PkeyPtr generated(const char* type, const char* group) {
  const PkeyCtxPtr context(EVP_PKEY_CTX_new_from_name(nullptr, type, nullptr));
  EVP_PKEY_keygen_init(context.get());
  if (group != nullptr) EVP_PKEY_CTX_set_group_name(context.get(), group);
  EVP_PKEY* key = nullptr;
  EVP_PKEY_generate(context.get(), &key);
  return PkeyPtr(key);
}

std::string public_pem(EVP_PKEY* key) {
  const BioPtr bio(BIO_new(BIO_s_mem()));
  PEM_write_bio_PUBKEY(bio.get(), key);
  return text_of(bio.get());
}

// certificate is self-signed by the health authority's test key, valid in 2026.
std::string certificate(const char* key_usage) {
  const std::string pem = *key(Party::health, Algorithm::eddsa).to_pem();
  const BioPtr in = memory_bio(as_bytes(pem));
  const PkeyPtr signer(PEM_read_bio_PrivateKey(in.get(), nullptr, nullptr, nullptr));
  const X509Ptr x509(X509_new());
  X509_set_version(x509.get(), 2);
  ASN1_INTEGER_set(X509_get_serialNumber(x509.get()), 1);
  ASN1_TIME_set(X509_getm_notBefore(x509.get()), 1767225600);
  ASN1_TIME_set(X509_getm_notAfter(x509.get()), 1798761599);
  X509_NAME_add_entry_by_txt(X509_get_subject_name(x509.get()), "CN", MBSTRING_ASC,
                             reinterpret_cast<const unsigned char*>("JN-HC test"), -1, -1, 0);
  X509_set_issuer_name(x509.get(), X509_get_subject_name(x509.get()));
  X509_set_pubkey(x509.get(), signer.get());
  if (key_usage != nullptr) {
    X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, nullptr, NID_key_usage, key_usage);
    X509_add_ext(x509.get(), extension, -1);
    X509_EXTENSION_free(extension);
  }
  X509_sign(x509.get(), signer.get(), nullptr);
  const BioPtr out(BIO_new(BIO_s_mem()));
  PEM_write_bio_X509(out.get(), x509.get());
  return text_of(out.get());
}

void make_pem(Maker& maker) {
  const auto make = [&](const char* name, const char* expect, const char* note, const char* form,
                        const std::string& text, const More& more = {}) {
    More all = {{"form", form}};
    all.insert(all.end(), more.begin(), more.end());
    maker.vector(std::string("key/") + name, "key", {expect, "", "RFC 7468, RFC 5958", note}, text, all);
  };
  const std::string good = *edkey(Party::hrss).public_key().to_pem();
  make("public_in_order", "ok", "A public key; nothing is wrong with it.", "public", good.substr(0, good.size() - 1));
  make("public_is_no_pem", "key.bad_pem", "The file is no PEM.", "public", "no key");
  make("public_cut_off", "key.bad_pem", "The PEM ends too early.", "public", good.substr(0, good.size() / 2));
  make("private_wanted", "key.bad_pem", "A public key where a private one is due.", "private",
       good.substr(0, good.size() - 1));
  for (const auto& [name, type, group] : {std::tuple{"rsa", "RSA", static_cast<const char*>(nullptr)},
                                          std::tuple{"p521", "EC", "P-521"}, std::tuple{"secp256k1", "EC", "secp256k1"},
                                          std::tuple{"x25519", "X25519", static_cast<const char*>(nullptr)}}) {
    make((std::string("public_") + name).c_str(), "key.unsupported", "A key of another kind.", "public",
         public_pem(generated(type, group).get()));
  }
  std::string encrypted = *edkey(Party::holder).to_pem("correct horse");
  while (encrypted.ends_with('\n')) encrypted.pop_back();
  make("private_encrypted_in_order", "ok", "An encrypted test key and its passphrase; nothing is wrong with it.",
       "private", encrypted, {{"passphrase", "correct horse"}});
  make("private_wrong_passphrase", "key.wrong_passphrase", "The passphrase is another.", "private", encrypted,
       {{"passphrase", "wrong horse"}});
  make("private_without_passphrase", "key.wrong_passphrase", "The key is encrypted and no passphrase is given.",
       "private", encrypted);
  make("pseudonym_not_hex", "key.bad_pem", "The pseudonym key is not hex.", "pseudonym", std::string(32, 'g'));
  make("pseudonym_of_15", "key.bad_pem", "The pseudonym key is shorter than 16 octets.", "pseudonym",
       std::string(30, '9'));
  make("algorithm_unknown", "key.unsupported", "There is no such algorithm here.", "algorithm", "rs256",
       {{"algorithm", "rs256"}});
}

void make_numbers(Maker& maker) {
  const auto make = [&](const char* name, const char* number, const char* note, const char* form, const char* algorithm,
                        const std::string& digits, const More& more = {}) {
    More all = {{"form", form}, {"algorithm", algorithm}};
    all.insert(all.end(), more.begin(), more.end());
    maker.vector(std::string("key/") + name, "key",
                 {"key.bad_point", number, "SEC 1 section 3.2, RFC 8032 section 5.1.3", note}, digits, all);
  };
  make("scalar_zero", "", "The private scalar is zero.", "scalar", "es256", std::string(64, '0'));
  make("scalar_n", "", "The private scalar is n.", "scalar", "es256",
       "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551");
  make("scalar_of_31", "", "The private scalar is an octet short.", "scalar", "sm2", std::string(62, '1'));
  make("point_off_the_curve", "", "The point is not on the curve.", "point", "es256", std::string(64, '1'),
       {{"y", std::string(64, '2')}});
  make("point_of_another_curve", "13.2", "A point of the SM2 curve as a P-256 key.", "point", "es256",
       "09f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020",
       {{"y", "ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13"}});
  make("compressed_beyond_the_prime", "", "x is not below the prime.", "compressed", "es256", std::string(64, 'f'),
       {{"y", "odd"}});
  make("ed25519_order_1", "16.5", "The neutral element.", "point", "eddsa",
       "0100000000000000000000000000000000000000000000000000000000000000");
  make("ed25519_order_2", "16.5", "A key of order 2.", "point", "eddsa",
       "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f");
  make("ed25519_not_canonical", "16.6", "y is the prime and 3.", "point", "eddsa",
       "f0ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f");
  make("ed25519_off_the_curve", "", "y = 2 has no x.", "point", "eddsa",
       "0200000000000000000000000000000000000000000000000000000000000000");
}

}  // namespace

void make_keys(Maker& maker) {
  make_pem(maker);
  make_numbers(maker);
  const auto usage = [&](const char* name, const char* expect, const char* note, const char* key_usage) {
    const char* number = std::string_view(expect) == "ok" ? "" : "23.1";
    maker.vector(std::string("key/certificate_") + name, "certificate",
                 {expect, number, "RFC 5280 section 4.2.1.3", note}, certificate(key_usage));
  };
  usage("for_signatures", "ok", "A certificate for digital signatures; nothing is wrong with it.",
        "critical,digitalSignature");
  usage("for_key_agreement", "trust.bad_entry", "The certificate's key usage is key agreement alone.",
        "critical,keyAgreement");
  usage("for_certificates", "trust.bad_entry", "The certificate's key usage is signing certificates alone.",
        "critical,keyCertSign,cRLSign");
  usage("for_non_repudiation", "trust.bad_entry", "The certificate's key usage is non-repudiation alone.",
        "nonRepudiation");
}

}  // namespace heyi::test::negative
