// Loading: one consistent look at the database and the files, then everything is verified from the roots up.
#include "state/stored_lists.hpp"

#include <new>

#include <heyi/roots.hpp>

#include "state/sequences.hpp"
#include "state/store.hpp"

namespace heyi {
namespace state {

Result<RootPins> follow_roots(const RootPins& born_with, const std::vector<StoredMember>& rotations) {
  RootPins roots = born_with;
  for (const StoredMember& rotation : rotations) {
    if (rotation.version <= static_cast<std::int64_t>(roots.version)) continue;
    Result<RootPins> next = rotate_roots(roots, rotation.octets);
    if (!next) return about(next.error(), BundleKind::roots, std::to_string(rotation.version));
    roots = *std::move(next);
  }
  return roots;
}

Result<std::optional<TrustList>> open_stored_trust(const std::vector<StoredMember>& kept, const RootPins& roots) {
  if (kept.empty()) return std::optional<TrustList>{};
  Result<TrustList> list = TrustList::open(kept.front().octets, roots);
  if (!list) return about(list.error(), BundleKind::trust, roots.environment);
  return std::optional(*std::move(list));
}

Error about(const Error& error, BundleKind kind, const std::string& name) {
  std::string detail = std::string(bundle_kind_name(kind)) + " " + name;
  if (!error.detail.empty()) detail += ": " + error.detail;
  return fail(error.reason, std::move(detail));
}

std::string shown_name(const std::string& name) {
  const std::size_t line = name.find('\n');
  return line == std::string::npos ? name : name.substr(line + 1);
}

}  // namespace state

namespace {

/// Kept is everything in the store at one moment.
struct Kept {
  std::vector<state::StoredMember> roots, trust, status, rules;
  std::vector<Result<StatusBits>> entries;  ///< One for each status list.
  state::Places seen;
};

// Within one transaction, so that no other process changes lists or sweeps files in between.
Result<Kept> look(const state::Database& database, const state::EntriesFolder& folder) {
  const state::Transaction transaction(database);
  if (!transaction.begun()) return transaction.begun().error();
  Kept kept;
  for (const auto& [kind, members] :
       {std::pair{BundleKind::roots, &kept.roots}, std::pair{BundleKind::trust, &kept.trust},
        std::pair{BundleKind::status, &kept.status}, std::pair{BundleKind::rules, &kept.rules}}) {
    auto loaded = state::load_members(database, kind);
    if (!loaded) return loaded.error();
    *members = *std::move(loaded);
  }
  Result<state::Places> seen = state::all_places(database);
  if (!seen) return seen.error();
  kept.seen = *std::move(seen);
  for (const state::StoredMember& list : kept.status) kept.entries.push_back(folder.map(list.entries));
  return kept;
}

// A later list may have come as a file of its own, and what is kept here may not have its say again.
template <typename T>
void keep_or_leave(Result<T> opened, const state::StoredMember& member, const state::Places& seen,
                   std::vector<T>& lists, Knowledge& knowledge) {
  const Reason rolled_back = member.kind == BundleKind::status ? Reason::status_rolled_back : Reason::rules_rolled_back;
  if (opened && state::is_outdated(seen, state::place_of(*opened))) opened = fail(rolled_back);
  if (opened) {
    lists.push_back(*std::move(opened));
  } else {
    knowledge.left_out.push_back({member.kind, state::shown_name(member.name), opened.error()});
  }
}

}  // namespace

Result<Knowledge> StateStore::load(const RootPins& born_with, Time now) try {
  Result<Kept> kept = [&] {
    const std::scoped_lock lock(impl_->mutex);
    return look(impl_->database, impl_->entries);
  }();
  if (!kept) return kept.error();
  const Result<RootPins> roots = state::follow_roots(born_with, kept->roots);
  if (!roots) return roots.error();
  Knowledge knowledge;
  knowledge.roots = *roots;
  Result<std::optional<TrustList>> trust = state::open_stored_trust(kept->trust, *roots);
  if (!trust) return trust.error();
  knowledge.trust = *std::move(trust);
  if (!knowledge.trust) return knowledge;
  if (state::is_outdated(kept->seen, state::place_of(*knowledge.trust)))
    return state::about(fail(Reason::trust_rolled_back), BundleKind::trust, roots->environment);
  for (std::size_t i = 0; i < kept->status.size(); ++i) {
    const state::StoredMember& member = kept->status[i];
    const Result<StatusBits>& bits = kept->entries[i];
    keep_or_leave(
        bits ? StatusList::open_mapped(member.octets, *knowledge.trust, now, *bits) : Result<StatusList>(bits.error()),
        member, kept->seen, knowledge.status, knowledge);
  }
  for (const state::StoredMember& member : kept->rules) {
    keep_or_leave(RulePack::open(member.octets, *knowledge.trust, now), member, kept->seen, knowledge.rules, knowledge);
  }
  return knowledge;
} catch (const std::bad_alloc&) {
  return fail(Reason::state_unavailable, "out of memory");
}

}  // namespace heyi
