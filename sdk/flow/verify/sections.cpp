// Sections: in which state each one is, whether what the policy needs is there, and which may be read.
#include <algorithm>

#include "card/section_check.hpp"
#include "flow/verify/judge.hpp"
#include "flow/verify/verified_card.hpp"
#include "policy/authority.hpp"
#include "policy/holder_time.hpp"

namespace heyi::flow {
namespace {

bool is_readable(SectionState state) noexcept { return state == SectionState::shown || state == SectionState::stale; }

// A section without an identifying field but its end of validity is nobody's business where people are only identified.
bool identifies(Section section) noexcept {
  const auto fields = section_fields(section);
  return std::any_of(fields.begin(), fields.end(),
                     [](const Field& field) { return field.identifying && field.key != kValidUntil; });
}

}  // namespace

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
