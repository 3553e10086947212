// Public keys: made from points, parsed once, checked to lie on their curve.
#include <openssl/core_names.h>
#include <openssl/param_build.h>

#include <array>

#include "crypto/openssl.hpp"

namespace heyi {
namespace {

using ParamBuildPtr = std::unique_ptr<OSSL_PARAM_BLD, OpensslDeleter<OSSL_PARAM_BLD_free>>;
using ParamPtr = std::unique_ptr<OSSL_PARAM, OpensslDeleter<OSSL_PARAM_free>>;

Error bad_point() { return fail(Reason::key_bad_point); }

// key_from_encoded makes a key from a SEC 1 point; OpenSSL checks that it is on the curve when it decodes it.
PkeyPtr key_from_encoded(Algorithm algorithm, ByteView point) {
  const bool is_sm2 = algorithm == Algorithm::sm2;
  const PkeyCtxPtr context(EVP_PKEY_CTX_new_from_name(nullptr, is_sm2 ? "SM2" : "EC", nullptr));
  const ParamBuildPtr build(OSSL_PARAM_BLD_new());
  if (!context || !build) return nullptr;
  OSSL_PARAM_BLD_push_utf8_string(build.get(), OSSL_PKEY_PARAM_GROUP_NAME, curve_of(algorithm).group, 0);
  OSSL_PARAM_BLD_push_octet_string(build.get(), OSSL_PKEY_PARAM_PUB_KEY, point.data(), point.size());
  const ParamPtr parameters(OSSL_PARAM_BLD_to_param(build.get()));
  EVP_PKEY* key = nullptr;
  if (!parameters || EVP_PKEY_fromdata_init(context.get()) != 1 ||
      EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_PUBLIC_KEY, parameters.get()) != 1) {
    return nullptr;
  }
  return PkeyPtr(key);
}

Bytes coordinate(const BIGNUM* value, std::size_t size) {
  Bytes octets(size);
  if (BN_bn2binpad(value, octets.data(), static_cast<int>(size)) < 0) octets.clear();
  return octets;
}

Result<Algorithm> algorithm_of(EVP_PKEY* key) {
  if (EVP_PKEY_is_a(key, "ED25519")) return Algorithm::eddsa;
  if (!EVP_PKEY_is_a(key, "EC") && !EVP_PKEY_is_a(key, "SM2")) return fail(Reason::key_unsupported);
  std::array<char, 64> group{};
  std::size_t size = 0;
  if (EVP_PKEY_get_utf8_string_param(key, OSSL_PKEY_PARAM_GROUP_NAME, group.data(), group.size(), &size) != 1) {
    return fail(Reason::key_unsupported);
  }
  const int nid = OBJ_txt2nid(group.data());
  for (const Algorithm algorithm : {Algorithm::es256, Algorithm::es384, Algorithm::sm2}) {
    const CurveInfo curve = curve_of(algorithm);
    const bool named = std::string_view(group.data()) == curve.group;
    if (nid == curve.nid || named) return algorithm;
  }
  return fail(Reason::key_unsupported);
}

Result<PublicKey> ed25519_key(ByteView octets) {
  if (!is_sound_ed25519_point(octets)) return bad_point();
  PkeyPtr key(EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, octets.data(), octets.size()));
  if (!key) return bad_point();
  auto impl = std::make_shared<PublicKey::Impl>();
  impl->algorithm = Algorithm::eddsa;
  impl->key = std::move(key);
  impl->x.assign(octets.begin(), octets.end());
  return PublicKey(std::move(impl));
}

}  // namespace

Result<PublicKey> describe(PkeyPtr key) {
  const Result<Algorithm> algorithm = algorithm_of(key.get());
  if (!algorithm) return algorithm.error();
  if (*algorithm == Algorithm::eddsa) {
    std::array<std::uint8_t, 32> raw{};
    std::size_t size = raw.size();
    if (EVP_PKEY_get_raw_public_key(key.get(), raw.data(), &size) != 1) return bad_point();
    return ed25519_key(ByteView(raw.data(), size));
  }
  BIGNUM* x = nullptr;
  BIGNUM* y = nullptr;
  const bool read = EVP_PKEY_get_bn_param(key.get(), OSSL_PKEY_PARAM_EC_PUB_X, &x) == 1 &&
                    EVP_PKEY_get_bn_param(key.get(), OSSL_PKEY_PARAM_EC_PUB_Y, &y) == 1;
  const BnPtr x_owner(x);
  const BnPtr y_owner(y);
  if (!read) return bad_point();
  // Parsed keys differ in hidden details (an "EC" key on the SM2 curve, say); one made from the point does not.
  const std::size_t size = coordinate_size(*algorithm);
  return PublicKey::from_point(*algorithm, coordinate(x, size), coordinate(y, size));
}

