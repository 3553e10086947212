// Hashes and small secrets: SHA-256, SM3, HMAC, comparison in constant time, wiping.
#pragma once

#include <array>
#include <initializer_list>

#include <heyi/bytes.hpp>
#include <heyi/result.hpp>

namespace heyi {

using Digest = std::array<std::uint8_t, 32>;

/// HashAlgorithm of disclosures: both give 32 octets.
enum class HashAlgorithm { sha256, sm3 };

Result<Digest> hash(HashAlgorithm algorithm, ByteView data);

/// hmac_sha256 is RFC 2104 over the concatenation of `parts`.
Result<Digest> hmac_sha256(ByteView key, std::initializer_list<ByteView> parts);

/// equal_constant_time compares without telling where two strings differ; lengths may be told.
bool equal_constant_time(ByteView a, ByteView b) noexcept;

/// wipe overwrites `secret` in a way the compiler keeps.
void wipe(std::span<std::uint8_t> secret) noexcept;

}  // namespace heyi
