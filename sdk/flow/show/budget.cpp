// Budgets by what a code shows, and a refusal that says which sections weigh most.
#include "flow/show/budget.hpp"

#include <algorithm>

#include <heyi/qr.hpp>

#include "card/fields.hpp"
#include "card/payload.hpp"

namespace heyi::flow {
namespace {

// Only the social-security half, the health half and the identity have a budget of their own.
bool is_common(const Shown& shown) noexcept {
  return shown.section == Section::ss || shown.section == Section::hc || shown.section == Section::id;
}

int budget_of(Form form, const std::vector<Shown>& shown) noexcept {
  if (form == Form::printed_one) return kStaticOne;
  if (form == Form::printed_set) return kStaticSet;
  if (!std::all_of(shown.begin(), shown.end(), is_common)) return kEverything;
  const bool one_half = shown.size() == 1 && shown.front().section != Section::id;
  if (one_half) return kOneHalf;
  return form == Form::packed ? kMergedPacked : kMergedPlain;
}

std::string what_to_shorten(const std::vector<Shown>& shown) {
  std::string list;
  for (const Shown& one : shown) {
    if (!list.empty()) list += ", ";
    list += std::string(section_name(one.section)) + " of " + one.issuer + " " + std::to_string(one.octets) + " octets";
    if (!one.largest_field.empty()) list += " (most in " + one.largest_field + ")";
  }
  return list;
}

}  // namespace

std::vector<Shown> shown_sections(const card::CardObject& object, std::string_view issuer) {
  std::vector<Shown> shown;
  const Result<cbor::Tree> payload = cbor::Tree::parse(object.object.payload);
  if (!payload) return shown;
  const auto content = card::open_content(object, payload->root());
  if (!content) return shown;
  for (const Section section : kAllSections) {
    const auto value = (*content)->section(section);
    if (!value) continue;
    Shown one{section, std::string(issuer), value->encoded().size(), {}};
    std::size_t most = 0;
    for (const Field& field : section_fields(section)) {
      const auto found = value->find(field.key);
      if (!found || found->encoded().size() <= most) continue;
      most = found->encoded().size();
      one.largest_field = field.name;
    }
    shown.push_back(std::move(one));
  }
  std::sort(shown.begin(), shown.end(), [](const Shown& a, const Shown& b) { return a.octets > b.octets; });
  return shown;
}

Result<void> check_budget(ByteView token, Spelling spelling, Form form, std::vector<Shown> shown,
                          std::size_t longer_signatures) {
  // The length alone decides the version, so the octets left out of the count may be any.
  const std::size_t counted = token.size() - std::min(longer_signatures, token.size());
  const int version = qr_version_for(encode_text(token.first(counted), spelling), QrLevel::medium);
  const int allowed = budget_of(form, shown);
  if (version != 0 && version <= allowed) return {};
  std::sort(shown.begin(), shown.end(), [](const Shown& a, const Shown& b) { return a.octets > b.octets; });
  const std::string size = version == 0 ? "larger than any QR code" : "QR version " + std::to_string(version) + "-M";
  return fail(Reason::present_over_budget,
              size + ", at most " + std::to_string(allowed) + "-M; shorten or show less of: " + what_to_shorten(shown));
}

}  // namespace heyi::flow
