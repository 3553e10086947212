// Entitlement: roles, times, sections and areas of a trust entry.
#include "policy/authority.hpp"

#include <algorithm>

namespace heyi {

Result<void> check_signer(const TrustEntry& entry, const card::Envelope& envelope, Time now) {
  if (std::find(entry.roles.begin(), entry.roles.end(), Role::issuer) == entry.roles.end()) {
    return fail(Reason::trust_wrong_role);
  }
  if (entry.issuer != envelope.issuer) return fail(Reason::trust_wrong_issuer);
  if (now < entry.not_before) return fail(Reason::trust_signer_not_yet_valid);
  // `iat` is rounded down to the day, so the first day of a key's validity begins when the day does.
  const Time day_of_issue = std::chrono::floor<std::chrono::days>(envelope.issued_at);
  if (day_of_issue + std::chrono::days{1} <= entry.not_before) return fail(Reason::trust_signer_not_yet_valid);
  if (envelope.issued_at >= entry.not_after || now >= entry.not_after) return fail(Reason::trust_signer_expired);
  return {};
}

bool covers_area(std::string_view wide, std::string_view area) noexcept {
  if (wide.size() != 6 || area.size() != 6) return false;
  std::size_t significant = 6;
  while (significant > 0 && wide.substr(significant - 2, 2) == "00") significant -= 2;
  return area.substr(0, significant) == wide.substr(0, significant);
}

bool may_vouch(const TrustEntry& entry, Section section, const std::vector<std::string>& areas) noexcept {
  if (std::find(entry.sections.begin(), entry.sections.end(), section) == entry.sections.end()) return false;
  if (entry.areas.empty()) return true;
  return std::all_of(areas.begin(), areas.end(), [&](const std::string& area) {
    return std::any_of(entry.areas.begin(), entry.areas.end(),
                       [&](const std::string& wide) { return covers_area(wide, area); });
  });
}

}  // namespace heyi
