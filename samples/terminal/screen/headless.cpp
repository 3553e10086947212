// Programs branch on `decision` alone, so it never says accept too early.
#include "screen/headless.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "desk/visit_json.hpp"
#include "screen/words.hpp"

namespace heyi::terminal {
namespace {

using nlohmann::ordered_json;

std::string line(const ordered_json& json) { return json.dump(-1, ' ', false, ordered_json::error_handler_t::replace); }

bool is_accepted(const ResultView& result) noexcept {
  return result.outcome == Outcome::accepted || result.outcome == Outcome::repeated ||
         (result.outcome == Outcome::confirm && result.is_confirmed);
}

const char* decision_of(const ResultView& result) noexcept {
  if (is_accepted(result)) return "accept";
  if (result.outcome == Outcome::confirm) return "confirm";
  return result.outcome == Outcome::scan_again ? "retry_scan" : "reject";
}

ordered_json both(std::string_view (*words)(const ResultView&, Language) noexcept, const ResultView& result) {
  return {{"zh", words(result, Language::zh)}, {"en", words(result, Language::en)}};
}

ordered_json list_json(const ListAge& list) {
  return {{"name", list.name}, {"sequence", list.sequence}, {"age_s", list.age.count()}};
}

ordered_json as_of_json(const AsOf& as_of) {
  ordered_json json = ordered_json::object();
  json["trust"] = as_of.trust ? list_json(*as_of.trust) : ordered_json(nullptr);
  json["status"] = ordered_json::array();
  for (const ListAge& list : as_of.status) json["status"].push_back(list_json(list));
  return json;
}

}  // namespace

const char* outcome_name(Outcome outcome) noexcept {
  switch (outcome) {
    case Outcome::accepted: return "accepted";
    case Outcome::repeated: return "repeated";
    case Outcome::confirm: return "confirm";
    case Outcome::identify: return "identify";
    case Outcome::scan_again: return "scan_again";
    case Outcome::needs_online: return "needs_online";
    case Outcome::refused: break;
  }
  return "refused";
}

std::string verdict_line(const ResultView& result, const Site& site, std::int64_t total_us, bool with_claims) {
  ordered_json json = {{"event", "verdict"},
                       {"at", format_time(result.as_of.now)},
                       {"outcome", outcome_name(result.outcome)},
                       {"decision", decision_of(result)},
                       {"reason", reason_name(result.reason)},
                       {"code", reason_code(result.reason)},
                       {"message", both(sentence_of, result)},
                       {"next", both(next_of, result)}};
  json["marks"] = ordered_json::array();
  for (const Reason mark : result.marks) json["marks"].push_back(reason_name(mark));
  json["sections"] = ordered_json::object();
  for (const SectionReport& report : result.sections) {
    json["sections"][std::string(section_name(report.section))] = section_state_name(report.state);
  }
  json["as_of"] = as_of_json(result.as_of);
  if (result.visit) json["visit_id"] = result.visit->id;
  if (result.outcome == Outcome::confirm || result.is_confirmed) json["confirmed"] = result.is_confirmed;
  json["repaired"] = std::find(result.marks.begin(), result.marks.end(), Reason::scan_repaired) != result.marks.end();
  json["organisation"] = site.organisation;
  json["terminal"] = site.terminal;
  json["operator"] = site.operator_code;
  if (with_claims && result.visit) json["visit"] = ordered_json::parse(visit_json(*result.visit), nullptr, false);
  if (with_claims && result.printed && result.outcome == Outcome::identify) {
    json["identified"] = {{"health_card_index", result.printed->health_card_index},
                          {"social_security_card", result.printed->social_security_card}};
  }
  json["timing_us"] = {{"total", total_us}};
  return line(json);
}

std::string delivery_line(const std::string& destination, const std::string& id, Delivery::Kind kind,
                          const std::string& why, int attempts) {
  const char* state = "failed";
  if (kind == Delivery::Kind::delivered) state = "delivered";
  if (kind == Delivery::Kind::refused) state = "refused";
  return line({{"event", "delivery"},
               {"destination", destination},
               {"visit_id", id},
               {"state", state},
               {"why", why},
               {"attempts", attempts}});
}

std::string scanner_line(const ScannerState& scanner) {
  return line(
      {{"event", "scanner"}, {"source", scanner.source}, {"there", scanner.is_there}, {"trouble", scanner.trouble}});
}

}  // namespace heyi::terminal
