// The outbox: visits that are accepted and not yet handed over. It survives the power going.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <heyi/result.hpp>
#include <heyi/time.hpp>

namespace heyi::terminal {

/// NewLetter is one message of a visit, for one destination.
struct NewLetter {
  std::string destination;  ///< Its name in the settings, such as `his` or `fhir`.
  std::string payload;      ///< The octets to send; the same each time they are sent.
};

/// Letter is a message that waits to be sent.
struct Letter {
  std::int64_t number = 0;  ///< Ascending in the order in which visits were accepted.
  std::string id;           ///< The visit's.
  std::string destination, payload;
  int attempts = 0;  ///< So far.
};

/// LetterState is where a letter stands.
enum class LetterState { waiting, parked, delivered };

/// LetterInfo is a letter as an operator sees it: no payload, nothing of a person.
struct LetterInfo {
  std::int64_t number = 0;
  std::string id, destination, trouble;  ///< `trouble` says why the last try failed, or why it is parked.
  LetterState state = LetterState::waiting;
  int attempts = 0;
  Time queued_at{}, next_try{};
};

/// Counts are of one destination, or of all.
struct Counts {
  std::int64_t waiting = 0, parked = 0, delivered = 0;
  std::optional<Time> oldest_waiting;
};

/// Note is what the audit log must say of a visit, kept with it until it stands there.
struct Note {
  std::string id, text;
};

/// Outbox is one SQLite file, `outbox.db`, in the terminal's state folder, written with synchronous=FULL and
/// secure_delete. It may be used from several threads, and one folder from several processes.
class Outbox {
 public:
  /// open makes folder and file when they are not there. Fails with `state.damaged` for a broken file, which it leaves
  /// as it is, and with `state.unavailable`.
  static Result<std::unique_ptr<Outbox>> open(const std::string& folder);
  ~Outbox();

  /// put stores a visit's letters and its note in one transaction; on return they survive the power going. false: a
  /// visit of that id was put before, and nothing is changed. Fails with `state.unavailable`, with `state.lost` when
  /// the file was removed while in use, and with `internal.failure` for an id that is not 1 to 64 of [0-9A-Za-z_-].
  Result<bool> put(const std::string& id, Time now, std::span<const NewLetter> letters, std::string_view note);

  /// notes lists what the audit log may not have yet, in order, the oldest kMaxNotes of it. note_done forgets one: it
  /// leaves the file with the next visit, so that after a kill it may be listed once more.
  static constexpr std::size_t kMaxNotes = 1000;
  Result<std::vector<Note>> notes();
  Result<void> note_done(const std::string& id);

  /// next is the oldest waiting letter of a destination, when its next try is due; `due` says when it will be.
  struct Next {
    std::optional<Letter> letter;
    std::optional<Time> due;
  };
  Result<Next> next(const std::string& destination, Time now);

  /// delivered forgets the payload, of which within two seconds nothing is left on the disk; the id stays, so that the
  /// visit is not put again. Ids are kept 30 days from then on.
  Result<void> delivered(std::int64_t number, Time now);
  /// retry_at and park say `why` in words without personal data.
  Result<void> retry_at(std::int64_t number, Time next_try, const std::string& why);
  Result<void> park(std::int64_t number, Time now, const std::string& why);

  /// resend makes parked letters waiting again, and waiting ones due at once: those of one visit, or all when `id` is
  /// empty. The answer is how many.
  Result<int> resend(const std::string& id, Time now);

  /// counts are of a destination, or of all when it is empty. `delivered` counts from the making of the file on.
  Result<Counts> counts(const std::string& destination);
  /// list lists waiting and parked letters, oldest first, at most `limit`.
  Result<std::vector<LetterInfo>> list(std::size_t limit);

 private:
  struct Impl;
  explicit Outbox(std::unique_ptr<Impl> impl) noexcept;
  std::unique_ptr<Impl> impl_;
};

}  // namespace heyi::terminal
