// The operating system's randomness through OpenSSL.
#include <heyi/random.hpp>

#include <openssl/rand.h>

#include <limits>

namespace heyi {

Result<void> SystemRandom::fill(std::span<std::uint8_t> out) {
  if (out.size() > static_cast<std::size_t>(std::numeric_limits<int>::max()) ||
      RAND_bytes(out.data(), static_cast<int>(out.size())) != 1) {
    return fail(Reason::key_random_failed);
  }
  return {};
}

}  // namespace heyi
