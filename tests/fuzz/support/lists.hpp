// The signed lists of the test world, and their payloads.
#pragma once

#include <heyi/status.hpp>
#include <heyi/trust.hpp>

#include "cose/sign.hpp"
#include "support/fixtures.hpp"

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

/// same_content compares all that a status list says.
inline bool same_content(const StatusListContent& a, const StatusListContent& b) {
  return a.environment == b.environment && a.issuer == b.issuer && a.uri == b.uri && a.sequence == b.sequence &&
         a.issued_at == b.issued_at && a.expires_at == b.expires_at && a.packed == b.packed;
}

}  // namespace heyi::fuzz
