// The rules for what a trust list may say, the same when it is signed and when it is opened.
#include <algorithm>
#include <map>

#include "base/identifiers.hpp"
#include "trust/trust_list.hpp"

namespace heyi {

std::string_view role_name(Role role) noexcept {
  switch (role) {
    case Role::issuer: return "issuer";
    case Role::status: return "status";
    case Role::rules: break;
  }
  return "rules";
}

namespace trust {
namespace {

template <typename T>
bool ascends(const std::vector<T>& values) {
  return std::adjacent_find(values.begin(), values.end(), [](const T& a, const T& b) { return !(a < b); }) ==
         values.end();
}

bool is_area_code(std::string_view code) noexcept {
  return code.size() == 6 && code.front() != '0' &&
         std::all_of(code.begin(), code.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// first_fault names the field that breaks a rule; null when none does.
const char* first_fault(const TrustEntry& entry) {
  if (!is_issuer_code(entry.issuer)) return "issuer";
  if (entry.roles.empty() || !ascends(entry.roles)) return "roles";
  if (!ascends(entry.sections)) return "sections";
  if (!ascends(entry.areas) || !std::all_of(entry.areas.begin(), entry.areas.end(), is_area_code)) return "areas";
  if (!ascends(entry.status_uris) || !std::all_of(entry.status_uris.begin(), entry.status_uris.end(), is_status_uri)) {
    return "status_uris";
  }
  if (to_unix(entry.not_before) < 0 || entry.not_after <= entry.not_before) return "not_after";
  return nullptr;
}

}  // namespace

Result<void> check_content(const TrustListContent& content) {
  const auto invalid = [](const char* what) { return fail(Reason::trust_list_invalid, what); };
  if (!is_issuer_code(content.environment)) return invalid("environment");
  if (content.sequence >= kSequenceEnd || content.epoch >= kSequenceEnd)
    return invalid("sequence and epoch stay below 2^48");
  if (to_unix(content.issued_at) <= 0 || content.next_update <= content.issued_at) return invalid("next_update");
  if (content.entries.size() > kMaxEntries) return invalid("more than 4096 entries");
  std::map<Bytes, std::size_t> per_kid;
  for (std::size_t i = 0; i < content.entries.size(); ++i) {
    const std::string where = "entries[" + std::to_string(i) + "].";
    if (const char* fault = first_fault(content.entries[i])) return fail(Reason::trust_bad_entry, where + fault);
    const Result<Bytes> kid = key_id(content.entries[i].key);
    if (!kid) return kid.error();
    if (++per_kid[*kid] > kMaxPerKid)
      return fail(Reason::trust_bad_entry, where + "key: more than 4 entries share a kid");
  }
  return {};
}

}  // namespace trust
}  // namespace heyi
