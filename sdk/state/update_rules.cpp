// Rule packs of a bundle: the newest of each name, and of one publisher no more than a terminal has use for.
#include <algorithm>
#include <map>

#include "state/stored_lists.hpp"
#include "state/update.hpp"

namespace heyi::state {
namespace {

// Names are the publisher's to choose, so a key could fill a terminal with them.
constexpr std::size_t kMaxPacks = 16;

std::string name_of(const RulePackHeader& header) { return header.issuer + "\n" + header.name; }

bool is_of(const std::string& issuer, const std::string& name) { return name.starts_with(issuer + "\n"); }

}  // namespace

bool Update::holds_rules(const std::string& name, const Place& place) const {
  return std::any_of(stored_rules_.begin(), stored_rules_.end(), [&](const StoredMember& member) {
    if (member.name != name) return false;
    const Result<RulePack> here = RulePack::open(member.octets, *trust_, now_);
    return here && place_of(*here).is(place);
  });
}

// A pack whose key today's list does not know, or not for rules, never holds again. One that only has expired stays,
// so that it can be named.
void Update::drop_orphaned_rules() {
  const auto is_orphan = [&](const StoredMember& member) {
    const Result<RulePack> here = RulePack::open(member.octets, *trust_, now_);
    return !here &&
           (here.error().reason == Reason::trust_unknown_key || here.error().reason == Reason::trust_wrong_role);
  };
  const auto orphans = std::stable_partition(stored_rules_.begin(), stored_rules_.end(),
                                             [&](const StoredMember& member) { return !is_orphan(member); });
  std::move(orphans, stored_rules_.end(), std::back_inserter(to_drop_));
  stored_rules_.erase(orphans, stored_rules_.end());
}

Result<void> Update::take_rules(const std::vector<BundleMember>& members) {
  Result<std::vector<StoredMember>> kept = load_members(database_, BundleKind::rules);
  if (!kept) return kept.error();
  stored_rules_ = *std::move(kept);
  drop_orphaned_rules();
  std::map<std::string, std::pair<RulePack, ByteView>> newest;
  for (const BundleMember& member : members) {
    if (member.kind != BundleKind::rules) continue;
    Result<RulePack> pack = RulePack::open(member.octets, *trust_, now_);
    if (!pack) return about(pack.error(), BundleKind::rules, roots_.environment);
    const Place place = place_of(*pack);
    const auto [at, is_first] = newest.try_emplace(name_of(pack->header()), *pack, member.octets);
    if (is_first || place.is(place_of(at->second.first))) continue;
    if (place.follows(place_of(at->second.first))) {
      at->second = {*std::move(pack), member.octets};
    } else if (!place_of(at->second.first).follows(place)) {
      return about(fail(Reason::rules_rolled_back), BundleKind::rules, pack->header().name);
    }
  }
  for (const auto& [name, brought] : newest) {
    if (const Result<void> taken = take_pack(name, brought.first, brought.second); !taken) return taken;
  }
  return {};
}

Result<void> Update::take_pack(const std::string& name, const RulePack& pack, ByteView octets) {
  const RulePackHeader& header = pack.header();
  const auto refuse = [&](const Error& error) { return about(error, BundleKind::rules, header.name); };
  const Place place = place_of(pack);
  const Result<bool> seen = was_seen(database_, place, Reason::rules_rolled_back);
  if (!seen) return refuse(seen.error());
  const bool known = *seen && holds_rules(name, place);
  if (!known) {
    const bool is_new = std::none_of(stored_rules_.begin(), stored_rules_.end(),
                                     [&](const StoredMember& member) { return member.name == name; });
    const auto count = std::count_if(stored_rules_.begin(), stored_rules_.end(),
                                     [&](const StoredMember& member) { return is_of(header.issuer, member.name); });
    if (is_new && static_cast<std::size_t>(count) >= kMaxPacks)
      return refuse(fail(Reason::rules_invalid, "more than 16 packs of one publisher"));
    StoredMember member{BundleKind::rules, name, 0, Bytes(octets.begin(), octets.end()), {}};
    if (is_new) stored_rules_.push_back(member);
    to_store_.push_back(std::move(member));
    to_record_.push_back(place);
  }
  note(BundleKind::rules, name, header.sequence, known ? UpdateAction::already_there : UpdateAction::applied,
       header.expires_at);
  return {};
}

}  // namespace heyi::state
