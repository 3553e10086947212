// Bundles applied: roots, then the trust list that they signed, then what its keys signed; all of it or nothing.
#include "state/update.hpp"

#include <heyi/roots.hpp>

#include <algorithm>
#include <new>

#include "state/store.hpp"
#include "state/stored_lists.hpp"
#include "trust/list_time.hpp"

namespace heyi {
namespace state {

void Update::note(BundleKind kind, const std::string& name, std::uint64_t sequence, UpdateAction action,
                  Time expires_at) {
  items_.push_back({kind, shown_name(name), sequence, action, expires_at});
}

// That a list was seen does not mean that it is here: it may have come as a file of its own, or what is kept of it is
// signed by a key that is trusted no more. What the bundle brings then takes its place.
bool Update::holds_trust(const Place& place) const {
  const Result<std::optional<TrustList>> here = open_stored_trust(stored_trust_, roots_);
  return here && *here && place_of(**here).is(place);
}

Result<void> Update::take_roots(const std::vector<BundleMember>& members, const RootPins& born_with) {
  const Result<std::vector<StoredMember>> kept = load_members(database_, BundleKind::roots);
  if (!kept) return kept.error();
  Result<RootPins> roots = follow_roots(born_with, *kept);
  if (!roots) return roots.error();
  roots_ = *std::move(roots);
  std::vector<std::pair<std::uint64_t, ByteView>> rotations;
  for (const BundleMember& member : members) {
    if (member.kind != BundleKind::roots) continue;
    const Result<RootListContent> content = read_root_list(member.octets);
    if (!content) return about(content.error(), member.kind, born_with.environment);
    rotations.emplace_back(content->version, member.octets);
  }
  std::sort(rotations.begin(), rotations.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  for (const auto& [version, octets] : rotations) {
    const std::string name = roots_.environment;
    if (version <= roots_.version) {
      // An earlier step of the way that was gone already needs no second look; another step of that number is a fork.
      const bool same = std::any_of(kept->begin(), kept->end(), [&, v = version, o = octets](const auto& step) {
        return step.version == static_cast<std::int64_t>(v) && std::ranges::equal(step.octets, o);
      });
      if (!same && version > born_with.version) return about(fail(Reason::trust_rolled_back), BundleKind::roots, name);
      note(BundleKind::roots, name, version, UpdateAction::already_there, {});
      continue;
    }
    // Nobody's signature says so yet, but it is refused either way, and this is what an operator can act upon.
    if (version > roots_.version + 1) return about(fail(Reason::trust_root_gap), BundleKind::roots, name);
    Result<RootPins> next = rotate_roots(roots_, octets);
    if (!next) return about(next.error(), BundleKind::roots, name);
    roots_ = *std::move(next);
    to_store_.push_back(
        {BundleKind::roots, {}, static_cast<std::int64_t>(version), Bytes(octets.begin(), octets.end()), {}});
    note(BundleKind::roots, name, version, UpdateAction::applied, {});
  }
  return {};
}

Result<void> Update::take_trust(const std::vector<BundleMember>& members) {
  Result<std::vector<StoredMember>> kept = load_members(database_, BundleKind::trust);
  if (!kept) return kept.error();
  stored_trust_ = *std::move(kept);
  const auto brought = std::find_if(members.begin(), members.end(),
                                    [](const BundleMember& member) { return member.kind == BundleKind::trust; });
  if (brought == members.end()) {
    // After a rotation of the roots the list that is here must still be signed by enough of them.
    Result<std::optional<TrustList>> here = open_stored_trust(stored_trust_, roots_);
    if (!here) return here.error();
    trust_ = *std::move(here);
    if (!trust_) return fail(Reason::trust_missing);
    const Result<bool> seen = was_seen(database_, place_of(*trust_), Reason::trust_rolled_back);
    return seen ? Result<void>{} : about(seen.error(), BundleKind::trust, roots_.environment);
  }
  const std::string name = roots_.environment;
  const auto refuse = [&](const Error& error) { return about(error, BundleKind::trust, name); };
  Result<TrustList> list = TrustList::open(brought->octets, roots_);
  if (!list) return refuse(list.error());
  const TrustListContent& content = list->content();
  if (trust::is_from_future(content.issued_at, now_)) return refuse(fail(Reason::trust_from_future));
  const Place place = place_of(*list);
  const Result<bool> seen = was_seen(database_, place, Reason::trust_rolled_back);
  if (!seen) return refuse(seen.error());
  const bool known = *seen && holds_trust(place);
  if (!known) {
    to_store_.push_back({BundleKind::trust, {}, 0, Bytes(brought->octets.begin(), brought->octets.end()), {}});
    to_record_.push_back(place);
  }
  note(BundleKind::trust, name, content.sequence, known ? UpdateAction::already_there : UpdateAction::applied,
       content.next_update);
  trust_ = *std::move(list);
  return {};
}

Result<void> Update::settle(const std::vector<BundleMember>& members, const RootPins& born_with) {
  if (const Result<void> done = take_roots(members, born_with); !done) return done;
  if (const Result<void> done = take_trust(members); !done) return done;
  if (const Result<void> done = take_status(members); !done) return done;
  return take_rules(members);
}

Result<void> Update::write() const {
  for (const StatusList& list : to_expand_) {
    if (const Result<void> written = entries_.write(list.hash(), list.packed()); !written) return written;
  }
  for (const StoredMember& member : to_drop_) {
    if (const Result<void> dropped = drop_member(database_, member); !dropped) return dropped;
  }
  for (const StoredMember& member : to_store_) {
    if (const Result<void> stored = store_member(database_, member); !stored) return stored;
  }
  for (const Place& place : to_record_) {
    if (const Result<void> recorded = record_place(database_, place); !recorded) return recorded;
  }
  return {};
}

namespace {

// What was replaced, and what a kill left half done. Under the lock, so that no file of an update under way is taken.
void sweep(const Database& database, const EntriesFolder& entries) {
  const Transaction transaction(database);
  if (!transaction.begun()) return;
  const Result<std::vector<StoredMember>> lists = load_members(database, BundleKind::status);
  if (!lists) return;
  std::vector<StatusHash> kept;
  for (const StoredMember& list : *lists) kept.push_back(list.entries);
  entries.sweep(kept);
}

}  // namespace
}  // namespace state

Result<std::vector<UpdateItem>> StateStore::apply(ByteView bundle, const RootPins& born_with, Time now) try {
  const Result<std::vector<BundleMember>> members = read_bundle(bundle);
  if (!members) return members.error();
  const std::scoped_lock lock(impl_->mutex);
  state::Update update(impl_->database, impl_->entries, now);
  {
    state::Transaction transaction(impl_->database);
    if (!transaction.begun()) return transaction.begun().error();
    if (const Result<void> settled = update.settle(*members, born_with); !settled) return settled.error();
    if (const Result<void> written = update.write(); !written) return written.error();
    if (const Result<void> committed = transaction.commit(); !committed) return committed.error();
  }
  state::sweep(impl_->database, impl_->entries);
  return std::move(update).items();
} catch (const std::bad_alloc&) {
  return fail(Reason::state_unavailable, "out of memory");
}

}  // namespace heyi
