// A verdict as JSON, for programs in other languages and for logs.
#include <nlohmann/json.hpp>

#include <heyi/verify.hpp>

namespace heyi {
namespace {

using nlohmann::ordered_json;

ordered_json names_of(const std::vector<Reason>& reasons) {
  ordered_json names = ordered_json::array();
  for (const Reason reason : reasons) names.push_back(reason_name(reason));
  return names;
}

ordered_json age_json(const ListAge& age) {
  return {{"name", age.name},
          {"sequence", age.sequence},
          {"issued_at", format_time(age.issued_at)},
          {"expires_at", format_time(age.expires_at)},
          {"age_s", age.age.count()}};
}

ordered_json as_of_json(const AsOf& as_of) {
  ordered_json object;
  object["now"] = format_time(as_of.now);
  object["trust"] = as_of.trust ? age_json(*as_of.trust) : ordered_json(nullptr);
  object["status"] = ordered_json::array();
  for (const ListAge& age : as_of.status) object["status"].push_back(age_json(age));
  object["replay_checked"] = as_of.replay_checked;
  object["replay_shared"] = as_of.replay_shared;
  object["rollback_checked"] = as_of.rollback_checked;
  return object;
}

ordered_json sections_json(const std::vector<SectionReport>& sections) {
  ordered_json object = ordered_json::object();
  for (const SectionReport& report : sections) {
    ordered_json& entry = object[std::string(section_name(report.section))];
    entry["state"] = section_state_name(report.state);
    if (!report.issuer.empty()) entry["issuer"] = report.issuer;
  }
  return object;
}

ordered_json claims_json(const std::vector<VerifiedCard>& cards) {
  ordered_json list = ordered_json::array();
  for (const VerifiedCard& card : cards) {
    ordered_json entry;
    entry["issuer"] = card.issuer();
    entry["subject"] = card.subject();
    for (const Section section : card.sections()) {
      entry[std::string(section_name(section))] = ordered_json::parse(card.section_json(section), nullptr, false);
    }
    list.push_back(std::move(entry));
  }
  return list;
}

}  // namespace

std::string_view section_state_name(SectionState state) noexcept {
  switch (state) {
    case SectionState::shown: return "shown";
    case SectionState::withheld: return "withheld";
    case SectionState::unvouched: return "unvouched";
    case SectionState::expired: return "expired";
    case SectionState::suspended: return "suspended";
    case SectionState::stale: break;
  }
  return "stale";
}

std::string verdict_to_json(const Verdict& verdict, const Timing& timing, bool with_claims) {
  ordered_json object;
  object["decision"] = decision_name(verdict.decision);
  object["reason"] = reason_name(verdict.reason);
  object["code"] = reason_code(verdict.reason);
  object["message"] = {
      {"zh", std::string(verdict.sentence(Language::zh)) + "。" + std::string(verdict.next_step(Language::zh)) + "。"},
      {"en", std::string(verdict.sentence(Language::en)) + ". " + std::string(verdict.next_step(Language::en)) + "."}};
  if (!verdict.detail.empty()) object["detail"] = verdict.detail;
  object["marks"] = names_of(verdict.marks);
  object["static"] = verdict.is_static;
  if (!verdict.audience.empty()) object["audience"] = verdict.audience;
  object["sections"] = sections_json(verdict.sections);
  object["as_of"] = as_of_json(verdict.as_of);
  object["timing_us"] = ordered_json::object();
  if (timing.decode_us) object["timing_us"]["decode"] = *timing.decode_us;
  if (timing.verify_us) object["timing_us"]["verify"] = *timing.verify_us;
  if (with_claims) object["claims"] = claims_json(verdict.cards);
  return object.dump(-1, ' ', false, ordered_json::error_handler_t::replace);
}

}  // namespace heyi
