// Certificates made for a test, each with the names that the test is about, and their key.
#pragma once

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <cstdio>
#include <memory>
#include <string>

#include "support/catch.hpp"

namespace heyi::test {

/// Names are what a certificate is for. `alternative` is written as OpenSSL has it, such as `DNS:a.b,IP:127.0.0.1`;
/// empty for none.
struct Names {
  std::string common, alternative;
  long valid_for = 3600;  ///< Seconds from now on; it began an hour ago.
};

/// write_own_certificate writes a certificate that signs itself, and its key.
inline void write_own_certificate(const Names& names, const std::string& certificate_file,
                                  const std::string& key_file) {
  const std::unique_ptr<EVP_PKEY, decltype(&::EVP_PKEY_free)> key(::EVP_EC_gen("P-256"), ::EVP_PKEY_free);
  const std::unique_ptr<X509, decltype(&::X509_free)> made(::X509_new(), ::X509_free);
  REQUIRE((key && made));
  ::X509_set_version(made.get(), X509_VERSION_3);
  ::ASN1_INTEGER_set(::X509_get_serialNumber(made.get()), 1);
  ::X509_gmtime_adj(::X509_getm_notBefore(made.get()), -3600);
  ::X509_gmtime_adj(::X509_getm_notAfter(made.get()), names.valid_for);
  X509_NAME* const subject = ::X509_get_subject_name(made.get());
  const auto* const common = reinterpret_cast<const unsigned char*>(names.common.data());
  REQUIRE(::X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_UTF8, common, static_cast<int>(names.common.size()), -1,
                                       0) == 1);
  ::X509_set_issuer_name(made.get(), subject);
  ::X509_set_pubkey(made.get(), key.get());
  if (!names.alternative.empty()) {
    X509_EXTENSION* const extension =
        ::X509V3_EXT_conf_nid(nullptr, nullptr, NID_subject_alt_name, names.alternative.c_str());
    REQUIRE(extension != nullptr);
    ::X509_add_ext(made.get(), extension, -1);
    ::X509_EXTENSION_free(extension);
  }
  REQUIRE(::X509_sign(made.get(), key.get(), ::EVP_sha256()) > 0);
  FILE* const certificate_out = std::fopen(certificate_file.c_str(), "w");
  FILE* const key_out = std::fopen(key_file.c_str(), "w");
  REQUIRE((certificate_out != nullptr && key_out != nullptr));
  CHECK(::PEM_write_X509(certificate_out, made.get()) == 1);
  CHECK(::PEM_write_PrivateKey(key_out, key.get(), nullptr, nullptr, 0, nullptr, nullptr) == 1);
  std::fclose(certificate_out);
  std::fclose(key_out);
}

}  // namespace heyi::test
