// Bundles: what is no bundle, and what a terminal that holds one already may not take from another.
#include <heyi/bundle.hpp>
#include <heyi/roots.hpp>
#include <heyi/rule_pack.hpp>

#include "negative/make/maker.hpp"

namespace heyi::test::negative {
namespace {

const char* const kSource = "docs/format.md section 12, bundle";
const char* const kSeven = "world/seven.bundle";

Bytes trust(std::uint64_t sequence, Party root = Party::root) {
  TrustListContent content = trust_content(Algorithm::eddsa);
  content.sequence = sequence;
  content.entries.push_back(rules_entry(edkey(Party::rules).public_key()));
  const PrivateKey signer = edkey(root);
  const Signer* const roots[] = {&signer};
  return *sign_trust_list(content, roots);
}

StatusListContent list(std::uint64_t sequence) {
  StatusListContent content = status_content(kHealth, kHealthStatus, 64);
  content.sequence = sequence;
  for (std::uint64_t card = 1; card <= sequence; ++card) content.set(card, CardStatus::revoked);
  return content;
}

Bytes status(std::uint64_t sequence) { return *sign_status_list(list(sequence), edkey(Party::status)); }

Bytes delta(std::uint64_t from, std::uint64_t to) {
  const TrustList trusted = *TrustList::open(trust(7), root_pins(Algorithm::eddsa));
  return *sign_status_delta(*StatusList::open(status(from), trusted, kNow),
                            *StatusList::open(status(to), trusted, kNow), edkey(Party::status));
}

Bytes rules(std::uint64_t sequence) {
  const RulePackHeader header{kEnvironment, kHrss, "city", sequence, kToday, kToday + std::chrono::days{30}};
  return *sign_rule_pack(header, Bytes{0xa0}, edkey(Party::rules));
}

Bytes change_of_roots(std::uint64_t version) {
  const PrivateKey old_root = edkey(Party::root), new_root = edkey(Party::second_root);
  const Signer* const signers[] = {&old_root, &new_root};
  return *sign_root_list({kEnvironment, version, kToday, {new_root.public_key()}, 1}, signers);
}

Bytes bundle(const std::vector<Bytes>& objects) {
  std::vector<BundleMember> members;
  for (const Bytes& object : objects) members.push_back({*kind_of_member(object), object});
  return *make_bundle(members);
}

Bytes envelope(std::int64_t version, const std::vector<std::pair<const char*, Bytes>>& members) {
  cbor::Writer listed;
  listed.array(members.size());
  for (const auto& [kind, octets] : members) listed.array(2).text(kind).bytes(octets);
  cbor::MapWriter map;
  map.put_int("heyi-bundle", version).put("members", listed.view());
  return *std::move(map).finish();
}

void make_envelopes(Maker& maker) {
  const auto make = [&](const char* name, const char* note, const Bytes& octets,
                        const char* expect = "bundle.invalid") {
    maker.octets(std::string("bundle/") + name, "bundle", {expect, "", kSource, note}, octets);
  };
  make("in_order", "A trust list, a status list and a rule pack; nothing is wrong with it.",
       bundle({trust(7), status(7), rules(7)}), "ok");
  make("of_version_2", "A bundle of a later form.", envelope(2, {{"trust", trust(7)}}));
  make("empty", "No member at all.", envelope(1, {}));
  make("two_trust_lists", "Two trust lists.", envelope(1, {{"trust", trust(7)}, {"trust", trust(8)}}));
  make("members_unsorted", "A status list before the trust list.",
       envelope(1, {{"status", status(7)}, {"trust", trust(7)}}));
  make("member_under_another_name", "A trust list that is called a status list.", envelope(1, {{"status", trust(7)}}));
  make("member_of_unknown_kind", "A kind that nobody knows.", envelope(1, {{"firmware", trust(7)}}));
  make("member_empty", "A member of no octets.", envelope(1, {{"trust", {}}}));
  make("a_trust_list", "A trust list in the place of a bundle.", trust(7));
  const Bytes whole = bundle({trust(7), status(7)});
  make(
      "trailing", "An octet behind the bundle.",
      [&] {
        Bytes more = whole;
        more.push_back(0);
        return more;
      }(),
      "cbor.trailing");
  make("cut_off", "The last octet is missing.", Bytes(whole.begin(), whole.end() - 1), "bundle.invalid");
}

void make_updates(Maker& maker) {
  maker.file(kSeven, bundle({trust(7), status(7), rules(7)}));
  const auto make = [&](const char* name, const char* expect, const char* note, const std::vector<Bytes>& objects,
                        const char* number = "") {
    maker.octets(std::string("bundle/") + name, "bundle", {expect, number, kSource, note}, bundle(objects),
                 {{"before", format_time(kNow) + " " + kSeven + " ok"}});
  };
  make("newer", "ok", "Everything is newer than what is here.", {trust(8), status(8), rules(8)});
  make("same_again", "ok", "What is here already is passed over.", {trust(7), status(7), rules(7)});
  make("older_trust_list", "trust.rolled_back", "A trust list older than the one here; the rest is newer.",
       {trust(6), status(8), rules(8)}, "24.3");
  make("older_status_list", "status.rolled_back", "A status list older than the one here; the rest is newer.",
       {trust(8), status(6), rules(8)}, "24.8");
  make("older_rule_pack", "rules.rolled_back", "A rule pack older than the one here; the rest is newer.",
       {trust(8), status(8), rules(6)}, "24.11");
  make("delta_from_elsewhere", "status.delta_parent", "A delta from list 8 to 9 at a terminal that holds list 7.",
       {delta(8, 9)});
  make("deltas_in_a_row", "ok", "Deltas from 7 to 8 and from 8 to 9.", {delta(7, 8), delta(8, 9)});
  make("change_of_roots_missing", "trust.root_gap", "The second change of roots without the first.",
       {change_of_roots(2)});
  make("change_of_roots_alone", "trust.threshold",
       "A change of roots after which the trust list here is signed by no root any more.", {change_of_roots(1)});
  make("change_of_roots_and_list", "ok", "A change of roots, and a trust list by the new root.",
       {change_of_roots(1), trust(8, Party::second_root)});
  make("list_by_the_root_that_left", "trust.threshold", "A change of roots, and a trust list by the old root.",
       {change_of_roots(1), trust(8)});
  make("list_by_a_stranger", "trust.threshold", "A trust list that no root signed.", {trust(8, Party::stranger)},
       "24.1");
}

void make_first(Maker& maker) {
  const auto make = [&](const char* name, const char* expect, const char* note, const std::vector<Bytes>& objects) {
    maker.octets(std::string("bundle/") + name, "bundle", {expect, "", kSource, note}, bundle(objects));
  };
  make("without_trust_list", "trust.missing", "A status list at a terminal that has no trust list yet.", {status(7)});
  make("delta_first", "status.delta_parent", "A delta at a terminal that has no status list yet.",
       {trust(7), delta(7, 8)});
}

}  // namespace

void make_bundles(Maker& maker) {
  make_envelopes(maker);
  make_updates(maker);
  make_first(maker);
}

}  // namespace heyi::test::negative
