// The cards were checked when they were issued and when they were read; what is left is what a regional table, the
// settings or a mistake could bring in.
#include "handover/check.hpp"

#include <algorithm>

namespace heyi::terminal {
namespace {

// The length of the character at the front: 0 when it is not UTF-8, or is a control character.
std::size_t plain_length(std::string_view text) noexcept {
  const auto at = [&](std::size_t index) { return static_cast<unsigned char>(text[index]); };
  const unsigned char first = at(0);
  if (first < 0x80) return first < 0x20 || first == 0x7f ? 0 : 1;
  const std::size_t length = first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
  if (length == 0 || text.size() < length) return 0;
  for (std::size_t index = 1; index < length; ++index) {
    if ((at(index) & 0xc0) != 0x80) return 0;
  }
  const unsigned char second = at(1);
  const bool is_overlong = (first == 0xe0 && second < 0xa0) || (first == 0xf0 && second < 0x90);
  const bool is_surrogate = first == 0xed && second >= 0xa0;
  const bool is_beyond = first == 0xf4 && second >= 0x90;
  const bool is_control = first == 0xc2 && second < 0xa0;
  return is_overlong || is_surrogate || is_beyond || is_control ? 0 : length;
}

/// Checks keeps the first thing that is wrong.
class Checks {
 public:
  Checks& text(const char* field, std::string_view value) {
    if (!is_plain(value)) wrong(Reason::claims_out_of_range, field);
    return *this;
  }
  Checks& needed(const char* field, std::string_view value) {
    if (value.empty()) wrong(Reason::claims_missing, field);
    return text(field, value);
  }
  Checks& date(const char* field, std::string_view value) {
    if (!value.empty() && (value.size() != 10 || !parse_date(value))) wrong(Reason::claims_bad_date, field);
    return *this;
  }
  Checks& coded(const char* field, const Coded& value) { return text(field, value.name.zh); }
  void wrong(Reason reason, const char* field) {
    if (result_) result_ = fail(reason, field);
  }
  const Result<void>& result() const { return result_; }

 private:
  Result<void> result_;
};

void check_cards(Checks& checks, const Visit& visit) {
  if (const auto& id = visit.identity) {
    checks.needed("id.document_number", id->document_number).needed("id.name", id->name);
    checks.coded("id.document_type", id->document_type).date("id.birth_date", id->birth_date);
  }
  if (const auto& ss = visit.social_security) {
    checks.text("ss.issuer", ss->issuer).needed("ss.card_number", ss->card_number);
    checks.needed("ss.issuing_area", ss->issuing_area).text("ss.insured_area", ss->insured_area);
    checks.text("ss.pooling_area", ss->pooling_area).date("ss.valid_until", ss->valid_until);
    for (const Coverage& one : ss->coverages) {
      checks.coded("ss.coverages.type", one.type).coded("ss.coverages.state", one.state);
      checks.date("ss.coverages.since", one.since);
    }
  }
  if (const auto& hc = visit.health_card) {
    checks.text("hc.issuer", hc->issuer).needed("hc.index", hc->index);
    checks.text("hc.issuing_area", hc->issuing_area).text("hc.organisation", hc->organisation);
  }
}

void check_doses(Checks& checks, const Visit& visit) {
  for (const Dose& dose : visit.doses) {
    checks.needed("vx.doses.product", dose.product).needed("vx.doses.date", dose.date);
    checks.date("vx.doses.date", dose.date).text("vx.doses.trace_code", dose.trace_code);
    checks.text("vx.doses.lot", dose.lot).text("vx.doses.organisation", dose.organisation);
    if (dose.number < 1) checks.wrong(Reason::claims_out_of_range, "vx.doses.dose");
  }
}

bool is_id(std::string_view id) noexcept {
  return id.size() == 20 && id.find_first_not_of("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ") == std::string_view::npos;
}

}  // namespace

bool is_plain(std::string_view text) noexcept {
  while (!text.empty()) {
    const std::size_t length = plain_length(text);
    if (length == 0) return false;
    text.remove_prefix(length);
  }
  return true;
}

Result<void> check_visit(const Visit& visit) {
  constexpr std::int64_t kYear10000 = 253402300800, kChina = 8 * 3600;
  Checks checks;
  if (!is_id(visit.id)) checks.wrong(Reason::claims_out_of_range, "visit id");
  if (to_unix(visit.at) < 0 || to_unix(visit.at) >= kYear10000 - kChina) {
    checks.wrong(Reason::claims_bad_date, "visit time");
  }
  checks.needed("organisation", visit.site.organisation).needed("terminal", visit.site.terminal);
  checks.needed("operator", visit.site.operator_code).needed("person", visit.person);
  check_cards(checks, visit);
  check_doses(checks, visit);
  if (const auto& px = visit.presenter) {
    checks.needed("px.presenter_name", px->name).coded("px.relation", px->relation);
    checks.needed("px.valid_until", px->valid_until).date("px.valid_until", px->valid_until);
    checks.text("px.presenter", px->pseudonym);
  }
  return checks.result();
}

}  // namespace heyi::terminal
