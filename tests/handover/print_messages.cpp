// Prints visits, and their messages in every form, as one JSON document: what other people's parsers are given to read.
#include <iostream>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "handover/message.hpp"
#include "handover/systems.hpp"
#include "support/terminal_visits.hpp"

namespace heyi::test {
namespace {

using nlohmann::json;
using namespace terminal;

template <typename T>
T must(Result<T> result) {
  if (!result) throw std::runtime_error(result.error().detail);
  return *std::move(result);
}

json coded(const Coded& value) { return {{"code", value.code}, {"words", value.name.zh}}; }

std::string hex(std::string_view octets) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string out;
  for (const char octet : octets) {
    out += kDigits[static_cast<unsigned char>(octet) >> 4];
    out += kDigits[static_cast<unsigned char>(octet) & 15];
  }
  return out;
}

json social_security(const SocialSecurity& card) {
  json coverages = json::array();
  for (const Coverage& one : card.coverages) {
    coverages.push_back({{"type", coded(one.type)}, {"state", coded(one.state)}, {"since", one.since}});
  }
  return {{"issuer", card.issuer},
          {"card_number", card.card_number},
          {"issuing_area", card.issuing_area},
          {"insured_area", card.insured_area},
          {"pooling_area", card.pooling_area},
          {"valid_until", card.valid_until},
          {"coverages", coverages}};
}

json doses(const Visit& visit) {
  json all = json::array();
  for (const Dose& one : visit.doses) {
    all.push_back({{"product", one.product},
                   {"date", one.date},
                   {"trace_code", one.trace_code},
                   {"lot", one.lot},
                   {"organisation", one.organisation},
                   {"number", one.number}});
  }
  return all;
}

json visit_json(const Visit& visit) {
  json out = {{"id", visit.id},
              {"at", to_unix(visit.at)},
              {"organisation", visit.site.organisation},
              {"terminal", visit.site.terminal},
              {"operator", visit.site.operator_code},
              {"person", visit.person},
              {"doses", doses(visit)},
              {"is_stale", visit.is_stale}};
  if (const auto& id = visit.identity) {
    out["identity"] = {{"document_type", coded(id->document_type)},
                       {"document_number", id->document_number},
                       {"name", id->name},
                       {"birth_date", id->birth_date}};
    if (id->sex) out["identity"]["sex"] = id->sex->code;
  }
  if (visit.social_security) out["social_security"] = social_security(*visit.social_security);
  if (const auto& card = visit.health_card) {
    out["health_card"] = {{"issuer", card->issuer},
                          {"index", card->index},
                          {"issuing_area", card->issuing_area},
                          {"organisation", card->organisation}};
  }
  if (const auto& px = visit.presenter) {
    out["presenter"] = {{"name", px->name},
                        {"relation", coded(px->relation)},
                        {"valid_until", px->valid_until},
                        {"pseudonym", px->pseudonym}};
  }
  return out;
}

json document() {
  const Systems systems = Systems::standard();
  Hl7Settings settings;
  settings.receiving_facility = "省立|医院";
  json out = {{"receiving_facility", settings.receiving_facility},
              {"systems",
               {{"citizen_number", systems.citizen_number},
                {"other_document", systems.other_document},
                {"health_card_index", systems.health_card_index},
                {"social_security_card", systems.social_security_card},
                {"organisation", systems.organisation},
                {"trace_code", systems.trace_code},
                {"person", systems.person},
                {"visit", systems.visit},
                {"areas", systems.areas},
                {"relations", systems.relations},
                {"insurance_types", systems.insurance_types},
                {"document_types", systems.document_types},
                {"vaccines", systems.vaccines}}},
              {"visits", json::array()}};
  for (const auto& [name, visit] : all_visits()) {
    settings.charset = Charset::utf8;
    const std::string utf8 = must(hl7_message(visit, settings, systems));
    settings.charset = Charset::gb18030;
    out["visits"].push_back({{"name", name},
                             {"visit", visit_json(visit)},
                             {"utf8", utf8},
                             {"gb18030_hex", hex(must(hl7_message(visit, settings, systems)))},
                             {"fhir", must(fhir_bundle(visit, systems))}});
  }
  return out;
}

}  // namespace
}  // namespace heyi::test

int main() {
  try {
    std::cout << heyi::test::document().dump() << '\n';
    return 0;
  } catch (const std::exception& error) {
    std::cerr << "print-messages: " << error.what() << '\n';
    return 1;
  }
}
