// What every signed list but the trust list says of itself, and how it is read and written.
#pragma once

#include <string>
#include <string_view>

#include <heyi/result.hpp>
#include <heyi/time.hpp>

#include "codec/cbor.hpp"
#include "codec/cbor_writer.hpp"
#include "crypto/hash.hpp"

namespace heyi::trust {

/// ListHead is the claims iss, sub, iat, exp, `env` and `seq`.
struct ListHead {
  std::string environment, issuer, subject;
  std::uint64_t sequence = 1;
  Time issued_at, expires_at;
};

/// kHeadClaims is how many claims a head has.
inline constexpr std::size_t kHeadClaims = 6;

/// check_head holds a head against the rules for its fields. Fails with `invalid`, the detail naming the field.
Result<void> check_head(const ListHead& head, Reason invalid);

void put_head(const ListHead& head, cbor::MapWriter& payload);

/// read_head reads and checks the head in a payload that is a map.
Result<ListHead> read_head(const cbor::Item& payload, Reason invalid);

/// identity is the SHA-256 that two statements share exactly when they say the same: all of the head, and what
/// `content` hashes. A list and the delta that leads to it are one in this.
Result<Digest> identity(const ListHead& head, const Digest& content);

}  // namespace heyi::trust
