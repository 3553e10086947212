// The example claims file: every field once, so that whoever writes a first file has only to delete and replace.
#include <algorithm>
#include <nlohmann/json.hpp>

#include <heyi/claims.hpp>

#include "card/china_time.hpp"

namespace heyi {
namespace {

using nlohmann::ordered_json;
using std::chrono::days;
using std::chrono::sys_days;
using std::chrono::years;

// The person is the one printed in GB 11643; organisation and health-card index belong to nobody.
constexpr const char* kDocumentNumber = "11010519491231002X";
constexpr const char* kOrganisation = "12370100MB1234567U";

/// Calendar gives the example's dates, relative to the day on which it is written.
class Calendar {
 public:
  // Days for which five years on, or a year back, would leave what a card can say are moved inside.
  explicit Calendar(Time today) {
    const Time bounded = std::clamp(today, from_unix(0), from_unix(250'000'000'000));
    today_ = sys_days(days(china_day(bounded)));
  }

  std::string in_years(int count) const {
    const std::chrono::year_month_day date = std::chrono::year_month_day(today_) + years{count};
    // 29 February has no anniversary in most years.
    const sys_days day = date.ok() ? sys_days(date) : sys_days(date.year() / date.month() / std::chrono::last);
    return format_date(day.time_since_epoch().count());
  }

  std::string days_ago(int count) const { return format_date((today_ - days{count}).time_since_epoch().count()); }

 private:
  sys_days today_;
};

// Lists hold one item each: enough to show the fields.
ordered_json list_of(ordered_json item) {
  ordered_json list = ordered_json::array();
  list.push_back(std::move(item));
  return list;
}

ordered_json example_coverage() { return {{"type", 310}, {"state", 1}, {"since", "1999-01-01"}}; }

ordered_json example_dose(const Calendar& when) {
  return {{"product", "流感疫苗"},     {"dose", 1},
          {"date", when.days_ago(30)}, {"trace_code", "81234567890123456789"},
          {"lot", "20260901"},         {"organisation", kOrganisation}};
}

ordered_json example_record(const Calendar& when) {
  return {{"organisation", kOrganisation}, {"locator", "MZ-000123"}, {"kind", 1}, {"date", when.days_ago(7)}};
}

ordered_json example_benefit(const Calendar& when) {
  return {{"category", 1}, {"area", "370102"}, {"valid_until", when.in_years(1)}};
}

ordered_json example_section(Section section, const Calendar& when) {
  switch (section) {
    case Section::id:
      return {{"valid_until", when.in_years(5)},
              {"document_type", 1},
              {"document_number", kDocumentNumber},
              {"name", "欧阳·示例"},
              {"sex", 2},
              {"birth_date", "1949-12-31"}};
    case Section::ss:
      return {{"valid_until", when.in_years(5)}, {"card_number", "A12345678"},
              {"issuing_area", "370100"},        {"insured_area", "370102"},
              {"pooling_area", "370100"},        {"coverages", list_of(example_coverage())}};
    case Section::hc:
      return {{"valid_until", when.in_years(5)},
              {"index", "00112233445566778899AABBCCDDEEFF"},
              {"issuing_area", "370100"},
              {"organisation", kOrganisation}};
    case Section::vx: return {{"valid_until", when.in_years(5)}, {"doses", list_of(example_dose(when))}};
    case Section::mr: return {{"valid_until", when.in_years(1)}, {"records", list_of(example_record(when))}};
    case Section::bn: return {{"valid_until", when.in_years(1)}, {"benefits", list_of(example_benefit(when))}};
    case Section::px:
      return {{"valid_until", when.in_years(1)},
              {"presenter_name", "王示例"},
              {"relation", 3},
              {"presenter", "AAAAAAAAAAAA"}};
  }
  return nullptr;
}

bool is_of_health_authority(Section section) {
  return section == Section::hc || section == Section::vx || section == Section::mr;
}

}  // namespace

std::string example_claims_json(const std::vector<Section>& sections, Time today) {
  const Calendar when(today);
  std::vector<Section> wanted = sections;
  if (wanted.empty()) wanted.assign(kAllSections.begin(), kAllSections.end());
  const bool health = std::any_of(wanted.begin(), wanted.end(), is_of_health_authority);
  ordered_json file = {{"issuer", health ? "JN-HC" : "JN-HRSS"},
                       {"person", {{"document_type", 1}, {"document_number", kDocumentNumber}}},
                       {"valid_until", when.in_years(5)},
                       {"status", {{"uri", health ? "demo:hc:1" : "demo:ss:1"}, {"index", 4711}}}};
  for (const Section section : kAllSections) {
    if (std::find(wanted.begin(), wanted.end(), section) == wanted.end()) continue;
    file[std::string(section_name(section))] = example_section(section, when);
  }
  return file.dump(2) + "\n";
}

}  // namespace heyi
