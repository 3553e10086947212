// Facts: the sections as rules read them, with what no expression can derive: provinces, cities, the day in China.
#include <functional>

#include <nlohmann/json.hpp>

#include "card/china_time.hpp"
#include "card/numbers.hpp"
#include "codec/json_text.hpp"
#include "rules/expression.hpp"
#include "rules/rule_book.hpp"

namespace heyi {
namespace {

using nlohmann::json;

// The first two digits of an area are its province's, the first four its city's.
json parts_of_area(const std::string& area) {
  return {{"code", area}, {"city", area.substr(0, 4) + "00"}, {"province", area.substr(0, 2) + "0000"}};
}

json areas_of(const json& social_security) {
  json areas = json::object();
  for (const char* which : {"issuing", "insured", "pooling"}) {
    const auto found = social_security.find(std::string(which) + "_area");
    if (found != social_security.end() && found->is_string() && is_area(found->get<std::string>()))
      areas[which] = parts_of_area(found->get<std::string>());
  }
  return areas;
}

// Whole months from one day to another; a day that the later month lacks counts in the next one.
std::int64_t months_between(std::int64_t from, std::int64_t to) {
  using std::chrono::days;
  const std::chrono::year_month_day first{std::chrono::sys_days(days(from))}, last{std::chrono::sys_days(days(to))};
  const auto count = (last.year() - first.year()).count() * std::int64_t{12} +
                     (static_cast<std::int64_t>(static_cast<unsigned>(last.month())) -
                      static_cast<std::int64_t>(static_cast<unsigned>(first.month())));
  return last.day() < first.day() ? count - 1 : count;
}

std::optional<std::int64_t> day_in(const json& object, const char* name) {
  const auto found = object.find(name);
  if (found == object.end() || !found->is_string()) return std::nullopt;
  const Result<std::int64_t> day = parse_date(found->get<std::string>());
  return day ? std::optional(*day) : std::nullopt;
}

void for_each_in(json& section, const char* list, const std::function<void(json&)>& visit) {
  const auto found = section.find(list);
  if (found == section.end() || !found->is_array()) return;
  for (json& item : *found) {
    if (item.is_object()) visit(item);
  }
}

// What an expression cannot work out within a list, where it sees the item alone.
void derive(json& data, const json& here, std::int64_t today) {
  if (json& id = data["id"]; id.is_object()) {
    const auto birth = day_in(id, "birth_date");
    if (birth && *birth <= today) id["age"] = months_between(*birth, today) / 12;
  }
  if (json& ss = data["ss"]; ss.is_object()) {
    data["area"] = areas_of(ss);
    for_each_in(ss, "coverages", [&](json& coverage) {
      const auto since = day_in(coverage, "since");
      if (since && *since <= today) coverage["months"] = months_between(*since, today);
    });
  }
  if (json& bn = data["bn"]; bn.is_object()) {
    for_each_in(bn, "benefits", [&](json& benefit) {
      const auto area = benefit.find("area");
      if (area != benefit.end() && area->is_string() && is_area(area->get<std::string>())) {
        const json parts = parts_of_area(area->get<std::string>());
        benefit["in_city"] = parts["city"] == here["city"];
        benefit["in_province"] = parts["province"] == here["province"];
      }
      const auto until = day_in(benefit, "valid_until");
      benefit["valid"] = !until || today <= *until;
    });
  }
}

}  // namespace

Result<Facts> Facts::from_json(std::string_view sections, const std::map<Section, std::string>& states,
                               std::string_view area, Time now) {
  if (!is_area(area)) return fail(Reason::rules_bad_value, "area: six digits of GB/T 2260");
  const Result<json> parsed = parse_json(sections);
  if (!parsed) return fail(Reason::rules_bad_value, parsed.error().detail);
  if (!parsed->is_object()) return fail(Reason::rules_bad_value, "sections: an object");
  json data = json::object();
  std::map<Section, std::string> absent;
  for (const Section section : kAllSections) {
    const std::string name(section_name(section));
    const auto state = states.find(section);
    const auto found = parsed->find(name);
    if (state != states.end()) {
      absent.emplace(section, state->second);
    } else if (found == parsed->end() || found->is_null()) {
      absent.emplace(section, "withheld");
    } else {
      data[name] = *found;
    }
  }
  for (const auto& [name, value] : parsed->items()) {
    if (!section_from_name(name)) return fail(Reason::rules_bad_value, "no such section");
  }
  const std::int64_t today = china_day(now);
  data["here"] = parts_of_area(std::string(area));
  derive(data, json(data["here"]), today);
  data["now"] = format_time(now);
  data["today"] = format_date(today);
  Result<LogicData> read = rules::data_of(data);
  if (!read) return read.error();
  return Facts(std::make_shared<const Impl>(Impl{*std::move(read), std::move(absent), today}));
}

}  // namespace heyi
