// Coverage and Immunization.
#include <set>

#include "handover/fhir_parts.hpp"
#include "handover/systems.hpp"

namespace heyi::terminal {
namespace {

/// Values gives no identifier's value twice: servers refuse a transaction that updates one resource twice.
class Values {
 public:
  std::string take(const std::string& value) {
    std::string taken = value;
    for (int count = 2; !seen_.insert(taken).second; ++count) taken = value + "/" + std::to_string(count);
    return taken;
  }

 private:
  std::set<std::string> seen_;
};

// Coverage.class is where R4 keeps what a fund asks for and has no element of its own.
void add_class(ordered_json& classes, const char* type, const std::string& value, const std::string& words = {}) {
  if (value.empty()) return;
  ordered_json one = {{"type", {{"text", type}}}, {"value", value}};
  if (!words.empty()) one["name"] = words;
  classes.push_back(std::move(one));
}

ordered_json coverage(const SocialSecurity& card, const Coverage& one, const Systems& systems) {
  constexpr std::int64_t kInsured = 1;
  const std::string& insured = card.insured_area.empty() ? card.issuing_area : card.insured_area;
  const std::string& fund = card.pooling_area.empty() ? insured : card.pooling_area;
  ordered_json json = {{"resourceType", "Coverage"}, {"identifier", ordered_json::array()}};
  json["status"] = one.state.code == kInsured ? "active" : "cancelled";
  json["type"] = coded_json(systems.insurance_types, one.type);
  json["subscriberId"] = card.card_number;
  json["beneficiary"] = nullptr;
  if (!one.since.empty()) json["period"] = {{"start", one.since}};
  json["payor"] = ordered_json::array({{{"identifier", identifier_json(systems.areas, fund)}}});
  ordered_json classes = ordered_json::array();
  add_class(classes, "state", std::to_string(one.state.code), one.state.name.zh);
  add_class(classes, "issuing_area", card.issuing_area);
  add_class(classes, "insured_area", card.insured_area);
  add_class(classes, "pooling_area", card.pooling_area);
  json["class"] = std::move(classes);
  return json;
}

// A FHIR code has no white space at its ends and no two spaces together; a product may be any text.
bool is_code(std::string_view text) {
  return text.find("  ") == std::string_view::npos && text.front() != ' ' && text.back() != ' ';
}

ordered_json immunization(const Dose& dose, const Systems& systems) {
  ordered_json json = {{"resourceType", "Immunization"}, {"identifier", ordered_json::array()}};
  json["status"] = "completed";
  json["vaccineCode"] = ordered_json::object();
  if (is_code(dose.product)) {
    json["vaccineCode"]["coding"] = ordered_json::array({coding_json(uri_of(systems.vaccines), dose.product, {})});
  }
  json["vaccineCode"]["text"] = dose.product;
  json["patient"] = nullptr;
  json["occurrenceDateTime"] = dose.date;
  if (!dose.lot.empty()) json["lotNumber"] = dose.lot;
  if (!dose.organisation.empty()) {
    json["performer"] =
        ordered_json::array({{{"actor", {{"identifier", identifier_json(systems.organisation, dose.organisation)}}}}});
  }
  json["protocolApplied"] = ordered_json::array({{{"doseNumberPositiveInt", dose.number}}});
  return json;
}

}  // namespace

std::vector<Entry> coverages(const Visit& visit, const Systems& systems, const std::string& subject) {
  std::vector<Entry> entries;
  if (!visit.social_security) return entries;
  const SocialSecurity& card = *visit.social_security;
  Values values;
  for (const Coverage& one : card.coverages) {
    Entry entry{coverage(card, one, systems), systems.coverage, {}, false};
    // With the person: cards of two cities may bear one number.
    entry.value =
        values.take(visit.person + "/" + percent_encoded(card.card_number) + "/" + std::to_string(one.type.code));
    entry.resource["identifier"].push_back(identifier_json(entry.system, entry.value));
    entry.resource["beneficiary"] = {{"reference", subject}};
    entries.push_back(std::move(entry));
  }
  return entries;
}

std::vector<Entry> immunizations(const Visit& visit, const Systems& systems, const std::string& subject) {
  std::vector<Entry> entries;
  Values values;
  for (const Dose& dose : visit.doses) {
    Entry entry{immunization(dose, systems), systems.dose, {}, false};
    // Not by the trace code: a box of several doses repeats it, and one person's dose would overwrite another's.
    entry.value = values.take(visit.person + "/" + dose.date + "/" + std::to_string(dose.number) + "/" +
                              percent_encoded(dose.product));
    entry.resource["identifier"].push_back(identifier_json(entry.system, entry.value));
    if (!dose.trace_code.empty()) {
      entry.resource["identifier"].push_back(identifier_json(systems.trace_code, dose.trace_code));
    }
    entry.resource["patient"] = {{"reference", subject}};
    entries.push_back(std::move(entry));
  }
  return entries;
}

}  // namespace heyi::terminal
