// Patient and Encounter.
#include "handover/china_time.hpp"
#include "handover/fhir_parts.hpp"
#include "handover/identifiers.hpp"
#include "handover/systems.hpp"

namespace heyi::terminal {
namespace {

constexpr const char* kTypes = "http://terminology.hl7.org/CodeSystem/v2-0203";

ordered_json patient_identifier(const Identifier& one, const Systems& systems) {
  ordered_json codings = ordered_json::array({coding_json(kTypes, std::string(one.type), one.type_words)});
  if (const auto& type = one.document_type) {
    codings.push_back(coding_json(uri_of(systems.document_types), std::to_string(type->code), type->name.zh));
  }
  ordered_json json = {{"use", one.use}, {"type", {{"coding", std::move(codings)}}}};
  json.update(identifier_json(one.system, one.value));
  if (!one.valid_until.empty()) json["period"] = {{"end", one.valid_until}};
  if (!one.organisation.empty()) {
    json["assigner"] = {{"identifier", identifier_json(systems.organisation, one.organisation)}};
  } else if (!one.issuer.empty()) {
    json["assigner"] = {{"display", one.issuer}};
  }
  return json;
}

// As in the HL7 message: 0 is unknown and 9 not stated.
const char* gender_of(const Coded& sex) { return sex.code == 1 ? "male" : sex.code == 2 ? "female" : "unknown"; }

}  // namespace

Entry patient(const Visit& visit, const Systems& systems) {
  ordered_json json = {{"resourceType", "Patient"}, {"identifier", ordered_json::array()}};
  for (const Identifier& one : identifiers(visit, systems)) {
    json["identifier"].push_back(patient_identifier(one, systems));
  }
  if (const auto& id = visit.identity) {
    json["name"] = ordered_json::array({{{"use", "official"}, {"text", id->name}}});
    if (id->sex) json["gender"] = gender_of(*id->sex);
    if (!id->birth_date.empty()) json["birthDate"] = id->birth_date;
  }
  if (const auto& px = visit.presenter) {
    json["contact"] =
        ordered_json::array({{{"relationship", ordered_json::array({coded_json(systems.relations, px->relation)})},
                              {"name", {{"text", px->name}}},
                              {"period", {{"end", px->valid_until}}}}});
  }
  // By the pseudonym, whatever else the code shows: numbers of passports are not unique in the world, and an update
  // by the citizen number would overwrite a record that the hospital keeps itself.
  return {std::move(json), systems.person, visit.person, !visit.identity.has_value()};
}

Entry encounter(const Visit& visit, const Systems& systems, const std::string& subject) {
  ordered_json json = {{"resourceType", "Encounter"}};
  // On the visit alone: a tag stays on a resource that is updated without it, and the next code may be fresh.
  if (visit.is_stale) {
    json["meta"]["tag"] = ordered_json::array({coding_json(uri_of(systems.marks), "status.stale", "卡状态列表过旧")});
  }
  json["identifier"] = ordered_json::array({identifier_json(systems.visit, visit.id)});
  json["status"] = "arrived";
  json["class"] = coding_json("http://terminology.hl7.org/CodeSystem/v3-ActCode", "AMB", "ambulatory");
  json["subject"] = {{"reference", subject}};
  json["participant"] = ordered_json::array({{{"individual", {{"display", visit.site.operator_code}}}}});
  json["period"] = {{"start", fhir_time(visit.at)}};
  json["location"] = ordered_json::array({{{"location", {{"display", visit.site.terminal}}}}});
  json["serviceProvider"] = {{"identifier", identifier_json(systems.organisation, visit.site.organisation)}};
  return {std::move(json), systems.visit, visit.id, false};
}

}  // namespace heyi::terminal
