// Policies: what a kind of counter asks of a code, as plain data with four presets.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <heyi/claims.hpp>
#include <heyi/result.hpp>
#include <heyi/time.hpp>

namespace heyi {

/// Policy is what a verifier asks. Change a preset's members to suit; docs/architecture.md has the decision table.
struct Policy {
  std::string name;
  std::vector<std::string> audiences;       ///< Scope words taken: `medical`, `social`, `any`.
  std::vector<Section> require_one_of;      ///< At least one of these must be shown; empty asks for none.
  bool static_allowed = false;              ///< Printed codes are taken, for identification.
  bool identification_only = false;         ///< Exposes only what identifies: `id`, card number, health-card index.
  bool challenge_or_shared_replay = false;  ///< A challenge, or a replay cache that all terminals share, is needed.
  bool accept_without_status = false;       ///< `status.unavailable` is a mark, not a refusal.
  bool accept_expired_trust = false;        ///< `trust.expired` is a mark, not a refusal.
  Seconds max_status_age{7 * 24 * 3600};    ///< Above: sections are `stale`.
  Seconds trust_warning{14 * 24 * 3600};    ///< So long before the trust list expires, verdicts say `trust.expiring`.
  Seconds status_warning{3 * 24 * 3600};    ///< The same for status lists: `status.expiring`.
  Seconds proof_window{60};                 ///< How long a dynamic code lives.
  Seconds proof_late{120};                  ///< Allowance for a holder's clock behind ours.
  Seconds proof_early{30};                  ///< Allowance for a holder's clock ahead of ours.
  Seconds clock_tolerance{300};             ///< For StateStore::read_clock: what a clock may go back unnoticed.

  static Policy hospital();  ///< `medical`, dynamic, `hc` or `id` shown.
  static Policy pharmacy();  ///< As hospital, and a challenge or a shared replay cache.
  static Policy kiosk();     ///< `social`, dynamic, `ss` shown.
  static Policy identify();  ///< `any` or printed; who is this said to be, no more.

  /// preset is the policy of that name. Fails with `claims.unknown_code`.
  static Result<Policy> preset(std::string_view name);
};

}  // namespace heyi
