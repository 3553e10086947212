// OpenSSL's handles with owners, and its error queue kept clean; included in this folder alone.
#pragma once

#include <memory>

#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/x509.h>

#include <heyi/keys.hpp>

namespace heyi {

template <auto Free>
struct OpensslDeleter {
  template <typename T>
  void operator()(T* handle) const noexcept {
    Free(handle);
  }
};

using BioPtr = std::unique_ptr<BIO, OpensslDeleter<BIO_free_all>>;
using BnPtr = std::unique_ptr<BIGNUM, OpensslDeleter<BN_clear_free>>;
using BnCtxPtr = std::unique_ptr<BN_CTX, OpensslDeleter<BN_CTX_free>>;
using EcGroupPtr = std::unique_ptr<EC_GROUP, OpensslDeleter<EC_GROUP_free>>;
using EcPointPtr = std::unique_ptr<EC_POINT, OpensslDeleter<EC_POINT_free>>;
using EcdsaSigPtr = std::unique_ptr<ECDSA_SIG, OpensslDeleter<ECDSA_SIG_free>>;
using MdCtxPtr = std::unique_ptr<EVP_MD_CTX, OpensslDeleter<EVP_MD_CTX_free>>;
using PkeyPtr = std::unique_ptr<EVP_PKEY, OpensslDeleter<EVP_PKEY_free>>;
using PkeyCtxPtr = std::unique_ptr<EVP_PKEY_CTX, OpensslDeleter<EVP_PKEY_CTX_free>>;
using X509Ptr = std::unique_ptr<X509, OpensslDeleter<X509_free>>;

/// ErrorQueueGuard leaves the thread's error queue as empty as a caller expects it.
struct ErrorQueueGuard {
  ErrorQueueGuard() noexcept { ERR_clear_error(); }
  ~ErrorQueueGuard() { ERR_clear_error(); }
  ErrorQueueGuard(const ErrorQueueGuard&) = delete;
  ErrorQueueGuard& operator=(const ErrorQueueGuard&) = delete;
};

/// CurveInfo is what OpenSSL calls an algorithm's curve; `nid` is NID_undef for eddsa.
struct CurveInfo {
  int nid;
  const char* group;
};
CurveInfo curve_of(Algorithm algorithm) noexcept;

struct PublicKey::Impl {
  Algorithm algorithm;
  PkeyPtr key;
  Bytes x, y;
};

struct PrivateKey::Impl {
  PkeyPtr key;
  PublicKey public_key;
};

/// describe reads algorithm and point of a parsed key and checks the point. Takes the key over.
/// Fails with `key.unsupported` or `key.bad_point`.
Result<PublicKey> describe(PkeyPtr key);

/// is_sound_ed25519_point says whether `key` is the canonical encoding of a curve point that is not of small order.
bool is_sound_ed25519_point(ByteView key) noexcept;

/// memory_bio borrows `data`, which must outlive it.
BioPtr memory_bio(ByteView data);

/// raw_from_der and der_from_raw turn ECDSA and SM2 signatures between OpenSSL's form and r‖s.
Result<Bytes> raw_from_der(Algorithm algorithm, ByteView der);
Result<Bytes> der_from_raw(Algorithm algorithm, ByteView raw);

/// make_low replaces s by n - s where s > n/2; both verify, tokens carry the low one.
Result<void> make_low(Algorithm algorithm, Bytes& raw);

/// start_digest_context sets a context up for signing or verifying with `key`, for SM2 with the standard's id.
struct DigestContext {
  PkeyCtxPtr pkey;  // For SM2, whose context OpenSSL does not free with the other.
  MdCtxPtr md;
};
enum class Use { sign, verify };
Result<DigestContext> start_digest_context(Algorithm algorithm, EVP_PKEY* key, Use use);

}  // namespace heyi
