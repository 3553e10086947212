// Status lists and deltas of a bundle: whatever way leads furthest is gone, and none leads back.
#include <algorithm>
#include <map>

#include "state/delta_path.hpp"
#include "state/stored_lists.hpp"
#include "state/update.hpp"
#include "trust/status_list.hpp"

namespace heyi::state {

Result<void> Update::take_status(const std::vector<BundleMember>& members) {
  Result<std::vector<StoredMember>> kept = load_members(database_, BundleKind::status);
  if (!kept) return kept.error();
  stored_status_ = *std::move(kept);
  std::map<std::string, StatusGroup> groups;
  for (const BundleMember& member : members) {
    if (member.kind == BundleKind::status) {
      Result<StatusHeader> list = trust::read_status_header(member.octets, *trust_, now_);
      if (!list) return about(list.error(), member.kind, roots_.environment);
      const std::string name = list->issuer + "\n" + list->uri;
      groups[name].lists.emplace_back(*std::move(list), member.octets);
    } else if (member.kind == BundleKind::delta) {
      Result<StatusDeltaInfo> delta = read_status_delta(member.octets, *trust_, now_);
      if (!delta) return about(delta.error(), member.kind, roots_.environment);
      const std::string name = delta->header.issuer + "\n" + delta->header.uri;
      groups[name].deltas.emplace_back(*std::move(delta), member.octets);
    }
  }
  for (auto& [name, group] : groups) {
    if (const Result<void> taken = take_group(name, group); !taken) return taken;
  }
  return {};
}

// The list that is here, under the trust list that is to be; none when there is none or its key is trusted no more.
Result<std::optional<StatusList>> Update::stored_list(const std::string& name) const {
  for (const StoredMember& member : stored_status_) {
    if (member.name != name) continue;
    Result<StatusBits> bits = entries_.map(member.entries);
    if (!bits) return bits.error();
    Result<StatusList> list = StatusList::open_mapped(member.octets, *trust_, now_, *std::move(bits));
    return list ? std::optional(*std::move(list)) : std::nullopt;
  }
  return std::optional<StatusList>{};
}

Result<void> Update::take_group(const std::string& name, StatusGroup& group) {
  const std::string uri = shown_name(name);
  const auto sequence = [](const auto& member) {
    if constexpr (requires { member.first.header; }) {
      return member.first.header.sequence;
    } else {
      return member.first.sequence;
    }
  };
  const auto ascending = [&](const auto& a, const auto& b) { return sequence(a) < sequence(b); };
  std::sort(group.lists.begin(), group.lists.end(), ascending);
  std::sort(group.deltas.begin(), group.deltas.end(), ascending);

  Result<std::optional<StatusList>> stored = stored_list(name);
  // Entries that are gone or were altered are no ground for a delta, but a whole list replaces them.
  if (!stored && (group.lists.empty() || stored.error().reason != Reason::state_damaged)) {
    return about(stored.error(), BundleKind::status, uri);
  }
  std::optional<StatusList> now_here = stored ? *stored : std::nullopt;
  std::optional<StatusList> newest, final;
  ByteView statement;
  if (!group.lists.empty()) {
    Result<StatusList> list = StatusList::open(group.lists.back().second, *trust_, now_);
    if (!list) return about(list.error(), BundleKind::status, uri);
    newest = *std::move(list);
    const Place place = place_of(*newest);
    const Result<std::optional<Place>> seen = find_place(database_, place.list);
    if (!seen) return seen.error();
    const bool known = *seen && place.is(**seen) && now_here && now_here->hash() == newest->hash();
    const bool follows = !known && (!*seen || place.follows(**seen));
    // What is here may lead further than the list does; in a new epoch numbers compare with nothing.
    const bool is_behind = follows && *seen && place.epoch == (*seen)->epoch && now_here &&
                           furthest_way(group.deltas, *now_here).reached > furthest_way(group.deltas, *newest).reached;
    if (follows && !is_behind) {
      final = newest;
      statement = group.lists.back().second;
      now_here = newest;
    }
  }
  const Way way = now_here ? furthest_way(group.deltas, *now_here) : Way{};
  for (const std::size_t step : way.steps) {
    const ByteView octets = group.deltas[step].second;
    Result<StatusList> next = now_here->apply(octets, *trust_, now_);
    if (!next) return about(next.error(), BundleKind::delta, uri);
    final = *next;
    statement = octets;
    now_here = *std::move(next);
  }

  const std::uint64_t reached = now_here ? now_here->header().sequence : 0;
  const bool gap = !group.deltas.empty() && (!now_here || sequence(group.deltas.back()) > reached);
  if (gap) return about(fail(Reason::status_delta_parent), BundleKind::delta, uri);
  if (final) {
    const Place place = place_of(*final);
    const Result<bool> seen = was_seen(database_, place, Reason::status_rolled_back);
    if (!seen) return about(seen.error(), BundleKind::status, uri);
    to_expand_.push_back(*final);
    to_store_.push_back({BundleKind::status, name, 0, Bytes(statement.begin(), statement.end()), final->hash()});
    to_record_.push_back(place);
    note(BundleKind::status, name, reached, UpdateAction::applied, final->header().expires_at);
    return {};
  }
  // Nothing leads on. The last of a bundle may be what is here; anything else would lead back or aside.
  const bool same_list = group.lists.empty() || !group.deltas.empty() ||
                         (now_here && place_of(*newest).digest == place_of(*now_here).digest);
  const bool same_delta = group.deltas.empty() || (now_here && sequence(group.deltas.back()) == reached &&
                                                   group.deltas.back().first.result == now_here->hash());
  const bool is_here = now_here && same_list && same_delta;
  if (!is_here) return about(fail(Reason::status_rolled_back), BundleKind::status, uri);
  note(BundleKind::status, name, reached, UpdateAction::already_there, now_here->header().expires_at);
  return {};
}

}  // namespace heyi::state
