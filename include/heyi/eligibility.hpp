// From a verdict to the services that are open.
#pragma once

#include <string>
#include <string_view>

#include <heyi/result.hpp>
#include <heyi/rules.hpp>
#include <heyi/verify.hpp>

namespace heyi {

/// facts_of is what rules may read of an accepted code: the sections that are shown. A section that is stale, withheld,
/// unvouched, expired or suspended is not among them, so that whatever depends on it is unknown; and so is every
/// section of a printed code, which does not prove who shows it. `area` is the GB/T 2260 code of the place. Fails with
/// the verdict's own reason when it did not accept, and as Facts::from_json does.
Result<Facts> facts_of(const Verdict& verdict, std::string_view area);

/// eligibility_to_json writes the outcomes as one JSON object on one line: `notice`, and `services` with id, title,
/// outcome and why. It says nothing of the person but what the rules' words say.
std::string eligibility_to_json(const RuleBook& book, const std::vector<ServiceOutcome>& outcomes);

}  // namespace heyi