PublicKey::PublicKey(std::shared_ptr<const Impl> impl) noexcept : impl_(std::move(impl)) {}

Result<PublicKey> PublicKey::from_point(Algorithm algorithm, ByteView x, ByteView y) {
  const ErrorQueueGuard guard;
  if (algorithm == Algorithm::eddsa) return y.empty() ? ed25519_key(x) : Result<PublicKey>(bad_point());
  const std::size_t size = coordinate_size(algorithm);
  if (x.size() != size || y.size() != size) return bad_point();
  Bytes encoded = {0x04};
  encoded.insert(encoded.end(), x.begin(), x.end());
  encoded.insert(encoded.end(), y.begin(), y.end());
  auto impl = std::make_shared<Impl>();
  impl->algorithm = algorithm;
  impl->key = key_from_encoded(algorithm, encoded);
  if (!impl->key) return bad_point();
  // The quick check leaves out n·Q = O, which holds for every point of these curves: their cofactor is 1.
  const PkeyCtxPtr context(EVP_PKEY_CTX_new(impl->key.get(), nullptr));
  if (!context || EVP_PKEY_public_check_quick(context.get()) != 1) return bad_point();
  impl->x.assign(x.begin(), x.end());
  impl->y.assign(y.begin(), y.end());
  return PublicKey(std::move(impl));
}

Result<PublicKey> PublicKey::from_compressed(Algorithm algorithm, ByteView x, bool y_is_odd) {
  const ErrorQueueGuard guard;
  const std::size_t size = coordinate_size(algorithm);
  if (algorithm == Algorithm::eddsa || x.size() != size) return bad_point();
  const EcGroupPtr group(EC_GROUP_new_by_curve_name(curve_of(algorithm).nid));
  const EcPointPtr point(group ? EC_POINT_new(group.get()) : nullptr);
  const BnPtr x_number(BN_bin2bn(x.data(), static_cast<int>(x.size()), nullptr));
  const BnPtr y_number(BN_new());
  const bool found =
      point && x_number && y_number &&
      EC_POINT_set_compressed_coordinates(group.get(), point.get(), x_number.get(), y_is_odd ? 1 : 0, nullptr) == 1 &&
      EC_POINT_get_affine_coordinates(group.get(), point.get(), x_number.get(), y_number.get(), nullptr) == 1;
  if (!found) return bad_point();
  return from_point(algorithm, x, coordinate(y_number.get(), size));
}

Algorithm PublicKey::algorithm() const noexcept { return impl_->algorithm; }
ByteView PublicKey::x() const noexcept { return impl_->x; }
ByteView PublicKey::y() const noexcept { return impl_->y; }

bool operator==(const PublicKey& a, const PublicKey& b) noexcept {
  return a.impl_ == b.impl_ || (a.algorithm() == b.algorithm() && a.impl_->x == b.impl_->x && a.impl_->y == b.impl_->y);
}

Result<void> PublicKey::verify(ByteView message, ByteView signature) const {
  const ErrorQueueGuard guard;
  if (signature.size() != signature_size(algorithm())) return fail(Reason::cose_signature_size);
  Bytes der;
  if (algorithm() != Algorithm::eddsa) {
    Result<Bytes> converted = der_from_raw(algorithm(), signature);
    if (!converted) return converted.error();
    der = *std::move(converted);
    signature = der;
  }
  const Result<DigestContext> context = start_digest_context(algorithm(), impl_->key.get(), Use::verify);
  if (!context) return context.error();
  // Anything but 1 is a refusal: 0 for a wrong signature, negative for one that is out of range or malformed.
  if (EVP_DigestVerify(context->md.get(), signature.data(), signature.size(), message.data(), message.size()) != 1) {
    return fail(Reason::cose_signature_invalid);
  }
  return {};
}

}  // namespace heyi
