// Time rules of cards and proofs; skew is allowed for the holder's clock alone.
#include "policy/holder_time.hpp"

#include <algorithm>

#include "card/china_time.hpp"

namespace heyi {

Result<void> check_card_time(const card::Envelope& envelope, Time now) {
  if (now < envelope.issued_at || now < envelope.not_before) return fail(Reason::time_not_yet_valid);
  if (now >= envelope.expires_at) return fail(Reason::time_expired);
  return {};
}

Result<void> check_proof_relations(const card::ProofClaims& proof, const card::Envelope& envelope) {
  if (proof.issued_at < envelope.not_before || proof.issued_at < envelope.issued_at) {
    return fail(Reason::time_inconsistent, "the proof is older than the card");
  }
  return {};
}

Result<void> check_proof_window(const card::ProofClaims& proof, const Policy& policy, Time now) {
  if (now < proof.issued_at - policy.proof_early) return fail(Reason::time_proof_future);
  if (now >= proof_end(proof, policy)) return fail(Reason::time_proof_stale);
  return {};
}

bool section_is_over(std::int64_t last_day, Time now) noexcept { return now >= end_of_day(last_day); }

Time proof_end(const card::ProofClaims& proof, const Policy& policy) noexcept {
  // A policy may say anything; a year is more than any proof is good for, and keeps the sum within bounds.
  static constexpr Seconds kMost{366 * 24 * 3600};
  const auto within = [](Seconds length) { return std::clamp(length, Seconds{0}, kMost); };
  return proof.issued_at + within(policy.proof_window) + within(policy.proof_late);
}

}  // namespace heyi
