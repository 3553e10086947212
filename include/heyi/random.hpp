// Randomness as a parameter: salts, nonces and generated keys come from what the caller hands in.
#pragma once

#include <span>

#include <heyi/bytes.hpp>
#include <heyi/result.hpp>

namespace heyi {

/// Random is a source of random octets. Implementations must be safe to call from several threads.
class Random {
 public:
  virtual ~Random() = default;

  /// fill overwrites every octet of `out`. Fails with `key.random_failed`, and then `out` must not be used.
  virtual Result<void> fill(std::span<std::uint8_t> out) = 0;
};

/// SystemRandom is OpenSSL's generator, seeded by the operating system: the one to use outside tests.
class SystemRandom final : public Random {
 public:
  Result<void> fill(std::span<std::uint8_t> out) override;
};

}  // namespace heyi
