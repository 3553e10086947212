// Keys and certificates as files: PEM, encrypted PEM, X.509.
#include <openssl/pem.h>
#include <openssl/pkcs12.h>
#include <openssl/x509v3.h>

#include <cstring>
#include <ctime>

#include <heyi/certificate.hpp>

#include "crypto/openssl.hpp"

namespace heyi {
namespace {

constexpr std::string_view kCertificateMark = "-----BEGIN CERTIFICATE-----";

// Passphrase answers OpenSSL's question from the caller's text, so that nothing is ever asked on a terminal.
struct Passphrase {
  std::string_view text;
  bool asked = false;
};

int answer_passphrase(char* buffer, int size, int, void* context) {
  auto* passphrase = static_cast<Passphrase*>(context);
  passphrase->asked = true;
  if (passphrase->text.empty() || passphrase->text.size() > static_cast<std::size_t>(size)) return -1;
  std::memcpy(buffer, passphrase->text.data(), passphrase->text.size());
  return static_cast<int>(passphrase->text.size());
}

std::string contents(BIO* bio) {
  char* data = nullptr;
  const long size = BIO_get_mem_data(bio, &data);
  return std::string(data, static_cast<std::size_t>(size));
}

Result<Time> time_of(const ASN1_TIME* value) {
  std::tm parts{};
  if (ASN1_TIME_to_tm(value, &parts) != 1) return fail(Reason::key_bad_pem, "validity");
  const auto day = std::chrono::year{parts.tm_year + 1900} / (parts.tm_mon + 1) / parts.tm_mday;
  return Time{std::chrono::sys_days{day}} + std::chrono::hours{parts.tm_hour} + std::chrono::minutes{parts.tm_min} +
         Seconds{parts.tm_sec};
}

}  // namespace

BioPtr memory_bio(ByteView data) { return BioPtr(BIO_new_mem_buf(data.data(), static_cast<int>(data.size()))); }

Result<PublicKey> PublicKey::from_pem(std::string_view pem) {
  const ErrorQueueGuard guard;
  if (pem.find(kCertificateMark) != std::string_view::npos) {
    Result<Certificate> certificate = read_certificate(as_bytes(pem));
    if (!certificate) return certificate.error();
    return std::move(certificate->key);
  }
  const BioPtr bio = memory_bio(as_bytes(pem));
  Passphrase none;
  PkeyPtr key(bio ? PEM_read_bio_PUBKEY(bio.get(), nullptr, answer_passphrase, &none) : nullptr);
  if (!key) return fail(Reason::key_bad_pem);
  return describe(std::move(key));
}

Result<std::string> PublicKey::to_pem() const {
  const ErrorQueueGuard guard;
  const BioPtr bio(BIO_new(BIO_s_mem()));
  if (!bio || PEM_write_bio_PUBKEY(bio.get(), impl_->key.get()) != 1) return fail(Reason::internal_failure, "pem");
  return contents(bio.get());
}

Result<PrivateKey> PrivateKey::from_pem(std::string_view pem, std::string_view passphrase) {
  const ErrorQueueGuard guard;
  const BioPtr bio = memory_bio(as_bytes(pem));
  Passphrase answer{passphrase};
  PkeyPtr key(bio ? PEM_read_bio_PrivateKey(bio.get(), nullptr, answer_passphrase, &answer) : nullptr);
  if (!key) return fail(answer.asked ? Reason::key_wrong_passphrase : Reason::key_bad_pem);
  EVP_PKEY_up_ref(key.get());
  Result<PublicKey> public_key = describe(PkeyPtr(key.get()));
  if (!public_key) return public_key.error();
  return PrivateKey(std::make_shared<const Impl>(Impl{std::move(key), *std::move(public_key)}));
}

Result<std::string> PrivateKey::to_pem(std::string_view passphrase) const {
  const ErrorQueueGuard guard;
  const BioPtr bio(BIO_new(BIO_s_secmem()));
  const EVP_CIPHER* cipher = passphrase.empty() ? nullptr : EVP_aes_256_cbc();
  const int size = static_cast<int>(passphrase.size());
  if (!bio || PEM_write_bio_PKCS8PrivateKey(bio.get(), impl_->key.get(), cipher, passphrase.data(), size, nullptr,
                                            nullptr) != 1) {
    return fail(Reason::internal_failure, "pem");
  }
  return contents(bio.get());
}

Result<Certificate> read_certificate(ByteView file) {
  const ErrorQueueGuard guard;
  const BioPtr bio = memory_bio(file);
  const bool is_pem = as_text(file).find(kCertificateMark) != std::string_view::npos;
  Passphrase none;
  X509Ptr certificate;
  if (bio && is_pem) {
    certificate.reset(PEM_read_bio_X509(bio.get(), nullptr, answer_passphrase, &none));
  } else if (bio) {
    certificate.reset(d2i_X509_bio(bio.get(), nullptr));
  }
  if (!certificate) return fail(Reason::key_bad_pem);
  PkeyPtr key(X509_get_pubkey(certificate.get()));
  if (!key) return fail(Reason::key_unsupported);
  Result<PublicKey> public_key = describe(std::move(key));
  if (!public_key) return public_key.error();
  const Result<Time> not_before = time_of(X509_get0_notBefore(certificate.get()));
  if (!not_before) return not_before.error();
  const Result<Time> not_after = time_of(X509_get0_notAfter(certificate.get()));
  if (!not_after) return not_after.error();
  // Without the extension OpenSSL answers with every bit set: any use is allowed (RFC 5280 §4.2.1.3).
  const bool may_sign = (X509_get_key_usage(certificate.get()) & KU_DIGITAL_SIGNATURE) != 0;
  return Certificate{*std::move(public_key), *not_before, *not_after, may_sign};
}

}  // namespace heyi
