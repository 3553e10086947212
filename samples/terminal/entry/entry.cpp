// One operation a function; what a request does not say is an error with a reason.
#include "entry/entry.hpp"

#include <nlohmann/json.hpp>

#include "scan/normaliser.hpp"
#include "screen/headless.hpp"
#include "station/list_need.hpp"
#include "station/log.hpp"

namespace heyi::terminal {
namespace {

using nlohmann::json;
using nlohmann::ordered_json;

std::string written(const ordered_json& object) {
  return object.dump(-1, ' ', false, ordered_json::error_handler_t::replace);
}

std::string error_answer(const Error& error) {
  ordered_json inside = {
      {"reason", reason_name(error.reason)},
      {"code", reason_code(error.reason)},
      {"message",
       {{"zh", reason_sentence(error.reason, Language::zh)}, {"en", reason_sentence(error.reason, Language::en)}}}};
  if (!error.detail.empty()) inside["detail"] = error.detail;
  return written({{"error", std::move(inside)}});
}

Result<std::string> text_in(const json& request, const char* name) {
  const auto found = request.find(name);
  if (found == request.end()) return fail(Reason::claims_missing, name);
  if (!found->is_string()) return fail(Reason::claims_wrong_type, name);
  return found->get<std::string>();
}

std::string judge(Equipment& equipment, const json& request) {
  const Moment begun = std::chrono::steady_clock::now();
  const Result<std::string> text = text_in(request, "text");
  if (!text) return error_answer(text.error());
  Normalised normalised = normalise(*text);
  Scan scan{std::move(normalised.text), std::move(normalised.repairs), normalised.is_repaired, "entry", begun};
  const Judged judged = equipment.desk().judge(scan, station::clock_now());
  if (judged.view.visit) equipment.wake();
  const auto spent = std::chrono::steady_clock::now() - begun;
  return verdict_line(judged.view, equipment.desk().settings().site,
                      std::chrono::duration_cast<std::chrono::microseconds>(spent).count(), true);
}

std::string confirm(Equipment& equipment, const json& request) {
  const Result<std::string> visit = text_in(request, "visit_id");
  if (!visit) return error_answer(visit.error());
  const Result<Judged> judged = equipment.desk().confirm(*visit, station::clock_now());
  if (!judged) return error_answer(judged.error());
  equipment.wake();
  return verdict_line(judged->view, equipment.desk().settings().site, 0, true);
}

std::string state(Equipment& equipment) {
  const Time now = station::clock_now();
  ordered_json lists = ordered_json::array(), destinations = ordered_json::array();
  for (const station::ListInfo& list : equipment.keeper().list_infos()) {
    ordered_json one = {{"kind", list.kind}, {"name", list.name}, {"sequence", list.sequence}};
    if (list.issued_at) one["age_s"] = (now - *list.issued_at).count();
    if (std::string need = station::need_of(list, equipment.desk().settings().policy, now); !need.empty()) {
      one["need"] = std::move(need);
    }
    lists.push_back(std::move(one));
  }
  for (const std::string& name : equipment.destinations()) {
    const Result<Counts> counts = equipment.outbox().counts(name);
    if (!counts) return error_answer(counts.error());
    destinations.push_back(
        {{"name", name}, {"waiting", counts->waiting}, {"parked", counts->parked}, {"delivered", counts->delivered}});
  }
  const DayCounters today = equipment.desk().today(now);
  return written({{"version", HEYI_VERSION},
                  {"now", format_time(now)},
                  {"ready", equipment.keeper().lists() != nullptr},
                  {"lists", std::move(lists)},
                  {"destinations", std::move(destinations)},
                  {"today",
                   {{"accepted", today.accepted},
                    {"identified", today.identified},
                    {"refused", today.refused},
                    {"scan_again", today.scan_again}}}});
}

std::string resend(Equipment& equipment, const json& request) {
  std::string visit;
  if (request.contains("visit_id")) {
    Result<std::string> given = text_in(request, "visit_id");
    if (!given) return error_answer(given.error());
    // An empty id would be all of them.
    if (given->empty()) return error_answer(fail(Reason::claims_out_of_range, "visit_id"));
    visit = *std::move(given);
  }
  const Result<int> count = equipment.outbox().resend(visit, station::clock_now());
  if (!count) return error_answer(count.error());
  equipment.wake();
  return written({{"resent", *count}});
}

std::string answer(Equipment& equipment, std::string_view text) {
  if (text.size() > Entry::kMaxRequest) return error_answer(fail(Reason::claims_too_long, "request"));
  const json request = json::parse(text, nullptr, false);
  if (!request.is_object()) return error_answer(fail(Reason::claims_bad_json, "request"));
  const Result<std::string> op = text_in(request, "op");
  if (!op) return error_answer(op.error());
  if (*op == "judge") return judge(equipment, request);
  if (*op == "confirm") return confirm(equipment, request);
  if (*op == "state") return state(equipment);
  if (*op == "resend") return resend(equipment, request);
  return error_answer(fail(Reason::claims_unknown_code, "op"));
}

}  // namespace

std::string Entry::call(std::string_view request) noexcept {
  try {
    return answer(equipment_, request);
  } catch (const std::exception& error) {
    station::log_line(std::string("entry: ") + error.what());
    return R"({"error":{"reason":"internal.failure","code":1599,"message":{"zh":"内部错误","en":"Something failed inside"}}})";
  }
}

}  // namespace heyi::terminal
