// Hashes through EVP.
#include "crypto/hash.hpp"

#include <openssl/crypto.h>
#include <openssl/hmac.h>

#include "crypto/openssl.hpp"

namespace heyi {
Result<Digest> hash(HashAlgorithm algorithm, ByteView data) {
  Digest digest{};
  const EVP_MD* md = algorithm == HashAlgorithm::sm3 ? EVP_sm3() : EVP_sha256();
  if (EVP_Digest(data.data(), data.size(), digest.data(), nullptr, md, nullptr) != 1) {
    return fail(Reason::internal_failure, "digest");
  }
  return digest;
}

Result<Digest> hmac_sha256(ByteView key, std::initializer_list<ByteView> parts) {
  Bytes message;
  for (const ByteView part : parts) message.insert(message.end(), part.begin(), part.end());
  Digest digest{};
  unsigned int size = 0;
  const bool made = HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()), message.data(), message.size(),
                         digest.data(), &size) != nullptr;
  wipe(message);
  if (!made || size != digest.size()) return fail(Reason::internal_failure, "hmac");
  return digest;
}

bool equal_constant_time(ByteView a, ByteView b) noexcept {
  return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

void wipe(std::span<std::uint8_t> secret) noexcept { OPENSSL_cleanse(secret.data(), secret.size()); }

}  // namespace heyi
