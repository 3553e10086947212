// The limits are the policy's, so that screen and verdict agree.
#include "station/list_need.hpp"

namespace heyi::station {

std::string need_of(const ListInfo& list, const Policy& policy, Time now) {
  if (!list.trouble.empty()) return list.trouble;
  if (list.expires_at && now >= *list.expires_at) return "expired";
  const Seconds warning = list.kind == "trust" ? policy.trust_warning : policy.status_warning;
  if (list.expires_at && *list.expires_at - now < warning) return "expires soon";
  if (list.kind == "status" && list.issued_at && now - *list.issued_at > policy.max_status_age) return "old";
  return {};
}

}  // namespace heyi::station
