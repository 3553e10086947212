// What stands behind a StatusList.
#pragma once

#include <optional>
#include <vector>

#include <heyi/status.hpp>

#include "crypto/hash.hpp"
#include "trust/list_head.hpp"

namespace heyi {

struct StatusList::Impl {
  StatusHeader header;
  StatusBits bits;
  StatusHash hash{};
  std::vector<TrustEntry> signers;  ///< Every entry of the key that signed; each may speak for another issuer.
  std::uint64_t trust_epoch = 0;    ///< Epoch of the trust list it was opened under.
  std::size_t compressed_size = 0;
  Digest digest{};  ///< What the signature says, as trust::identity: tells two lists of one sequence apart.
};

namespace trust {

ListHead head_of(const StatusHeader& header);
StatusHeader header_of(const ListHead& head);

/// kMaxPacked bounds the expanded entries in octets.
inline constexpr std::size_t kMaxPacked = static_cast<std::size_t>(StatusListContent::kMaxEntries / 4);

/// own keeps expanded entries in memory.
StatusBits own(Bytes packed);

/// SignedList's statement about entries, once they were found to hash to it.
struct SignedList;
Result<StatusList> make_status_list(const SignedList& statement, const TrustList& trust, const StatusHash& hash,
                                    std::size_t compressed_size, StatusBits bits);

/// read_status_header is StatusList::open without expanding the entries, which are not checked then.
Result<StatusHeader> read_status_header(ByteView list, const TrustList& trust, Time now);

/// rebind is the list under another trust list than it was opened with: its key speaks for whom the entries of today
/// say. None when the environment differs or today's list does not let the key publish this list at all.
std::optional<StatusList> rebind(const StatusList& list, const TrustList& trust);

/// Delta is a delta whose signature holds.
struct Delta {
  StatusHash parent{}, result{};
  std::size_t size = 0;  ///< Octets of the expanded result.
  ByteView changes;      ///< zlib; see status_changes.hpp.
};

/// read_delta reads what a delta says beside its head. Fails with `status.list_invalid`.
Result<Delta> read_delta(const SignedList& list);

}  // namespace trust
}  // namespace heyi
