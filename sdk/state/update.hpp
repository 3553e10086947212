// An update in the making: what a bundle leads to, settled before a single octet is written.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <heyi/state.hpp>

#include "state/delta_path.hpp"
#include "state/entries_folder.hpp"
#include "state/members.hpp"
#include "state/sequences.hpp"

namespace heyi::state {

/// Update goes through the members of one bundle within one transaction of the caller's.
class Update {
 public:
  Update(const Database& database, const EntriesFolder& entries, Time now) noexcept
      : database_(database), entries_(entries), now_(now) {}

  /// settle verifies every member. Fails with the reason of the first that does not hold.
  Result<void> settle(const std::vector<BundleMember>& members, const RootPins& born_with);

  /// write puts everything that settle took into the folder and the database; the caller commits.
  Result<void> write() const;

  std::vector<UpdateItem> items() && noexcept { return std::move(items_); }

 private:
  /// StatusGroup is all that a bundle brings for one status list. Only the newest list is expanded, for a file may
  /// repeat one, or hold all that there ever were.
  struct StatusGroup {
    std::vector<std::pair<StatusHeader, ByteView>> lists;
    Deltas deltas;
  };

  Result<void> take_roots(const std::vector<BundleMember>& members, const RootPins& born_with);
  Result<void> take_trust(const std::vector<BundleMember>& members);
  Result<void> take_status(const std::vector<BundleMember>& members);
  Result<void> take_group(const std::string& name, StatusGroup& group);
  Result<std::optional<StatusList>> stored_list(const std::string& name) const;
  Result<void> take_rules(const std::vector<BundleMember>& members);
  Result<void> take_pack(const std::string& name, const RulePack& pack, ByteView octets);
  void drop_orphaned_rules();
  void note(BundleKind kind, const std::string& name, std::uint64_t sequence, UpdateAction action, Time expires_at);
  bool holds_trust(const Place& place) const;
  bool holds_rules(const std::string& name, const Place& place) const;

  const Database& database_;
  const EntriesFolder& entries_;
  Time now_;
  RootPins roots_;
  std::optional<TrustList> trust_;
  std::vector<StoredMember> stored_status_, stored_rules_, stored_trust_;
  std::vector<StoredMember> to_store_, to_drop_;
  std::vector<Place> to_record_;
  std::vector<StatusList> to_expand_;
  std::vector<UpdateItem> items_;
};

}  // namespace heyi::state
