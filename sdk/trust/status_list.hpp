// What stands behind a StatusList.
#pragma once

#include <optional>
#include <vector>

#include <heyi/status.hpp>

#include "crypto/hash.hpp"

namespace heyi {

struct StatusList::Impl {
  StatusListContent content;
  std::vector<TrustEntry> signers;  ///< Every entry of the key that signed; each may speak for another issuer.
  std::uint64_t trust_epoch = 0;    ///< Epoch of the trust list it was opened under.
  std::size_t compressed_size = 0;
  Digest digest{};  ///< SHA-256 of the signed payload: tells two lists of one sequence apart.
};

namespace trust {

/// rebind is the list under another trust list than it was opened with: its key speaks for whom the entries of today
/// say. None when the environment differs or today's list does not let the key publish this list at all.
std::optional<StatusList> rebind(const StatusList& list, const TrustList& trust);

}  // namespace trust
}  // namespace heyi
