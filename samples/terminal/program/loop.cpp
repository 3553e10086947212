// Keys have names that no code holds: a scanner whose typing is taken for a person's changes nothing.
#include "program/loop.hpp"

#include <ostream>

#include "screen/headless.hpp"
#include "station/log.hpp"

namespace heyi::terminal {
namespace {

constexpr std::chrono::milliseconds kTick{200};
constexpr std::chrono::seconds kLookAfter{1};

std::int64_t since(Moment begun) {
  return std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - begun).count();
}

}  // namespace

void Deliveries::push(const DeliveryEvent& event) {
  const std::lock_guard lock(mutex_);
  if (events_.size() < kMost) events_.push_back(event);
}

std::vector<DeliveryEvent> Deliveries::take() {
  const std::lock_guard lock(mutex_);
  return std::exchange(events_, {});
}

Loop::Loop(LoopSettings settings, Equipment& equipment, EventQueue& queue, Deliveries& deliveries, Board& board,
           Screen* screen, std::ostream* lines)
    : settings_(settings),
      equipment_(equipment),
      queue_(queue),
      deliveries_(deliveries),
      board_(board),
      screen_(screen),
      lines_(lines) {}

void Loop::run(const sigset_t& ends, const std::function<void()>& tick) {
  constexpr timespec kNow{0, 0};
  Moment looked_after{};
  while (!quits_ && ::sigtimedwait(&ends, nullptr, &kNow) < 0) {
    if (const std::optional<Event> event = queue_.pop(kTick)) take(*event);
    tell_deliveries();
    const Moment now = std::chrono::steady_clock::now();
    if (now - looked_after >= kLookAfter) {
      equipment_.look_after(station::clock_now());
      looked_after = now;
    }
    if (screen_ != nullptr) screen_->show(board_.view(station::clock_now(), now));
    tick();
    if (is_done(now)) break;
  }
}

void Loop::take(const Event& event) {
  if (const auto* scan = std::get_if<Scan>(&event)) return take(*scan);
  if (const auto* key = std::get_if<TypedKey>(&event)) return take(*key);
  if (const auto* state = std::get_if<ScannerState>(&event)) {
    board_.note(*state);
    station::log_line(state->source + (state->is_there ? " is there" : " is not there") +
                      (state->trouble.empty() ? "" : ": " + state->trouble));
    if (lines_ != nullptr) say(scanner_line(*state));
    return;
  }
  ++ended_;
  ended_at_ = std::chrono::steady_clock::now();
}

void Loop::take(const Scan& scan) {
  Judged judged = equipment_.desk().judge(scan, station::clock_now());
  if (judged.view.outcome == Outcome::confirm && !settings_.asks_for_presenter) {
    Result<Judged> confirmed = equipment_.desk().confirm(judged.view.visit->id, station::clock_now());
    if (confirmed) judged = *std::move(confirmed);
  }
  if (judged.view.visit) equipment_.wake();
  if (lines_ != nullptr) {
    say(verdict_line(judged.view, equipment_.desk().settings().site, since(scan.ended), settings_.has_claims));
  }
  board_.show(std::move(judged.view), std::chrono::steady_clock::now());
}

void Loop::take(const TypedKey& key) {
  if (key.key == "f2") return board_.turn_language();
  if (key.key == "f5") return confirm();
  if (key.key == "f8") return board_.wipe();
  if (key.key == "f9") {
    const Result<int> done = equipment_.outbox().resend({}, station::clock_now());
    station::log_line(done ? "resending " + std::to_string(*done) : "resend: " + station::words_of(done.error()));
    return equipment_.wake();
  }
  if (key.key == "f10") quits_ = true;
}

void Loop::confirm() {
  const std::string visit = board_.to_confirm(std::chrono::steady_clock::now());
  if (visit.empty()) return;
  Result<Judged> judged = equipment_.desk().confirm(visit, station::clock_now());
  if (!judged) {
    ResultView view;
    view.reason = judged.error().reason;
    view.as_of.now = station::clock_now();
    return board_.show(std::move(view), std::chrono::steady_clock::now());
  }
  equipment_.wake();
  if (lines_ != nullptr) say(verdict_line(judged->view, equipment_.desk().settings().site, 0, settings_.has_claims));
  board_.show(std::move(judged->view), std::chrono::steady_clock::now());
}

void Loop::tell_deliveries() {
  for (const DeliveryEvent& event : deliveries_.take()) {
    board_.note(event);
    if (lines_ != nullptr) {
      say(delivery_line(event.destination, event.id, event.delivery.kind, event.delivery.why, event.attempts));
    }
  }
}

// Whoever reads the lines acts on each: none stays in a buffer. One that goes away ends nobody's visit.
void Loop::say(const std::string& line) { *lines_ << line << '\n' << std::flush; }

bool Loop::is_done(Moment now) {
  if (!settings_.ends_with_input || ended_ < settings_.inputs || !ended_at_) return false;
  const Result<Counts> counts = equipment_.outbox().counts({});
  return !counts || counts->waiting == 0 || now - *ended_at_ > settings_.patience;
}

}  // namespace heyi::terminal
