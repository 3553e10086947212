// Forging: signed objects taken apart, changed and put together or signed again, as an attacker or a bad issuer would.
#pragma once

#include <algorithm>
#include <functional>
#include <map>
#include <optional>
#include <string_view>
#include <vector>

#include "card/disclosure.hpp"
#include "card/proof.hpp"
#include "codec/cbor.hpp"
#include "codec/cbor_writer.hpp"
#include "cose/key.hpp"
#include "cose/sign1.hpp"
#include "support/flow_fixtures.hpp"

namespace heyi::test {

struct Bytewise {
  bool operator()(const Bytes& a, const Bytes& b) const noexcept { return as_text(a) < as_text(b); }
};

/// Pairs is a CBOR map by encoded key, kept in the order that deterministic encoding asks for.
using Pairs = std::map<Bytes, Bytes, Bytewise>;

inline Bytes octets(ByteView view) { return {view.begin(), view.end()}; }
inline Bytes simple_59() { return std::move(cbor::Writer{}.simple(59)).take(); }

inline Pairs pairs_of(ByteView map) {
  Pairs pairs;
  const cbor::Tree tree = *cbor::Tree::parse(map);
  for (auto name = tree.root().first(); name;) {
    const cbor::Item value = *name->next();
    pairs[octets(name->encoded())] = octets(value.encoded());
    name = value.next();
  }
  return pairs;
}

inline Bytes map_of(const Pairs& pairs) {
  cbor::Writer out;
  out.map(pairs.size());
  for (const auto& [name, value] : pairs) out.raw(name).raw(value);
  return std::move(out).take();
}

/// Parts is a COSE_Sign1 taken apart.
struct Parts {
  Pairs headers, unprotected, payload;
  Bytes signature;
};

inline Parts apart(ByteView object) {
  const cbor::Tree tree = *cbor::Tree::parse(object);
  const cose::Sign1 sign1 = *cose::read_sign1(tree.root());
  return {pairs_of(sign1.protected_bytes), pairs_of(sign1.unprotected.encoded()), pairs_of(sign1.payload),
          octets(sign1.signature)};
}

/// together puts the parts together under the signature they have.
inline Bytes together(const Parts& parts) {
  return cose::assemble_sign1(map_of(parts.headers), map_of(parts.unprotected), map_of(parts.payload), parts.signature);
}

/// signed_again signs the parts anew; headers stay what they are.
inline Bytes signed_again(Parts parts, const Signer& signer) {
  parts.signature = *signer.sign(cose::sig_structure(map_of(parts.headers), map_of(parts.payload)));
  return together(parts);
}

/// changed is `object` with some parts changed and signed again by `signer`.
inline Bytes changed(ByteView object, const Signer& signer, const std::function<void(Parts&)>& change) {
  Parts parts = apart(object);
  change(parts);
  return signed_again(std::move(parts), signer);
}

/// proof_over puts cards, as they are, under a holder's proof.
inline Bytes proof_over(const std::vector<Bytes>& cards, const Signer& holder = key(Party::holder),
                        const card::ProofClaims& said = {"medical", kNow, {}}) {
  return *card::build_proof(cards, holder, said);
}

/// disclosures_of lists a card's disclosures, each with its byte string's head.
inline std::vector<Bytes> disclosures_of(const Parts& card) {
  std::vector<Bytes> list;
  const cbor::Tree tree = *cbor::Tree::parse(card.unprotected.at(cbor::encode_int(cose::kLabelSdClaims)));
  for (auto item = tree.root().first(); item; item = item->next()) list.push_back(octets(item->encoded()));
  return list;
}

inline void set_disclosures(Parts& card, const std::vector<Bytes>& list) {
  cbor::Writer array;
  array.array(list.size());
  for (const Bytes& one : list) array.raw(one);
  card.unprotected[cbor::encode_int(cose::kLabelSdClaims)] = std::move(array).take();
}

/// judged verifies a token under a policy at kNow.
inline Verdict judged(ByteView token, const World& world = World(), const Policy& policy = Policy::hospital(),
                      Time now = kNow) {
  return world.verifier(policy).verify(encode_text(token), at(now));
}

}  // namespace heyi::test
