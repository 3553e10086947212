// What makes 32 octets an Ed25519 key: OpenSSL takes any, and only finds out when it verifies.
#include <algorithm>
#include <array>

#include "crypto/openssl.hpp"

namespace heyi {
namespace {

// Points of small order verify signatures nobody made; no honest key is one (RFC 8032 §5.1, the eight torsion points).
bool is_small_order(ByteView key) noexcept {
  constexpr std::array<std::array<std::uint8_t, 32>, 5> kTorsion = {{
      {0x01},
      {0x00},
      {0xec, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
       0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f},
      {0x26, 0xe8, 0x95, 0x8f, 0xc2, 0xb2, 0x27, 0xb0, 0x45, 0xc3, 0xf4, 0x89, 0xf2, 0xef, 0x98, 0xf0,
       0xd5, 0xdf, 0xac, 0x05, 0xd3, 0xc6, 0x33, 0x39, 0xb1, 0x38, 0x02, 0x88, 0x6d, 0x53, 0xfc, 0x05},
      {0xc7, 0x17, 0x6a, 0x70, 0x3d, 0x4d, 0xd8, 0x4f, 0xba, 0x3c, 0x0b, 0x76, 0x0d, 0x10, 0x67, 0x0f,
       0x2a, 0x20, 0x53, 0xfa, 0x2c, 0x39, 0xcc, 0xc6, 0x4e, 0xc7, 0xfd, 0x77, 0x92, 0xac, 0x03, 0x7a},
  }};
  std::array<std::uint8_t, 32> without_sign{};
  std::copy(key.begin(), key.end(), without_sign.begin());
  without_sign[31] &= 0x7f;
  return std::find(kTorsion.begin(), kTorsion.end(), without_sign) != kTorsion.end();
}

// The y of an Ed25519 key is below p = 2^255 - 19; other spellings of the same point are not canonical.
bool is_canonical_ed25519(ByteView key) noexcept {
  if ((key[31] & 0x7f) != 0x7f) return true;
  for (std::size_t i = 30; i > 0; --i) {
    if (key[i] != 0xff) return true;
  }
  return key[0] < 0xed;
}

// The key's y gives x² = (y² - 1) / (d·y² + 1) modulo p (RFC 8032 §5.1.3); a point exists when that is a square. The
// denominator is never zero, so the product of both has the same answer without an inversion.
bool is_on_curve(ByteView key) noexcept {
  constexpr const char* kPrime = "7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffed";
  constexpr const char* kD = "52036cee2b6ffe738cc740797779e89800700a4d4141d8ab75eb4dca135978a3";
  std::array<std::uint8_t, 32> without_sign{};
  std::copy(key.begin(), key.end(), without_sign.begin());
  without_sign[31] &= 0x7f;
  BIGNUM* prime = nullptr;
  BIGNUM* d = nullptr;
  const bool constants = BN_hex2bn(&prime, kPrime) != 0 && BN_hex2bn(&d, kD) != 0;
  const BnPtr prime_owner(prime);
  const BnPtr d_owner(d);
  const BnCtxPtr context(BN_CTX_new());
  const BnPtr square(BN_lebin2bn(without_sign.data(), static_cast<int>(without_sign.size()), nullptr));
  const BnPtr below(BN_new());
  return constants && context && square && below && BN_mod_sqr(square.get(), square.get(), prime, context.get()) == 1 &&
         BN_mod_mul(below.get(), square.get(), d, prime, context.get()) == 1 && BN_add_word(below.get(), 1) == 1 &&
         BN_mod_sub(square.get(), square.get(), BN_value_one(), prime, context.get()) == 1 &&
         BN_mod_mul(square.get(), square.get(), below.get(), prime, context.get()) == 1 &&
         BN_kronecker(square.get(), prime, context.get()) == 1;
}

}  // namespace

bool is_sound_ed25519_point(ByteView key) noexcept {
  return key.size() == 32 && is_canonical_ed25519(key) && !is_small_order(key) && is_on_curve(key);
}

}  // namespace heyi
