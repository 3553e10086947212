// Revocation and suspension, and how old the knowledge of them is.
#include "flow/verify/standing.hpp"

#include <algorithm>

#include "trust/list_time.hpp"

namespace heyi::flow {
namespace {

bool is_newer(const StatusHeader& a, const StatusHeader& b) noexcept {
  return std::pair{a.sequence, a.issued_at} > std::pair{b.sequence, b.issued_at};
}

// A newer list speaks even when it has expired: an older one may not have its say again, so then there is none.
// Publishers of one URI number their lists apart, so each one's newest is asked.
std::vector<const StatusList*> lists_for(const SignedCard& card, const std::vector<StatusList>& lists, Time now) {
  std::vector<const StatusList*> newest;
  for (const StatusList& list : lists) {
    const StatusHeader& header = list.header();
    if (header.uri != card.envelope.status->uri || !list.may_speak_for(card.envelope.issuer, now)) continue;
    if (trust::is_from_future(header.issued_at, now)) continue;
    const auto same = std::find_if(newest.begin(), newest.end(),
                                   [&](const StatusList* other) { return other->header().issuer == header.issuer; });
    if (same == newest.end()) {
      newest.push_back(&list);
    } else if (is_newer(header, (*same)->header())) {
      *same = &list;
    }
  }
  std::erase_if(newest, [&](const StatusList* list) { return now >= list->header().expires_at; });
  return newest;
}

// The clock may say anything, so it is compared before it is reckoned with.
Seconds age_since(Time issued_at, Time now) noexcept { return now > issued_at ? now - issued_at : Seconds{0}; }

}  // namespace

Result<Standing> check_status(const SignedCard& card, const std::vector<StatusList>& lists, const Policy& policy,
                              Time now) {
  Standing standing;
  if (!card.envelope.status) return standing;
  const std::vector<const StatusList*> asked = lists_for(card, lists, now);
  if (asked.empty()) {
    if (!policy.accept_without_status) return fail(Reason::status_unavailable);
    standing.unknown = true;
    return standing;
  }
  // Where two publishers disagree, whoever knows of trouble is believed.
  for (const StatusList* list : asked) {
    const StatusHeader& header = list->header();
    const std::uint64_t index = card.envelope.status->index;
    if (index >= list->size()) return fail(Reason::status_index_out_of_range);
    switch (list->get(index)) {
      case CardStatus::valid: break;
      case CardStatus::revoked: return fail(Reason::status_revoked);
      case CardStatus::suspended: standing.suspended = true; break;
      case CardStatus::reserved: return fail(Reason::status_reserved);
    }
    standing.stale = standing.stale || age_since(header.issued_at, now) > policy.max_status_age;
    if (standing.list == nullptr || header.issued_at < standing.list->header().issued_at) standing.list = list;
  }
  return standing;
}

ListAge age_of(const StatusList& list, Time now) {
  const StatusHeader& header = list.header();
  return {header.uri, header.sequence, header.issued_at, header.expires_at, age_since(header.issued_at, now)};
}

ListAge age_of(const TrustList& list, Time now) {
  const TrustListContent& content = list.content();
  return {content.environment, content.sequence, content.issued_at, content.next_update,
          age_since(content.issued_at, now)};
}

}  // namespace heyi::flow
