// What stands behind a TrustList, and how signed lists find their signer in it.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include <heyi/trust.hpp>

#include "cose/sign1.hpp"
#include "crypto/hash.hpp"

namespace heyi {

struct TrustList::Impl {
  TrustListContent content;
  std::unordered_map<std::string, std::vector<const TrustEntry*>> by_kid;
  int signed_by = 0;
  Digest digest{};  ///< SHA-256 of the signed payload: tells two lists of one sequence apart.
};

namespace trust {

inline constexpr std::uint64_t kSequenceEnd = std::uint64_t{1} << 48;
inline constexpr std::size_t kMaxEntries = 4096;
inline constexpr std::size_t kMaxPerKid = 4;

/// check_content holds a list's content against the rules for entries. Fails with `trust.bad_entry`, or
/// `trust.list_invalid` for what concerns the whole list.
Result<void> check_content(const TrustListContent& content);

/// verifying_entries are the entries with the object's kid whose key verifies it: eight octets name a key, they do not
/// prove it, so all are tried, each distinct key once. Fails with `trust.unknown_key` or the `cose` reason of the first
/// key.
Result<std::vector<const TrustEntry*>> verifying_entries(const cose::Sign1& object, const cose::Header& header,
                                                         const TrustList& trust);

}  // namespace trust
}  // namespace heyi
