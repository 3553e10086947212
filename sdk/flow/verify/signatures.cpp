// Who signed, and whether the trust list lets them.
#include "flow/verify/signatures.hpp"

#include "policy/authority.hpp"
#include "trust/trust_list.hpp"

namespace heyi::flow {
Result<SignedCard> check_card_signature(const card::CardObject& object, const TrustList& trust, Time now) {
  const Result<std::vector<const TrustEntry*>> entries = trust::verifying_entries(object.object, object.header, trust);
  if (!entries) return entries.error();
  Result<cbor::Tree> tree = cbor::Tree::parse_within(object.object.payload, Reason::cose_malformed);
  if (!tree) return tree.error();
  auto payload = std::make_unique<cbor::Tree>(*std::move(tree));
  Result<card::Envelope> envelope = card::read_envelope(payload->root(), object.is_static);
  if (!envelope) return envelope.error();
  std::optional<Error> refused;
  for (const TrustEntry* entry : *entries) {
    const Result<void> entitled = check_signer(*entry, *envelope, now);
    if (entitled) return SignedCard{&object, std::move(payload), *std::move(envelope), entry};
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
