// The verify line, check by check. Order is security: no claim is looked at before the signature over it holds.
#include "flow/verify/judge.hpp"

#include <algorithm>

#include "card/section_check.hpp"
#include "flow/verify/verified_card.hpp"
#include "policy/authority.hpp"
#include "policy/holder_time.hpp"

namespace heyi::flow {
namespace {

constexpr Seconds kMaxAhead{24 * 3600};

bool is_readable(SectionState state) noexcept { return state == SectionState::shown || state == SectionState::stale; }

// A section without an identifying field but its end of validity is nobody's business where people are only identified.
bool identifies(Section section) noexcept {
  const auto fields = section_fields(section);
  return std::any_of(fields.begin(), fields.end(),
                     [](const Field& field) { return field.identifying && field.key != kValidUntil; });
}

}  // namespace

Result<void> Judge::run() {
  verdict_.is_static = code_.is_static();
  if (trust_.content().issued_at - kMaxAhead > circumstances_.now) return fail(Reason::trust_from_future);
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
    const auto same = [&](const ListAge& known) { return known.name == age.name && known.sequence == age.sequence; };
    if (std::none_of(verdict_.as_of.status.begin(), verdict_.as_of.status.end(), same))
      verdict_.as_of.status.push_back(age);
  }
  if (circumstances_.now < trust_.content().next_update) return {};
  if (!policy_.accept_expired_trust) return fail(Reason::trust_expired);
  mark(Reason::trust_expired);
  return {};
}

SectionState Judge::state_of(const Half& half, Section section, const cbor::Item& value) const {
  if (!may_vouch(*half.card.entry, section, granting_areas(section, value))) return SectionState::unvouched;
  const std::optional<std::int64_t> last_day = section_end(value);
  if (half.expired || (last_day && section_is_over(*last_day, circumstances_.now))) return SectionState::expired;
  if (half.standing.suspended) return SectionState::suspended;
  return half.standing.stale ? SectionState::stale : SectionState::shown;
}

// Where two cards show one section, the readable one is reported.
void Judge::report_sections() {
  verdict_.sections.clear();
  for (const Section section : kAllSections) {
    SectionReport report{section, SectionState::withheld, {}};
    for (const Half& half : halves_) {
      const auto value = half.content->section(section);
      if (!value) continue;
      const SectionState state = state_of(half, section, *value);
      const bool better = report.state == SectionState::withheld || (is_readable(state) && !is_readable(report.state));
      if (better) report = {section, state, half.card.envelope.issuer};
    }
    verdict_.sections.push_back(std::move(report));
  }
}

// Who presents for somebody else cannot hide it, and may not go on once the mandate is over or was never vouched for.
Result<void> Judge::check_presenter() const {
  for (const Half& half : halves_) {
    const auto value = half.content->section(Section::px);
    if (!value) continue;
    switch (state_of(half, Section::px, *value)) {
      case SectionState::unvouched: return fail(Reason::trust_unvouched, "px");
      case SectionState::expired: return fail(Reason::time_section_expired, "px");
      case SectionState::suspended: return fail(Reason::status_suspended, "px");
      default: break;
    }
  }
  return {};
}

Result<void> Judge::check_sections() const {
  const std::vector<Section>& wanted = policy_.require_one_of;
  SectionState nearest = SectionState::withheld;
  for (const SectionReport& report : verdict_.sections) {
    const bool counts = wanted.empty() ? report.section != Section::px
                                       : std::find(wanted.begin(), wanted.end(), report.section) != wanted.end();
    if (!counts) continue;
    if (is_readable(report.state)) return {};
    if (report.state != SectionState::withheld) nearest = report.state;
  }
  switch (nearest) {
    case SectionState::unvouched: return fail(Reason::trust_unvouched);
    case SectionState::expired: return fail(Reason::time_section_expired);
    case SectionState::suspended: return fail(Reason::status_suspended);
    default: return fail(Reason::scope_section_missing);
  }
}

void Judge::mark(Reason reason) {
  std::vector<Reason>& marks = verdict_.marks;
  if (std::find(marks.begin(), marks.end(), reason) == marks.end()) marks.push_back(reason);
}

void Judge::expose_cards() {
  for (Half& half : halves_) {
    VerifiedCard::Impl parts{half.card.envelope.issuer,
                             half.card.envelope.subject,
                             {},
                             half.card.envelope.issued_at,
                             half.card.envelope.expires_at,
                             {},
                             half.content,
                             policy_.identification_only};
    if (half.card.envelope.status) parts.status_uri = half.card.envelope.status->uri;
    for (const Section section : kAllSections) {
      const auto value = half.content->section(section);
      const bool concerns = !policy_.identification_only || identifies(section);
      if (value && concerns && is_readable(state_of(half, section, *value))) parts.sections.push_back(section);
    }
    if (!parts.sections.empty()) verdict_.cards.push_back(VerifiedCardMaker::make(std::move(parts)));
  }
}

}  // namespace heyi::flow
