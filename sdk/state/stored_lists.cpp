// Loading: one consistent look at the database and the files, then everything is verified from the roots up.
#include "state/stored_lists.hpp"

#include <heyi/roots.hpp>

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
};

// Within one transaction, so that no other process changes lists or sweeps files in between.
Result<Kept> look(const state::Database& database, const state::EntriesFolder& folder) {
  const state::Transaction transaction(database);
  if (!transaction.begun()) return fail(Reason::state_unavailable, "locked");
  Kept kept;
  for (const auto& [kind, members] :
       {std::pair{BundleKind::roots, &kept.roots}, std::pair{BundleKind::trust, &kept.trust},
        std::pair{BundleKind::status, &kept.status}, std::pair{BundleKind::rules, &kept.rules}}) {
    auto loaded = state::load_members(database, kind);
    if (!loaded) return loaded.error();
    *members = *std::move(loaded);
  }
  for (const state::StoredMember& list : kept.status) kept.entries.push_back(folder.map(list.entries));
  return kept;
}

template <typename T>
void keep_or_leave(Result<T> opened, const state::StoredMember& member, std::vector<T>& lists, Knowledge& knowledge) {
  if (opened) {
    lists.push_back(*std::move(opened));
  } else {
    knowledge.left_out.push_back({member.kind, state::shown_name(member.name), opened.error()});
  }
}

}  // namespace

Result<Knowledge> StateStore::load(const RootPins& born_with, Time now) {
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
  for (std::size_t i = 0; i < kept->status.size(); ++i) {
    const state::StoredMember& member = kept->status[i];
    const Result<StatusBits>& bits = kept->entries[i];
    keep_or_leave(
        bits ? StatusList::open_mapped(member.octets, *knowledge.trust, now, *bits) : Result<StatusList>(bits.error()),
        member, knowledge.status, knowledge);
  }
  for (const state::StoredMember& member : kept->rules) {
    keep_or_leave(RulePack::open(member.octets, *knowledge.trust, now), member, knowledge.rules, knowledge);
  }
  return knowledge;
}

}  // namespace heyi
