// All keys with a card's kid are tried: eight octets name a key, they do not prove it.
#include "flow/verify/signatures.hpp"

#include <algorithm>

#include "cose/key.hpp"
#include "policy/authority.hpp"

namespace heyi::flow {
namespace {

// verifying_entries are the entries whose key verifies the card; each distinct key is tried once.
Result<std::vector<const TrustEntry*>> verifying_entries(const card::CardObject& object, const TrustList& trust) {
  const std::vector<const TrustEntry*> candidates = trust.find(object.header.kid);
  if (candidates.empty()) return fail(Reason::trust_unknown_key);
  std::vector<const PublicKey*> tried;
  std::vector<const TrustEntry*> verifying;
  std::optional<Error> refused;
  for (const TrustEntry* candidate : candidates) {
    const auto known = [&](const PublicKey* key) { return *key == candidate->key; };
    if (std::any_of(tried.begin(), tried.end(), known)) {
      if (!verifying.empty() && verifying.front()->key == candidate->key) verifying.push_back(candidate);
      continue;
    }
    tried.push_back(&candidate->key);
    const Result<void> verified = cose::verify_sign1(object.object, object.header.algorithm, candidate->key);
    if (verified && verifying.empty()) verifying.push_back(candidate);
    if (!verified && !refused) refused = verified.error();
  }
  if (verifying.empty()) return *refused;
  return verifying;
}

}  // namespace

Result<SignedCard> check_card_signature(const card::CardObject& object, const TrustList& trust, Time now) {
  const Result<std::vector<const TrustEntry*>> entries = verifying_entries(object, trust);
  if (!entries) return entries.error();
  Result<cbor::Tree> tree = cbor::Tree::parse(object.object.payload);
  if (!tree) return tree.error();
  auto payload = std::make_unique<cbor::Tree>(*std::move(tree));
  Result<card::Envelope> envelope = card::read_envelope(payload->root(), object.is_static);
  if (!envelope) return envelope.error();
  std::optional<Error> refused;
  for (const TrustEntry* entry : *entries) {
    const Result<void> entitled = check_signer(*entry, *envelope, now);
    if (entitled) return SignedCard{&object, std::move(payload), *std::move(envelope), *entry};
    // An entry for this very issuer says best what is wrong.
    if (!refused || entry->issuer == envelope->issuer) refused = entitled.error();
  }
  return *refused;
}

Result<void> check_proof_signature(const card::ProofObject& proof, const card::Envelope& first) {
  const Result<void> verified = cose::verify_sign1(proof.object, proof.header.algorithm, *first.device_key);
  if (!verified && verified.error().reason == Reason::cose_signature_invalid) return fail(Reason::proof_invalid);
  return verified;
}

}  // namespace heyi::flow
