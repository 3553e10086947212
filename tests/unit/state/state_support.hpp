// What the tests of updates share: lists of the test world in several versions, and bundles of them.
#pragma once

#include <heyi/bundle.hpp>
#include <heyi/roots.hpp>
#include <heyi/rule_pack.hpp>
#include <heyi/state.hpp>

#include <filesystem>

#include "support/flow_fixtures.hpp"
#include "support/fresh_folder.hpp"

namespace heyi::test {

/// trust_octets is the test world's trust list under a number, with a rules key, signed by these roots.
inline Bytes trust_octets(std::uint64_t sequence = 1, std::initializer_list<Party> roots = {Party::root},
                          std::uint64_t epoch = 1) {
  TrustListContent content = trust_content();
  content.sequence = sequence;
  content.epoch = epoch;
  content.entries.push_back(rules_entry(key(Party::rules).public_key()));
  std::vector<PrivateKey> keys;
  for (const Party party : roots) keys.push_back(key(party));
  std::vector<const Signer*> signers;
  for (const PrivateKey& one : keys) signers.push_back(&one);
  return *sign_trust_list(content, signers);
}

/// status_version is the health list under a number; card `sequence` is revoked in it, so that versions differ.
inline StatusListContent status_version(std::uint64_t sequence) {
  StatusListContent content = status_content(kHealth, kHealthStatus);
  content.sequence = sequence;
  for (std::uint64_t card = 1; card <= sequence; ++card) content.set(card, CardStatus::revoked);
  return content;
}

inline Bytes status_octets(std::uint64_t sequence) {
  return *sign_status_list(status_version(sequence), key(Party::status));
}

inline Bytes delta_octets(std::uint64_t from, std::uint64_t to) {
  const TrustList trust = World().trust_list();
  const auto opened = [&](std::uint64_t sequence) { return *StatusList::open(status_octets(sequence), trust, kNow); };
  return *sign_status_delta(opened(from), opened(to), key(Party::status));
}

inline Bytes rules_octets(std::uint64_t sequence) {
  const RulePackHeader header{kEnvironment, kHrss, "city", sequence, kToday, kToday + std::chrono::days{30}};
  return *sign_rule_pack(header, Bytes{0xa0}, key(Party::rules));
}

inline Bytes rotation_octets(std::uint64_t version, Party from, Party to) {
  const PrivateKey old_root = key(from), new_root = key(to);
  const Signer* signers[] = {&old_root, &new_root};
  return *sign_root_list({kEnvironment, version, kToday, {new_root.public_key()}, 1}, signers);
}

/// bundle_of puts signed objects into a bundle, each under what it is.
inline Bytes bundle_of(const std::vector<Bytes>& objects) {
  std::vector<BundleMember> members;
  for (const Bytes& object : objects) members.push_back({*kind_of_member(object), object});
  return *make_bundle(members);
}

inline std::string apply(StateStore& store, const std::vector<Bytes>& objects, Time now = kNow) {
  return reason_of(store.apply(bundle_of(objects), root_pins(), now));
}

/// number_of is the sequence of the one status list that is loaded; 0 when there is none.
inline std::uint64_t number_of(const Knowledge& knowledge) {
  return knowledge.status.size() == 1 ? knowledge.status.front().header().sequence : 0;
}

}  // namespace heyi::test
