// Signatures: every card under a key of the trust list, the proof under the key that the cards name.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include <heyi/trust.hpp>

#include "card/payload.hpp"
#include "flow/verify/code.hpp"

namespace heyi::flow {

/// SignedCard is a card whose issuer's signature holds; only now may its claims be looked at.
struct SignedCard {
  const card::CardObject* object = nullptr;
  std::unique_ptr<cbor::Tree> payload;
  card::Envelope envelope;
  const TrustEntry* entry = nullptr;  ///< The entry it was signed under; the trust list owns it.
};

/// check_card_signature tries every entry with the card's kid and reads the envelope under the first key that verifies.
/// Of several entries of that key, the one for the card's issuer counts. Fails with `trust.unknown_key`, a `cose`
/// reason, a reason of policy's check_signer, or a `card` reason.
Result<SignedCard> check_card_signature(const card::CardObject& object, const TrustList& trust, Time now);

/// check_proof_signature checks the proof under the device key of the first card. Fails with `proof.invalid`, or the
/// `cose` reason of a wrong algorithm, length or form.
Result<void> check_proof_signature(const card::ProofObject& proof, const card::Envelope& first);

}  // namespace heyi::flow
