// Standing: what the lists say of a card now, as far as the policy allows to go on.
#pragma once

#include <optional>
#include <vector>

#include <heyi/policy.hpp>
#include <heyi/status.hpp>
#include <heyi/verify.hpp>

#include "flow/verify/signatures.hpp"

namespace heyi::flow {

/// Standing of one card after the status lists were asked.
struct Standing {
  bool suspended = false;
  bool stale = false;
  bool unknown = false;              ///< No valid list, and the policy goes on without.
  const StatusList* list = nullptr;  ///< The list that was asked; null when none was.
};

/// check_status asks the newest valid list that may speak for the card. Fails with `status.revoked`, `status.reserved`,
/// `status.index_out_of_range` or `status.unavailable`.
Result<Standing> check_status(const SignedCard& card, const std::vector<StatusList>& lists, const Policy& policy,
                              Time now);

/// age_of describes a status list for as_of.
ListAge age_of(const StatusList& list, Time now);
ListAge age_of(const TrustList& list, Time now);

}  // namespace heyi::flow
