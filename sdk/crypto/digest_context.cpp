// One way to set up EVP for all four algorithms.
#include "crypto/openssl.hpp"

namespace heyi {
namespace {

// GB/T 32918.2: the id that both sides must set. OpenSSL 3.0 takes an empty one when none is set.
constexpr std::string_view kSm2Id = "1234567812345678";

const EVP_MD* digest_of(Algorithm algorithm) noexcept {
  switch (algorithm) {
    case Algorithm::es256: return EVP_sha256();
    case Algorithm::es384: return EVP_sha384();
    case Algorithm::sm2: return EVP_sm3();
    case Algorithm::eddsa: break;
  }
  return nullptr;  // Ed25519 hashes inside.
}

}  // namespace

Result<DigestContext> start_digest_context(Algorithm algorithm, EVP_PKEY* key, Use use) {
  DigestContext context{nullptr, MdCtxPtr(EVP_MD_CTX_new())};
  if (!context.md) return fail(Reason::internal_failure, "context");
  if (algorithm == Algorithm::sm2) {
    context.pkey.reset(EVP_PKEY_CTX_new(key, nullptr));
    if (!context.pkey || EVP_PKEY_CTX_set1_id(context.pkey.get(), kSm2Id.data(), kSm2Id.size()) != 1) {
      return fail(Reason::internal_failure, "sm2 id");
    }
    EVP_MD_CTX_set_pkey_ctx(context.md.get(), context.pkey.get());
  }
  const EVP_MD* digest = digest_of(algorithm);
  const int started = use == Use::sign ? EVP_DigestSignInit(context.md.get(), nullptr, digest, nullptr, key)
                                       : EVP_DigestVerifyInit(context.md.get(), nullptr, digest, nullptr, key);
  if (started != 1) return fail(Reason::internal_failure, "context");
  return context;
}

}  // namespace heyi
