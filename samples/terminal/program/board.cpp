// Everything is asked anew for each view: a screen a second costs nothing, and nothing on it is older than it says.
#include "program/board.hpp"

#include <algorithm>
#include <tuple>

#include "station/list_need.hpp"

namespace heyi::terminal {

Board::Board(Equipment& equipment, Language language, std::chrono::seconds keeps, bool is_simulated)
    : equipment_(equipment), language_(language), keeps_(keeps), is_simulated_(is_simulated) {}

void Board::note(const ScannerState& state) { scanners_[state.source] = state; }

void Board::note(const DeliveryEvent& event) {
  troubles_[event.destination] = event.delivery.kind == Delivery::Kind::delivered ? std::string() : event.delivery.why;
}

void Board::show(ResultView result, Moment now) {
  result_ = std::move(result);
  shown_ = now;
}

std::string Board::to_confirm(Moment now) const {
  if (now - shown_ < kReadsIn) return {};
  return result_ && result_->outcome == Outcome::confirm && result_->visit ? result_->visit->id : std::string();
}

DeskView Board::view(Time clock, Moment now) {
  if (result_) {
    const auto left = keeps_ - std::chrono::floor<std::chrono::seconds>(now - shown_);
    result_->seconds_left = static_cast<int>(left.count());
    if (left.count() <= 0) result_.reset();
  }
  DeskView view;
  view.language = language_;
  view.site = equipment_.desk().settings().site;
  view.now = clock;
  view.result = result_;
  for (const auto& [name, state] : scanners_) view.scanners.push_back(state);
  view.lists = lists(clock);
  view.destinations = destinations(clock);
  view.today = equipment_.desk().today(clock);
  view.warnings = warnings(clock);
  view.is_simulated = is_simulated_;
  return view;
}

std::vector<ListView> Board::lists(Time clock) const {
  std::vector<ListView> views;
  for (const station::ListInfo& list : equipment_.keeper().list_infos()) {
    if (list.kind == "rules") continue;
    ListView view{list.kind, list.name, {}, station::need_of(list, equipment_.desk().settings().policy, clock)};
    if (list.issued_at) view.age = clock - *list.issued_at;
    views.push_back(std::move(view));
  }
  // Several authorities may have lists of one name: what counts at the desk is the oldest.
  std::stable_sort(views.begin(), views.end(), [](const ListView& a, const ListView& b) {
    return std::tie(a.kind, a.name, b.age) < std::tie(b.kind, b.name, a.age);
  });
  views.erase(std::unique(views.begin(), views.end(),
                          [](const ListView& a, const ListView& b) { return a.kind == b.kind && a.name == b.name; }),
              views.end());
  std::stable_sort(views.begin(), views.end(),
                   [](const ListView& a, const ListView& b) { return (a.kind == "trust") > (b.kind == "trust"); });
  return views;
}

std::vector<DestinationView> Board::destinations(Time clock) {
  std::vector<DestinationView> views;
  for (const std::string& name : equipment_.destinations()) {
    DestinationView view;
    view.name = name;
    view.trouble = troubles_[name];
    if (const Result<Counts> counts = equipment_.outbox().counts(name)) {
      view.waiting = counts->waiting;
      view.parked = counts->parked;
      view.delivered = counts->delivered;
      if (counts->oldest_waiting) view.oldest_waiting = clock - *counts->oldest_waiting;
    } else {
      view.trouble = std::string(reason_name(counts.error().reason));
    }
    views.push_back(std::move(view));
  }
  return views;
}

std::vector<std::string> Board::warnings(Time clock) const {
  std::vector<std::string> names;
  const auto warn = [&](Reason reason) { names.emplace_back(reason_name(reason)); };
  station::Keeper& keeper = equipment_.keeper();
  if (!keeper.lists()) warn(Reason::trust_missing);
  const Result<ClockReading> reading =
      keeper.state().read_clock(clock, equipment_.desk().settings().policy.clock_tolerance);
  if (!reading) {
    warn(reading.error().reason);
  } else if (reading->suspect) {
    warn(Reason::time_clock_suspect);
  }
  if (keeper.state().memory_since()) warn(Reason::state_begun_anew);
  if (equipment_.desk().is_log_failing()) warn(Reason::state_unavailable);
  return names;
}

}  // namespace heyi::terminal
