// The verify line, check by check. Order is security: no claim is looked at before the signature over it holds.
#include "flow/verify/judge.hpp"

#include <algorithm>

#include "policy/holder_time.hpp"
#include "trust/list_time.hpp"

namespace heyi::flow {
namespace {

// The end of a list is bounded, the clock and a policy may say anything: what could overflow is compared first.
bool is_near(Time end, Seconds warning, Time now) noexcept { return now < end && now > Time{} && end - now <= warning; }

}  // namespace

Result<void> Judge::run() {
  verdict_.is_static = code_.is_static();
  if (trust::is_from_future(trust_.content().issued_at, circumstances_.now)) return fail(Reason::trust_from_future);
  if (const Result<void> done = check_signatures(); !done) return done;
  if (const Result<void> done = check_same_person(); !done) return done;
  if (const Result<void> done = open_disclosures(); !done) return done;
  if (const Result<void> done = check_times(); !done) return done;
  if (const Result<void> done = check_standing(); !done) return done;
  report_sections();
  if (const Result<void> done = check_scope(); !done) return done;
  if (const Result<void> done = check_presenter(); !done) return done;
  if (const Result<void> done = check_sections(); !done) return done;
  if (const Result<void> done = check_replay(); !done) return done;
  expose_cards();
  return {};
}

Result<void> Judge::check_signatures() {
  for (const card::CardObject& object : code_.cards) {
    Result<SignedCard> card = check_card_signature(object, trust_, circumstances_.now);
    if (!card) return card.error();
    halves_.push_back(Half{*std::move(card), nullptr, {}, false});
  }
  if (code_.is_static()) return {};
  if (const Result<void> held = check_proof_signature(*code_.proof, halves_.front().card.envelope); !held) return held;
  Result<card::ProofClaims> claims = card::read_proof_claims(*code_.proof);
  if (!claims) return claims.error();
  proof_ = *std::move(claims);
  verdict_.audience = proof_->audience;
  return {};
}

Result<void> Judge::check_same_person() const {
  const SignedCard& first = halves_.front().card;
  for (std::size_t i = 1; i < halves_.size(); ++i) {
    const SignedCard& card = halves_[i].card;
    if (card.envelope.subject != first.envelope.subject) return fail(Reason::person_mismatch);
    if (!std::ranges::equal(card.envelope.confirmation, first.envelope.confirmation))
      return fail(Reason::person_device_mismatch);
    for (std::size_t j = 0; j < i; ++j) {
      if (std::ranges::equal(halves_[j].card.object->object.payload, card.object->object.payload)) {
        return fail(Reason::person_same_card);
      }
    }
  }
  return {};
}

Result<void> Judge::open_disclosures() {
  for (Half& half : halves_) {
    auto content = card::open_content(*half.card.object, half.card.payload->root());
    if (!content) return content.error();
    half.content = *std::move(content);
  }
  return {};
}

// A card that has ended takes its own sections away and no more; one that has not begun tells of a wrong clock.
Result<void> Judge::check_times() {
  for (Half& half : halves_) {
    const Result<void> valid = check_card_time(half.card.envelope, circumstances_.now);
    if (!valid && valid.error().reason != Reason::time_expired) return valid;
    half.expired = !valid;
    if (!proof_) continue;
    // Skew is for the proof alone: one dated past the card's end says nothing about a time when the card held.
    if (proof_->issued_at >= half.card.envelope.expires_at) half.expired = true;
    if (const Result<void> related = check_proof_relations(*proof_, half.card.envelope); !related) return related;
  }
  if (circumstances_.clock_suspect) {
    if (proof_) return fail(Reason::time_clock_suspect);
    mark(Reason::time_clock_suspect);
  }
  if (std::all_of(halves_.begin(), halves_.end(), [](const Half& half) { return half.expired; })) {
    report_sections();
    return fail(Reason::time_expired);
  }
  return proof_ ? check_proof_window(*proof_, policy_, circumstances_.now) : Result<void>{};
}

Result<void> Judge::check_standing() {
  for (Half& half : halves_) {
    Result<Standing> standing = check_status(half.card, lists_, policy_, circumstances_.now);
    if (!standing) {
      // Lists forget cards that have ended; only what a list still says of them counts.
      const Reason reason = standing.error().reason;
      const bool forgotten = reason == Reason::status_unavailable || reason == Reason::status_index_out_of_range;
      if (half.expired && forgotten) continue;
      return standing.error();
    }
    half.standing = *standing;
    if (half.standing.unknown) mark(Reason::status_unavailable);
    if (half.standing.stale) mark(Reason::status_stale);
    if (half.standing.list == nullptr) continue;
    const ListAge age = age_of(*half.standing.list, circumstances_.now);
    if (is_near(age.expires_at, policy_.status_warning, circumstances_.now)) mark(Reason::status_expiring);
    const auto same = [&](const ListAge& known) { return known.name == age.name && known.sequence == age.sequence; };
    if (std::none_of(verdict_.as_of.status.begin(), verdict_.as_of.status.end(), same))
      verdict_.as_of.status.push_back(age);
  }
  const Time end = trust_.content().next_update;
  if (is_near(end, policy_.trust_warning, circumstances_.now)) mark(Reason::trust_expiring);
  if (circumstances_.now < end) return {};
  if (!policy_.accept_expired_trust) return fail(Reason::trust_expired);
  mark(Reason::trust_expired);
  return {};
}

void Judge::mark(Reason reason) {
  std::vector<Reason>& marks = verdict_.marks;
  if (std::find(marks.begin(), marks.end(), reason) == marks.end()) marks.push_back(reason);
}

}  // namespace heyi::flow
