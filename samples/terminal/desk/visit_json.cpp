// The fields within a section are named as in a claims file.
#include "desk/visit_json.hpp"

#include <nlohmann/json.hpp>

namespace heyi::terminal {
namespace {

using nlohmann::ordered_json;

void put(ordered_json& object, const char* name, const std::string& value) {
  if (!value.empty()) object[name] = value;
}

ordered_json coded_json(const Coded& coded) {
  ordered_json json = {{"code", coded.code}};
  put(json, "zh", coded.name.zh);
  put(json, "en", coded.name.en);
  return json;
}

ordered_json identity_json(const Identity& identity) {
  ordered_json json = {{"document_type", coded_json(identity.document_type)}};
  put(json, "document_number", identity.document_number);
  put(json, "name", identity.name);
  if (identity.sex) json["sex"] = coded_json(*identity.sex);
  put(json, "birth_date", identity.birth_date);
  return json;
}

ordered_json social_security_json(const SocialSecurity& card) {
  ordered_json json = ordered_json::object();
  put(json, "issuer", card.issuer);
  put(json, "card_number", card.card_number);
  put(json, "issuing_area", card.issuing_area);
  put(json, "insured_area", card.insured_area);
  put(json, "pooling_area", card.pooling_area);
  put(json, "valid_until", card.valid_until);
  json["coverages"] = ordered_json::array();
  for (const Coverage& coverage : card.coverages) {
    ordered_json one = {{"type", coded_json(coverage.type)}, {"state", coded_json(coverage.state)}};
    put(one, "since", coverage.since);
    json["coverages"].push_back(std::move(one));
  }
  return json;
}

ordered_json health_card_json(const HealthCard& card) {
  ordered_json json = ordered_json::object();
  put(json, "issuer", card.issuer);
  put(json, "index", card.index);
  put(json, "issuing_area", card.issuing_area);
  put(json, "organisation", card.organisation);
  return json;
}

ordered_json dose_json(const Dose& dose) {
  ordered_json json = {{"product", dose.product}, {"dose", dose.number}};
  put(json, "date", dose.date);
  put(json, "trace_code", dose.trace_code);
  put(json, "lot", dose.lot);
  put(json, "organisation", dose.organisation);
  return json;
}

ordered_json presenter_json(const Presenter& presenter) {
  ordered_json json = {{"name", presenter.name}, {"relation", coded_json(presenter.relation)}};
  put(json, "valid_until", presenter.valid_until);
  put(json, "pseudonym", presenter.pseudonym);
  return json;
}

}  // namespace

std::string visit_json(const Visit& visit) {
  ordered_json json = {{"id", visit.id},
                       {"at", format_time(visit.at)},
                       {"organisation", visit.site.organisation},
                       {"terminal", visit.site.terminal},
                       {"operator", visit.site.operator_code},
                       {"person", visit.person},
                       {"stale", visit.is_stale}};
  if (visit.identity) json["identity"] = identity_json(*visit.identity);
  if (visit.social_security) json["social_security"] = social_security_json(*visit.social_security);
  if (visit.health_card) json["health_card"] = health_card_json(*visit.health_card);
  if (!visit.doses.empty()) {
    json["doses"] = ordered_json::array();
    for (const Dose& dose : visit.doses) json["doses"].push_back(dose_json(dose));
  }
  if (visit.presenter) json["presenter"] = presenter_json(*visit.presenter);
  return json.dump(-1, ' ', false, ordered_json::error_handler_t::replace);
}

}  // namespace heyi::terminal
