// The signed lists of the test world, and their payloads.
#pragma once

#include <algorithm>
#include <heyi/status.hpp>
#include <heyi/trust.hpp>

#include "cose/sign.hpp"
#include "cose/sign1.hpp"
#include "support/flow_fixtures.hpp"

namespace heyi::fuzz {

/// sign_trust signs a payload, whatever it says, with the test root and, if asked, the second root.
inline Bytes sign_trust(ByteView payload, Algorithm algorithm, bool both = false) {
  const PrivateKey first = test::key(test::Party::root, algorithm);
  const PrivateKey second = test::key(test::Party::second_root, algorithm);
  const Signer* const roots[] = {&first, &second};
  return *cose::make_sign(std::span(roots).first(both ? 2 : 1), cose::kTypTrustList, payload);
}

/// trust_payload is the signed payload of a trust list, status_payload that of a status list.
inline Bytes trust_payload(ByteView list) {
  const cbor::Tree tree = *cbor::Tree::parse(list, {.max_size = TrustList::kMaxSize, .max_nodes = 4096});
  const cose::Sign object = *cose::read_sign(tree.root());
  return {object.payload.begin(), object.payload.end()};
}
inline Bytes status_payload(ByteView list) {
  const cbor::Tree tree = *cbor::Tree::parse(list, {.max_size = StatusList::kMaxSize, .max_nodes = 4096});
  const cose::Sign1 object = *cose::read_sign1(tree.root());
  return {object.payload.begin(), object.payload.end()};
}

/// trust_payload_of is the one encoding of a content.
inline Result<Bytes> trust_payload_of(const TrustListContent& content) {
  const PrivateKey root = test::key(test::Party::root, Algorithm::eddsa);
  const Signer* const roots[] = {&root};
  const Result<Bytes> list = sign_trust_list(content, roots);
  if (!list) return list.error();
  return trust_payload(*list);
}

/// status_made is a small list with cards of every status in it.
inline StatusListContent status_made() {
  StatusListContent content = test::status_content(test::kHrss, test::kHrssStatus, 256);
  content.set(3, CardStatus::revoked);
  content.set(77, CardStatus::suspended);
  content.set(255, CardStatus::reserved);
  return content;
}

/// status_after is the list that the seeds' delta leads to.
inline StatusListContent status_after() {
  StatusListContent content = status_made();
  content.sequence = 2;
  content.set(77, CardStatus::valid);
  content.set(200, CardStatus::revoked);
  return content;
}

/// rules_made is what the seeds' rule pack holds; trust_with_rules lets a key sign rule packs for JN-HRSS.
inline Bytes rules_made() { return {0xa1, 0x61, 0x72, 0x80}; }
inline TrustList trust_with_rules(const PublicKey& key) {
  test::World world;
  world.trust.entries.push_back(test::rules_entry(key));
  return world.trust_list();
}

/// same_header compares all that a list says beside its entries.
inline bool same_header(const StatusHeader& a, const StatusHeader& b) {
  return a.environment == b.environment && a.issuer == b.issuer && a.uri == b.uri && a.sequence == b.sequence &&
         a.issued_at == b.issued_at && a.expires_at == b.expires_at;
}

/// says_the_same compares a list that opened with what was signed.
inline bool says_the_same(const StatusList& list, const StatusListContent& content) {
  return same_header(list.header(), content) && std::ranges::equal(list.packed(), content.packed);
}

/// content_of is a list's content, to be signed again.
inline StatusListContent content_of(const StatusList& list) {
  StatusListContent content;
  static_cast<StatusHeader&>(content) = list.header();
  content.packed.assign(list.packed().begin(), list.packed().end());
  return content;
}

}  // namespace heyi::fuzz
