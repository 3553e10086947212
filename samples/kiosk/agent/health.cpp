// Everything that makes the agent less than well is named in `why`.
#include "agent/health.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "station/list_need.hpp"

namespace heyi::kiosk {
namespace {

using nlohmann::ordered_json;

bool has_current(const std::vector<station::ListInfo>& lists, std::string_view kind, Time now) {
  return std::any_of(lists.begin(), lists.end(), [&](const station::ListInfo& list) {
    return list.kind == kind && list.trouble.empty() && list.expires_at && now < *list.expires_at;
  });
}

}  // namespace

Health look_after(station::Keeper& keeper, const station::UpdateFolder* updates, const Policy& policy, Time started,
                  Time clock) {
  Health health;
  ordered_json why = ordered_json::array(), lists = ordered_json::array(), files = ordered_json::array();
  const std::shared_ptr<const station::Lists> judged_by = keeper.lists();
  health.is_ready = judged_by != nullptr;
  const std::vector<station::ListInfo> infos = keeper.list_infos();
  for (const station::ListInfo& list : infos) {
    ordered_json entry = {{"kind", list.kind}, {"name", list.name}, {"sequence", list.sequence}};
    if (list.issued_at) {
      entry["issued_at"] = format_time(*list.issued_at);
      entry["age_s"] = (clock - *list.issued_at).count();
    }
    if (list.expires_at) entry["expires_at"] = format_time(*list.expires_at);
    if (std::string need = station::need_of(list, policy, clock); !need.empty()) {
      why.push_back(list.kind + ' ' + list.name + ": " + need);
      entry["need"] = std::move(need);
    }
    lists.push_back(std::move(entry));
  }
  if (!judged_by) why.push_back("no trust list");
  if (judged_by && judged_by->books.empty()) why.push_back("no rule pack");
  // Without a status list every card that names one is refused.
  if (judged_by && !has_current(infos, "status", clock)) {
    why.push_back("no status list that is valid now");
    if (!policy.accept_without_status) health.is_ready = false;
  }
  if (!has_current(infos, "trust", clock) && !policy.accept_expired_trust) health.is_ready = false;
  const Reason last = keeper.last_outcome();
  if (last == Reason::replay_unavailable || last == Reason::state_unavailable) {
    why.push_back("the last code was not judged: " + std::string(reason_name(last)));
  }
  if (const Result<ClockReading> reading = keeper.state().read_clock(clock, policy.clock_tolerance); !reading) {
    why.push_back(std::string(reason_name(reading.error().reason)));
    health.is_ready = false;
  } else if (reading->suspect) {
    why.push_back(std::string(reason_name(Reason::time_clock_suspect)));
    // Printed codes alone are taken then.
    if (!policy.static_allowed) health.is_ready = false;
  }
  if (keeper.state().memory_since()) why.push_back(std::string(reason_name(Reason::state_begun_anew)));
  for (const station::UpdateFolder::Outcome& file :
       updates != nullptr ? updates->outcomes() : std::vector<station::UpdateFolder::Outcome>()) {
    ordered_json entry = {{"file", file.file}, {"at", format_time(file.at)}, {"new", file.applied}};
    if (file.is_waiting) entry["waiting"] = true;
    if (!file.trouble.empty()) {
      entry["refused"] = file.trouble;
      why.push_back("update " + file.file + " refused");
    }
    files.push_back(std::move(entry));
  }
  const char* status = !health.is_ready ? "not_ready" : why.empty() ? "ok" : "degraded";
  const ordered_json object = {{"status", status},           {"why", std::move(why)},
                               {"version", HEYI_VERSION},    {"uptime_s", (clock - started).count()},
                               {"now", format_time(clock)},  {"lists", std::move(lists)},
                               {"updates", std::move(files)}};
  health.json = object.dump(-1, ' ', false, ordered_json::error_handler_t::replace);
  return health;
}

}  // namespace heyi::kiosk
