// The four presets, one line a difference from the strictest.
#include <heyi/policy.hpp>

namespace heyi {

Policy Policy::hospital() {
  Policy policy;
  policy.name = "hospital";
  policy.audiences = {"medical"};
  policy.require_one_of = {Section::hc, Section::id};
  return policy;
}

Policy Policy::pharmacy() {
  Policy policy = hospital();
  policy.name = "pharmacy";
  policy.challenge_or_shared_replay = true;
  return policy;
}

Policy Policy::kiosk() {
  Policy policy;
  policy.name = "kiosk";
  policy.audiences = {"social"};
  policy.require_one_of = {Section::ss};
  return policy;
}

Policy Policy::identify() {
  Policy policy;
  policy.name = "identify";
  policy.audiences = {"any"};
  policy.static_allowed = true;
  policy.identification_only = true;
  policy.accept_without_status = true;
  policy.accept_expired_trust = true;
  return policy;
}

Result<Policy> Policy::preset(std::string_view name) {
  if (name == "hospital") return hospital();
  if (name == "pharmacy") return pharmacy();
  if (name == "kiosk") return kiosk();
  if (name == "identify") return identify();
  return fail(Reason::claims_unknown_code, "policies are hospital, pharmacy, kiosk and identify");
}

}  // namespace heyi
