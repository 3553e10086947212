// Private keys in memory: made, read from a scalar, and used for signing.
#include <openssl/core_names.h>
#include <openssl/param_build.h>

#include "crypto/hash.hpp"
#include "crypto/openssl.hpp"

namespace heyi {
namespace {

using ParamBuildPtr = std::unique_ptr<OSSL_PARAM_BLD, OpensslDeleter<OSSL_PARAM_BLD_free>>;
using ParamPtr = std::unique_ptr<OSSL_PARAM, OpensslDeleter<OSSL_PARAM_free>>;

PkeyPtr generate_key(Algorithm algorithm) {
  const char* name = algorithm == Algorithm::eddsa ? "ED25519" : algorithm == Algorithm::sm2 ? "SM2" : "EC";
  const PkeyCtxPtr context(EVP_PKEY_CTX_new_from_name(nullptr, name, nullptr));
  EVP_PKEY* key = nullptr;
  if (!context || EVP_PKEY_keygen_init(context.get()) != 1) return nullptr;
  const bool needs_curve = algorithm == Algorithm::es256 || algorithm == Algorithm::es384;
  if (needs_curve && EVP_PKEY_CTX_set_group_name(context.get(), curve_of(algorithm).group) != 1) return nullptr;
  if (EVP_PKEY_generate(context.get(), &key) != 1) return nullptr;
  return PkeyPtr(key);
}

// The public point of a scalar, uncompressed; empty when the scalar is zero or not below the order.
Bytes point_of(Algorithm algorithm, const BIGNUM* scalar) {
  const EcGroupPtr group(EC_GROUP_new_by_curve_name(curve_of(algorithm).nid));
  const EcPointPtr point(group ? EC_POINT_new(group.get()) : nullptr);
  if (!point || BN_is_zero(scalar) || BN_cmp(scalar, EC_GROUP_get0_order(group.get())) >= 0) return {};
  if (EC_POINT_mul(group.get(), point.get(), scalar, nullptr, nullptr, nullptr) != 1) return {};
  Bytes encoded(1 + 2 * coordinate_size(algorithm));
  const std::size_t size = EC_POINT_point2oct(group.get(), point.get(), POINT_CONVERSION_UNCOMPRESSED, encoded.data(),
                                              encoded.size(), nullptr);
  if (size != encoded.size()) return {};
  return encoded;
}

PkeyPtr key_from_scalar(Algorithm algorithm, ByteView scalar) {
  const BnPtr number(BN_secure_new());
  if (!number || BN_bin2bn(scalar.data(), static_cast<int>(scalar.size()), number.get()) == nullptr) return nullptr;
  const Bytes point = point_of(algorithm, number.get());
  const PkeyCtxPtr context(EVP_PKEY_CTX_new_from_name(nullptr, algorithm == Algorithm::sm2 ? "SM2" : "EC", nullptr));
  const ParamBuildPtr build(OSSL_PARAM_BLD_new());
  if (point.empty() || !context || !build) return nullptr;
  OSSL_PARAM_BLD_push_utf8_string(build.get(), OSSL_PKEY_PARAM_GROUP_NAME, curve_of(algorithm).group, 0);
  OSSL_PARAM_BLD_push_BN(build.get(), OSSL_PKEY_PARAM_PRIV_KEY, number.get());
  OSSL_PARAM_BLD_push_octet_string(build.get(), OSSL_PKEY_PARAM_PUB_KEY, point.data(), point.size());
  const ParamPtr parameters(OSSL_PARAM_BLD_to_param(build.get()));
  EVP_PKEY* key = nullptr;
  if (!parameters || EVP_PKEY_fromdata_init(context.get()) != 1 ||
      EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_KEYPAIR, parameters.get()) != 1) {
    return nullptr;
  }
  return PkeyPtr(key);
}

Result<PrivateKey> wrap(PkeyPtr key) {
  EVP_PKEY_up_ref(key.get());
  Result<PublicKey> public_key = describe(PkeyPtr(key.get()));
  if (!public_key) return public_key.error();
  return PrivateKey(std::make_shared<const PrivateKey::Impl>(PrivateKey::Impl{std::move(key), *std::move(public_key)}));
}

}  // namespace

PrivateKey::PrivateKey(std::shared_ptr<const Impl> impl) noexcept : impl_(std::move(impl)) {}

Result<PrivateKey> PrivateKey::generate(Algorithm algorithm) {
  const ErrorQueueGuard guard;
  PkeyPtr key = generate_key(algorithm);
  if (!key) return fail(Reason::key_random_failed);
  return wrap(std::move(key));
}

Result<PrivateKey> PrivateKey::from_scalar(Algorithm algorithm, ByteView scalar) {
  const ErrorQueueGuard guard;
  if (scalar.size() != coordinate_size(algorithm)) return fail(Reason::key_bad_point);
  PkeyPtr key = algorithm == Algorithm::eddsa
                    ? PkeyPtr(EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr, scalar.data(), scalar.size()))
                    : key_from_scalar(algorithm, scalar);
  if (!key) return fail(Reason::key_bad_point);
  return wrap(std::move(key));
}

const PublicKey& PrivateKey::public_key() const noexcept { return impl_->public_key; }

Result<Bytes> PrivateKey::sign(ByteView message) const {
  const ErrorQueueGuard guard;
  const Algorithm algorithm = impl_->public_key.algorithm();
  const Result<DigestContext> context = start_digest_context(algorithm, impl_->key.get(), Use::sign);
  if (!context) return fail(Reason::key_sign_failed);
  std::size_t size = 0;
  if (EVP_DigestSign(context->md.get(), nullptr, &size, message.data(), message.size()) != 1) {
    return fail(Reason::key_sign_failed);
  }
  Bytes signature(size);
  if (EVP_DigestSign(context->md.get(), signature.data(), &size, message.data(), message.size()) != 1) {
    return fail(Reason::key_sign_failed);
  }
  signature.resize(size);
  if (algorithm == Algorithm::eddsa) return signature;
  Result<Bytes> raw = raw_from_der(algorithm, signature);
  if (!raw) return raw.error();
  if (const Result<void> low = make_low(algorithm, *raw); !low) return low.error();
  return raw;
}

}  // namespace heyi
