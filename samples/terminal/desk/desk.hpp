// The desk: the one line from a scan to a visit that is accepted, on its way, and in the log.
#pragma once

#include <atomic>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include <heyi/audit.hpp>
#include <heyi/claims.hpp>
#include <heyi/policy.hpp>

#include "handover/message.hpp"
#include "outbox/outbox.hpp"
#include "scan/event.hpp"
#include "screen/view.hpp"
#include "station/keeper.hpp"

namespace heyi::terminal {

/// Route is one destination and the form in which it wants visits.
struct Route {
  enum class Form { hl7, fhir } form = Form::hl7;
  std::string destination;
};

/// DeskSettings are what one desk is set up with.
struct DeskSettings {
  Site site;
  Policy policy = Policy::hospital();
  CodeTables tables = CodeTables::standard();
  Systems systems = Systems::standard();
  Hl7Settings hl7;
  std::vector<Route> routes;
};

/// Judged is what came of one scan. It holds personal data when a code was accepted.
struct Judged {
  ResultView view;
  std::string detail;  ///< For developers; no personal data.
  bool is_repaired = false;
};

/// Desk may be used from several threads.
class Desk {
 public:
  /// What is handed in must outlive the desk. Its keeper was opened with the same policy.
  Desk(DeskSettings settings, station::Keeper& keeper, Outbox& outbox, AuditLog& log, AuditKey key);

  /// judge verifies, puts what is accepted into the outbox, logs, and only then answers: what it calls accepted
  /// survives the power going. A code that somebody presents for its holder waits for confirm.
  Judged judge(const Scan& scan, Time clock);

  /// confirm says that the presenter's document was compared; the visit then goes on its way. Fails with
  /// `time.proof_stale` when no such visit waits: two minutes have passed, or it never did; and as the outbox
  /// fails.
  Result<Judged> confirm(const std::string& visit, Time clock);

  /// catch_up logs what the outbox says is not logged yet: after a kill, or once a full disk has room again.
  void catch_up();
  /// is_log_failing says that the last line could not be logged. What is accepted is logged later; a refusal, or a
  /// repeat, is not.
  bool is_log_failing() const noexcept { return is_log_failing_ || is_log_behind_; }

  DayCounters today(Time clock) const;
  const DeskSettings& settings() const noexcept { return settings_; }

 private:
  struct Waiting {
    Judged judged;
    AuditEntry entry;
  };

  Judged judge_scan(const Scan& scan, const station::Lists& lists, Time clock, AuditEntry& entry);
  // false: it was handed over before.
  Result<bool> hand_over(const Visit& visit, const AuditEntry& entry);
  void log(const AuditEntry& entry);
  Result<void> log_notes();
  Result<void> log_note(const Note& note);
  void keep_waiting(const std::string& visit, Waiting waiting, Time clock);
  void count(Outcome outcome, Time clock);

  const DeskSettings settings_;
  station::Keeper& keeper_;
  Outbox& outbox_;
  AuditLog& log_;
  const AuditKey key_;
  std::atomic<bool> is_log_failing_{false}, is_log_behind_{false};
  std::mutex logging_;        // One at a time asks what is logged and logs what is not: two would log it twice.
  mutable std::mutex mutex_;  // Guards what follows.
  std::map<std::string, Waiting> waiting_;
  DayCounters counters_;
  std::int64_t day_ = 0;
};

}  // namespace heyi::terminal
