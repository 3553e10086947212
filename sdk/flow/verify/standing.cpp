// Revocation and suspension, and how old the knowledge of them is.
#include "flow/verify/standing.hpp"

#include <algorithm>

namespace heyi::flow {
namespace {

constexpr Seconds kMaxAhead{24 * 3600};

// A newer list speaks even when it has expired: an older one may not have its say again, so then there is none.
const StatusList* newest_valid(const SignedCard& card, const std::vector<StatusList>& lists, Time now) {
  const StatusList* newest = nullptr;
  for (const StatusList& list : lists) {
    const StatusListContent& content = list.content();
    if (content.uri != card.envelope.status->uri || !list.may_speak_for(card.envelope.issuer, now)) continue;
    if (content.issued_at - kMaxAhead > now) continue;
    if (newest == nullptr || content.sequence > newest->content().sequence) newest = &list;
  }
  return newest != nullptr && now < newest->content().expires_at ? newest : nullptr;
}

// The clock may say anything, so it is compared before it is reckoned with.
Seconds age_since(Time issued_at, Time now) noexcept { return now > issued_at ? now - issued_at : Seconds{0}; }

}  // namespace

Result<Standing> check_status(const SignedCard& card, const std::vector<StatusList>& lists, const Policy& policy,
                              Time now) {
  Standing standing;
  if (!card.envelope.status) return standing;
  standing.list = newest_valid(card, lists, now);
  if (standing.list == nullptr) {
    if (!policy.accept_without_status) return fail(Reason::status_unavailable);
    standing.unknown = true;
    return standing;
  }
  const StatusListContent& content = standing.list->content();
  const std::uint64_t index = card.envelope.status->index;
  if (index >= content.size()) return fail(Reason::status_index_out_of_range);
  switch (content.get(index)) {
    case CardStatus::valid: break;
    case CardStatus::revoked: return fail(Reason::status_revoked);
    case CardStatus::suspended: standing.suspended = true; break;
    case CardStatus::reserved: return fail(Reason::status_reserved);
  }
  standing.stale = now - content.issued_at > policy.max_status_age;
  return standing;
}

ListAge age_of(const StatusList& list, Time now) {
  const StatusListContent& content = list.content();
  return {content.uri, content.sequence, content.issued_at, content.expires_at, age_since(content.issued_at, now)};
}

ListAge age_of(const TrustList& list, Time now) {
  const TrustListContent& content = list.content();
  return {content.environment, content.sequence, content.issued_at, content.next_update,
          age_since(content.issued_at, now)};
}

}  // namespace heyi::flow
