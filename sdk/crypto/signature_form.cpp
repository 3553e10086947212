// The forms of a signature: OpenSSL's DER and the r‖s of COSE, the high and the low s.
#include <algorithm>

#include "crypto/openssl.hpp"

namespace heyi {
namespace {

BnPtr number(ByteView octets) { return BnPtr(BN_bin2bn(octets.data(), static_cast<int>(octets.size()), nullptr)); }

// The order of an ECDSA curve; tokens of SM2 have no low form, so its order is not asked for here.
BnPtr order_of(Algorithm algorithm) {
  const EcGroupPtr group(EC_GROUP_new_by_curve_name(curve_of(algorithm).nid));
  if (!group) return nullptr;
  return BnPtr(BN_dup(EC_GROUP_get0_order(group.get())));
}

bool has_low_form(Algorithm algorithm) noexcept {
  return algorithm == Algorithm::es256 || algorithm == Algorithm::es384;
}

// Halves of the group orders (FIPS 186-5, P-256 and P-384), rounded down, big endian.
constexpr std::uint8_t kHalfP256[] = {0x7f, 0xff, 0xff, 0xff, 0x80, 0x00, 0x00, 0x00, 0x7f, 0xff, 0xff,
                                      0xff, 0xff, 0xff, 0xff, 0xff, 0xde, 0x73, 0x7d, 0x56, 0xd3, 0x8b,
                                      0xcf, 0x42, 0x79, 0xdc, 0xe5, 0x61, 0x7e, 0x31, 0x92, 0xa8};
constexpr std::uint8_t kHalfP384[] = {0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
                                      0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
                                      0xe3, 0xb1, 0xa6, 0xc0, 0xfa, 0x1b, 0x96, 0xef, 0xac, 0x0d, 0x06, 0xd9,
                                      0x24, 0x58, 0x53, 0xbd, 0x76, 0x76, 0x0c, 0xb5, 0x66, 0x62, 0x94, 0xb9};

}  // namespace

bool is_high_s(Algorithm algorithm, ByteView signature) noexcept {
  if (!has_low_form(algorithm) || signature.size() != signature_size(algorithm)) return false;
  const ByteView s = signature.subspan(signature.size() / 2);
  const ByteView half = algorithm == Algorithm::es256 ? ByteView(kHalfP256) : ByteView(kHalfP384);
  return std::lexicographical_compare(half.begin(), half.end(), s.begin(), s.end());
}

Result<void> make_low(Algorithm algorithm, Bytes& raw) {
  if (!is_high_s(algorithm, raw)) return {};
  const std::size_t half = raw.size() / 2;
  const BnPtr order = order_of(algorithm);
  const BnPtr s = number(ByteView(raw).subspan(half));
  const bool made = order && s && BN_sub(s.get(), order.get(), s.get()) == 1 &&
                    BN_bn2binpad(s.get(), raw.data() + half, static_cast<int>(half)) == static_cast<int>(half);
  if (!made) return fail(Reason::key_sign_failed);
  return {};
}

Result<Bytes> raw_from_der(Algorithm algorithm, ByteView der) {
  const std::uint8_t* at = der.data();
  const EcdsaSigPtr parsed(d2i_ECDSA_SIG(nullptr, &at, static_cast<long>(der.size())));
  if (!parsed) return fail(Reason::key_sign_failed);
  const std::size_t half = signature_size(algorithm) / 2;
  Bytes raw(half * 2);
  const bool fits = BN_bn2binpad(ECDSA_SIG_get0_r(parsed.get()), raw.data(), static_cast<int>(half)) >= 0 &&
                    BN_bn2binpad(ECDSA_SIG_get0_s(parsed.get()), raw.data() + half, static_cast<int>(half)) >= 0;
  if (!fits) return fail(Reason::key_sign_failed);
  return raw;
}

Result<Bytes> der_from_raw(Algorithm algorithm, ByteView raw) {
  if (raw.size() != signature_size(algorithm)) return fail(Reason::cose_signature_size);
  const std::size_t half = raw.size() / 2;
  const EcdsaSigPtr signature(ECDSA_SIG_new());
  BnPtr r = number(raw.first(half));
  BnPtr s = number(raw.subspan(half));
  if (!signature || !r || !s || ECDSA_SIG_set0(signature.get(), r.get(), s.get()) != 1) {
    return fail(Reason::internal_failure, "signature");
  }
  // Both numbers belong to the signature from here on.
  static_cast<void>(r.release());
  static_cast<void>(s.release());
  std::uint8_t* written = nullptr;
  const int size = i2d_ECDSA_SIG(signature.get(), &written);
  if (size <= 0) return fail(Reason::internal_failure, "signature");
  Bytes der(written, written + size);
  OPENSSL_free(written);
  return der;
}

}  // namespace heyi
