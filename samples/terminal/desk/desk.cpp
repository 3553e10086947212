// The order matters: what is called accepted lies in the outbox first, and the log is told before the screen.
#include "desk/desk.hpp"

#include "desk/note.hpp"
#include "desk/remembering_replay.hpp"
#include "desk/visit_of.hpp"
#include "station/log.hpp"

namespace heyi::terminal {
namespace {

constexpr Seconds kWaitsFor{120};
constexpr std::size_t kMostWaiting = 64;
constexpr Seconds kChina{8 * 3600};

std::int64_t day_of(Time time) {
  return std::chrono::floor<std::chrono::days>(time + kChina).time_since_epoch().count();
}

bool shows(const Verdict& verdict, Section section) {
  for (const SectionReport& report : verdict.sections) {
    if (report.section != section) continue;
    return report.state == SectionState::shown || report.state == SectionState::stale;
  }
  return false;
}

Outcome outcome_of(const Verdict& verdict) {
  switch (verdict.decision) {
    case Decision::accept:
      if (verdict.is_static) return Outcome::identify;
      if (shows(verdict, Section::px)) return Outcome::confirm;
      return verdict.reason == Reason::ok_repeat ? Outcome::repeated : Outcome::accepted;
    case Decision::retry_scan: return Outcome::scan_again;
    case Decision::reject: break;
  }
  return verdict.reason == Reason::text_needs_online ? Outcome::needs_online : Outcome::refused;
}

ResultView view_of(const Verdict& verdict) {
  ResultView view;
  view.outcome = outcome_of(verdict);
  view.reason = verdict.reason;
  view.marks = verdict.marks;
  view.sections = verdict.sections;
  view.as_of = verdict.as_of;
  return view;
}

Judged refused(Reason reason, Time now, std::string detail) {
  Judged judged;
  judged.view.reason = reason;
  judged.view.as_of.now = now;
  judged.detail = std::move(detail);
  return judged;
}

// What is not in the outbox was not accepted, whatever the code says.
void take_back(Judged& judged, AuditEntry& entry, const Error& error) {
  judged = refused(error.reason, judged.view.as_of.now, error.detail);
  entry.decision = Decision::reject;
  entry.reason = error.reason;
  entry.visit.clear();
}

}  // namespace

Desk::Desk(DeskSettings settings, station::Keeper& keeper, Outbox& outbox, AuditLog& log, AuditKey key)
    : settings_(std::move(settings)), keeper_(keeper), outbox_(outbox), log_(log), key_(std::move(key)) {}

Judged Desk::judge(const Scan& scan, Time clock) {
  AuditEntry entry;
  entry.at = clock;
  entry.by = settings_.site.operator_code;
  const std::shared_ptr<const station::Lists> lists = keeper_.lists();
  Judged judged = lists ? judge_scan(scan, *lists, clock, entry) : refused(Reason::trust_missing, clock, {});
  if (!lists) entry.reason = Reason::trust_missing;
  // Of an accepted visit the outbox has kept the entry; catch_up logs it with all that wait.
  if (entry.visit.empty()) log(entry);
  catch_up();
  count(judged.view.outcome, clock);
  return judged;
}

Judged Desk::judge_scan(const Scan& scan, const station::Lists& lists, Time clock, AuditEntry& entry) {
  const Result<ClockReading> reading = keeper_.state().read_clock(clock, settings_.policy.clock_tolerance);
  if (!reading) {
    entry.reason = reading.error().reason;
    return refused(reading.error().reason, clock, reading.error().detail);
  }
  RememberingReplay replay(keeper_.state());
  Circumstances circumstances{.now = reading->now};
  circumstances.replay = &replay;
  circumstances.clock_suspect = reading->suspect;
  circumstances.scan_repaired = scan.is_repaired;
  circumstances.rollback_checked = true;
  Verdict verdict = lists.verifier.verify_read(scan.read, circumstances);
  keeper_.note_outcome(verdict.reason);
  if (verdict.reason == Reason::scope_static_not_allowed)
    verdict = lists.identifier.verify_read(scan.read, circumstances);

  const std::string by = entry.by;
  entry = audit_entry_of(verdict);
  entry.by = by;
  Judged judged{view_of(verdict), verdict.detail, scan.is_repaired};
  if (verdict.decision != Decision::accept) return judged;
  if (const auto who =
          verdict.cards.empty() ? fail(Reason::internal_failure) : key_.hash_of(verdict.cards[0].subject())) {
    entry.who = *who;
  }
  if (judged.view.outcome == Outcome::identify) {
    // A printed code names a number; for programs, and in the log, it is no accepted patient.
    judged.view.reason = Reason::ok_identified;
    judged.view.printed = printed_of(verdict);
    entry.reason = Reason::ok_identified;
    return judged;
  }
  if (!replay.key()) {
    take_back(judged, entry, fail(Reason::internal_failure, "an accepted code without a replay key"));
    return judged;
  }
  judged.view.visit = visit_of(verdict, visit_id(*replay.key()), settings_.site, settings_.tables);
  // Who only asks whose number a code names registers nobody, and nobody waits to be.
  if (settings_.policy.identification_only) {
    judged.view.outcome = Outcome::accepted;
    return judged;
  }
  if (judged.view.outcome == Outcome::confirm) {
    keep_waiting(judged.view.visit->id, {judged, entry}, clock);
    return judged;
  }
  entry.visit = judged.view.visit->id;
  const Result<bool> is_new = hand_over(*judged.view.visit, entry);
  if (!is_new) {
    take_back(judged, entry, is_new.error());
    return judged;
  }
  // A kill may have come between the memory of the code and the outbox: what the verifier has seen before is then new.
  judged.view.outcome = *is_new ? Outcome::accepted : Outcome::repeated;
  return judged;
}

void Desk::keep_waiting(const std::string& visit, Waiting waiting, Time clock) {
  const std::lock_guard lock(mutex_);
  std::erase_if(waiting_, [&](const auto& one) {
    return one.second.entry.at + kWaitsFor < clock || one.second.entry.at > clock;
  });
  if (waiting_.size() < kMostWaiting) waiting_[visit] = std::move(waiting);
}

Result<Judged> Desk::confirm(const std::string& visit, Time clock) {
  Waiting waiting;
  {
    const std::lock_guard lock(mutex_);
    auto found = waiting_.extract(visit);
    if (found.empty() || found.mapped().entry.at + kWaitsFor < clock) return fail(Reason::time_proof_stale);
    waiting = std::move(found.mapped());
  }
  AuditEntry entry = waiting.entry;
  entry.visit = visit;
  const Result<bool> is_new = hand_over(*waiting.judged.view.visit, entry);
  if (!is_new) {
    // It may be tried again.
    keep_waiting(visit, std::move(waiting), clock);
    return is_new.error();
  }
  catch_up();
  waiting.judged.view.outcome = *is_new ? Outcome::accepted : Outcome::repeated;
  waiting.judged.view.is_confirmed = true;
  count(waiting.judged.view.outcome, clock);
  return std::move(waiting.judged);
}

Result<bool> Desk::hand_over(const Visit& visit, const AuditEntry& entry) {
  std::vector<NewLetter> letters;
  for (const Route& route : settings_.routes) {
    Result<std::string> payload = route.form == Route::Form::hl7 ? hl7_message(visit, settings_.hl7, settings_.systems)
                                                                 : fhir_bundle(visit, settings_.systems);
    if (!payload) return payload.error();
    letters.push_back({route.destination, *std::move(payload)});
  }
  const Result<bool> put = outbox_.put(visit.id, visit.at, letters, note_of(entry));
  if (!put) return put.error();
  if (!*put) {
    // A repeat brings no note: it is logged by itself, and after the visit. Before it, it would pass for the visit's
    // own line.
    catch_up();
    if (!is_log_behind_) log(entry);
  }
  return *put;
}

void Desk::log(const AuditEntry& entry) {
  const Result<std::uint64_t> done = log_.append(entry);
  if (!done && !is_log_failing_) station::log_line("audit log: " + station::words_of(done.error()));
  is_log_failing_ = !done;
}

void Desk::catch_up() {
  const std::lock_guard lock(logging_);
  const Result<void> done = log_notes();
  if (!done && !is_log_behind_) station::log_line("audit log: " + station::words_of(done.error()));
  is_log_behind_ = !done;
}

Result<void> Desk::log_notes() {
  const Result<std::vector<Note>> notes = outbox_.notes();
  if (!notes) return notes.error();
  for (const Note& note : *notes) {
    const Result<bool> is_logged = log_.tells_of(note.id);
    if (!is_logged) return is_logged.error();
    if (!*is_logged) {
      if (const Result<void> done = log_note(note); !done) return done;
    }
    if (const Result<void> done = outbox_.note_done(note.id); !done) return done.error();
  }
  return {};
}

Result<void> Desk::log_note(const Note& note) {
  AuditEntry entry;
  if (Result<AuditEntry> read = entry_of(note.text)) {
    entry = *std::move(read);
  } else {
    // Somebody changed it. That the visit was accepted must stand in the log all the same.
    entry.at = station::clock_now();
    entry.decision = Decision::accept;
    entry.visit = note.id;
  }
  const Result<std::uint64_t> done = log_.append(entry);
  if (!done) return done.error();
  is_log_failing_ = false;
  return {};
}

void Desk::count(Outcome outcome, Time clock) {
  const std::lock_guard lock(mutex_);
  if (const std::int64_t day = day_of(clock); day != day_) {
    day_ = day;
    counters_ = {};
  }
  switch (outcome) {
    case Outcome::accepted: ++counters_.accepted; break;
    case Outcome::identify: ++counters_.identified; break;
    case Outcome::scan_again: ++counters_.scan_again; break;
    case Outcome::refused:
    case Outcome::needs_online: ++counters_.refused; break;
    case Outcome::repeated:
    case Outcome::confirm: break;  // Counted when it was accepted first, or once it is confirmed.
  }
}

DayCounters Desk::today(Time clock) const {
  const std::lock_guard lock(mutex_);
  return day_of(clock) == day_ ? counters_ : DayCounters();
}

}  // namespace heyi::terminal
