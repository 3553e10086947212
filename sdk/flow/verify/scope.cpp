// The last checks: whom the code was made for, which challenge it answers, and whether it was used before.
#include <algorithm>

#include "cose/sign1.hpp"
#include "crypto/hash.hpp"
#include "flow/verify/judge.hpp"
#include "policy/holder_time.hpp"

namespace heyi::flow {
namespace {

constexpr Seconds kRepeatWindow{10};

bool is_scope_word(std::string_view name) noexcept { return name == "medical" || name == "social" || name == "any"; }

}  // namespace

Result<void> Judge::check_scope() {
  if (!proof_) {
    if (!policy_.static_allowed) return fail(Reason::scope_static_not_allowed);
    // A printed code proves nobody's presence, so it cannot answer a challenge either.
    if (circumstances_.challenge) return fail(Reason::challenge_required);
    return {};
  }
  if (circumstances_.challenge) return check_challenge();
  if (!proof_->nonce.empty()) return fail(Reason::challenge_unexpected);
  const bool taken =
      std::find(policy_.audiences.begin(), policy_.audiences.end(), proof_->audience) != policy_.audiences.end();
  if (!taken) return fail(Reason::scope_wrong_audience);
  const bool shared = circumstances_.replay != nullptr && circumstances_.replay->shared();
  if (policy_.challenge_or_shared_replay && !shared) return fail(Reason::challenge_required);
  return {};
}

Result<void> Judge::check_challenge() const {
  const Challenge& challenge = *circumstances_.challenge;
  if (proof_->nonce.empty()) return fail(Reason::challenge_required);
  if (challenge.nonce.size() != card::kNonceSize || challenge.name.empty() || is_scope_word(challenge.name)) {
    return fail(Reason::challenge_mismatch, "the verifier's own challenge has the wrong form");
  }
  if (!equal_constant_time(proof_->nonce, challenge.nonce) || proof_->audience != challenge.name) {
    return fail(Reason::challenge_mismatch);
  }
  return {};
}

Result<void> Judge::check_replay() {
  if (!proof_ || circumstances_.replay == nullptr) return {};
  const cose::Sign1& object = code_.proof->object;
  const Result<Digest> key = hash(HashAlgorithm::sha256, cose::sig_structure(object.protected_bytes, object.payload));
  if (!key) return key.error();
  ReplayCache& cache = *circumstances_.replay;
  // What was taken before the memory was lost may have been dated ahead by as much as a holder's clock may run ahead.
  if (const auto since = cache.memory_since(); since && proof_->issued_at < *since + policy_.proof_early) {
    return fail(Reason::replay_before_memory);
  }
  // A holder's clock may run ahead by proof_early, so the proof is remembered that much longer than it can be accepted.
  const Time keep_until = proof_end(*proof_, policy_) + policy_.proof_early;
  const Result<ReplayCache::Answer> answer = cache.insert(*key, circumstances_.now, keep_until);
  if (!answer) return fail(Reason::replay_unavailable, answer.error().detail);
  verdict_.as_of.replay_checked = true;
  verdict_.as_of.replay_shared = cache.shared() && !answer->degraded;
  if (answer->degraded) {
    if (policy_.challenge_or_shared_replay && !circumstances_.challenge) return fail(Reason::challenge_required);
    mark(Reason::replay_degraded);
  }
  if (answer->fresh) return {};
  const Seconds since = circumstances_.now - answer->first_seen;
  if (!answer->here || since < Seconds{0} || since > kRepeatWindow) return fail(Reason::replay_seen);
  mark(Reason::ok_repeat);
  return {};
}

}  // namespace heyi::flow
