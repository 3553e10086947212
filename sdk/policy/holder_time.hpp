// When a card and its holder's proof hold: the draft's relations, and a window that forgives a drifting clock.
#pragma once

#include <heyi/policy.hpp>

#include "card/payload.hpp"
#include "card/proof.hpp"

namespace heyi {

/// check_card_time: `time.not_yet_valid` before `nbf` or `iat`, `time.expired` from `exp` on.
Result<void> check_card_time(const card::Envelope& envelope, Time now);

/// check_proof_relations holds a proof against a card it carries (SD-CWT draft, Verifier Validation): iat of the proof
/// not before the card's `nbf` and `iat`. Fails with `time.inconsistent`. That it lies before `exp` is left to
/// check_card_time, which names it better.
Result<void> check_proof_relations(const card::ProofClaims& proof, const card::Envelope& envelope);

/// check_proof_window: `time.proof_future`, `time.proof_stale`.
Result<void> check_proof_window(const card::ProofClaims& proof, const Policy& policy, Time now);

/// section_is_over says whether a section's last day, counted in China, has passed.
bool section_is_over(std::int64_t last_day, Time now) noexcept;

/// proof_end is the first instant at which the proof can no longer be accepted: until then it is remembered.
Time proof_end(const card::ProofClaims& proof, const Policy& policy) noexcept;

}  // namespace heyi
