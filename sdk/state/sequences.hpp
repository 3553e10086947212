// The highest sequence of every list seen, so that nothing goes backwards.
#pragma once

#include <map>
#include <optional>
#include <string>

#include <heyi/rule_pack.hpp>
#include <heyi/status.hpp>
#include <heyi/trust.hpp>

#include "crypto/hash.hpp"
#include "state/database.hpp"

namespace heyi::state {

/// Place says where a list stands among those of its name.
struct Place {
  std::string list;
  std::uint64_t epoch = 0, sequence = 0;
  Time issued_at;
  Digest digest{};

  /// is says whether this is the very list that was seen.
  bool is(const Place& seen) const noexcept {
    return epoch == seen.epoch && sequence == seen.sequence && digest == seen.digest;
  }
  /// follows says whether this list may come after `seen`: a later sequence, the very same list again, or a new epoch
  /// that does not bring back what was issued before.
  bool follows(const Place& seen) const noexcept {
    if (epoch != seen.epoch) return epoch > seen.epoch && issued_at >= seen.issued_at;
    return sequence > seen.sequence || is(seen);
  }
};

Place place_of(const TrustList& list);
Place place_of(const StatusList& list);
Place place_of(const RulePack& pack);

/// find_place is the last list of this name that was seen. Fails with `state.damaged` or `state.unavailable`.
Result<std::optional<Place>> find_place(const Database& database, const std::string& list);

/// Places are those of all lists that were seen, by name.
using Places = std::map<std::string, Place>;
Result<Places> all_places(const Database& database);

/// is_outdated says whether something later than this list was seen under its name.
bool is_outdated(const Places& seen, const Place& place);

/// was_seen is true for the very list seen last, false for one that follows. Fails with `rolled_back` for any other.
Result<bool> was_seen(const Database& database, const Place& place, Reason rolled_back);

/// record_place records a list that follows; it checks nothing.
Result<void> record_place(const Database& database, const Place& place);

/// admit_place checks and records, within the caller's transaction. Fails with `rolled_back`.
Result<void> admit_place(const Database& database, const Place& place, Reason rolled_back);

/// newest_issued is the latest date of any list seen; none before the first.
Result<std::optional<Time>> newest_issued(const Database& database);

}  // namespace heyi::state
