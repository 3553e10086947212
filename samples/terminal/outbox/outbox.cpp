// What is put, sent and asked, each in one transaction.
#include "outbox/outbox.hpp"

#include <algorithm>
#include <chrono>
#include <mutex>
#include <set>

#include "outbox/letter_id.hpp"
#include "outbox/opening.hpp"

namespace heyi::terminal {
namespace {

constexpr int kWaiting = 0;
constexpr Seconds kKeepIds{30L * 24 * 60 * 60};
constexpr std::size_t kMaxTrouble = 200;

// Each write that must reach the disk costs milliseconds, for which a scan would wait: notes that are done go along
// with the next visit, and what was forgotten leaves the log once a second in a row of visits.
constexpr std::size_t kMostDoneNotes = 64;
constexpr std::chrono::seconds kEmptiesEach{1};

Result<void> insert_visit(const Database& database, const std::string& id) {
  Result<Statement> write = database.prepare("INSERT INTO visit VALUES(?1, NULL)");
  if (!write) return write.error();
  return write->bind_text(1, id).run();
}

Result<void> insert_letter(const Database& database, const std::string& id, Time now, const NewLetter& letter) {
  Result<Statement> write = database.prepare(
      "INSERT INTO letter(id, destination, state, attempts, queued_at, next_try, trouble, payload)"
      " VALUES(?1, ?2, 0, 0, ?3, ?3, '', ?4)");
  if (!write) return write.error();
  return write->bind_text(1, id)
      .bind_text(2, letter.destination)
      .bind(3, to_unix(now))
      .bind_octets(4, letter.payload)
      .run();
}

Result<void> insert_note(const Database& database, const std::string& id, std::string_view text) {
  Result<Statement> write = database.prepare("INSERT INTO note(id, text) VALUES(?1, ?2)");
  if (!write) return write.error();
  return write->bind_text(1, id).bind_text(2, text).run();
}

// A visit is done when none of its letters is left.
Result<void> mark_done(const Database& database, const std::string& id, Time now) {
  Result<Statement> write = database.prepare(
      "UPDATE visit SET done_at = ?2 WHERE id = ?1 AND NOT EXISTS(SELECT 1 FROM letter WHERE letter.id = ?1)");
  if (!write) return write.error();
  return write->bind_text(1, id).bind(2, to_unix(now)).run();
}

// A few each time: no put has to wait for what gathered while the program was off.
Result<void> forget_old_ids(const Database& database, Time now) {
  Result<Statement> forget = database.prepare(
      "DELETE FROM visit WHERE id IN (SELECT id FROM visit WHERE done_at IS NOT NULL AND done_at < ?1 LIMIT 50)");
  if (!forget) return forget.error();
  return forget->bind(1, to_unix(now - kKeepIds)).run();
}

Result<void> forget_notes(const Database& database, const std::set<std::string>& ids) {
  for (const std::string& id : ids) {
    Result<Statement> forget = database.prepare("DELETE FROM note WHERE id = ?1");
    if (!forget) return forget.error();
    if (const Result<void> done = forget->bind_text(1, id).run(); !done) return done;
  }
  return {};
}

Result<bool> is_put(const Database& database, const std::string& id) {
  Result<Statement> query = database.prepare("SELECT 1 FROM visit WHERE id = ?1");
  if (!query) return query.error();
  return query->bind_text(1, id).step();
}

}  // namespace

struct Outbox::Impl {
  explicit Impl(Database opened) : database(std::move(opened)) {}
  ~Impl() {
    // One that stays is asked about again, and stands in the log.
    static_cast<void>(forget_done_notes());
  }

  // What was forgotten stands in the log until it is emptied. Another process that reads just now keeps it from being
  // emptied: `next`, which is asked all the time, then tries again.
  void empty_log() {
    const auto now = std::chrono::steady_clock::now();
    if (!log_holds_forgotten || (emptied_at && now - *emptied_at < kEmptiesEach)) return;
    const Result<bool> emptied = database.empty_write_ahead_log();
    log_holds_forgotten = !emptied || !*emptied;
    if (!log_holds_forgotten) emptied_at = now;
  }

  Result<void> forget_done_notes() {
    if (done_notes.empty()) return {};
    Transaction transaction(database);
    if (!transaction.begun()) return transaction.begun().error();
    if (const Result<void> forgotten = forget_notes(database, done_notes); !forgotten) return forgotten;
    if (const Result<void> done = transaction.commit(); !done) return done;
    done_notes.clear();
    log_holds_forgotten = true;
    return {};
  }

  // One statement on the letter `number`, with a time and words.
  Result<void> change(const char* sql, std::int64_t number, Time time, const std::string& why) {
    const std::scoped_lock lock(mutex);
    Transaction transaction(database);
    if (!transaction.begun()) return transaction.begun().error();
    Result<Statement> write = database.prepare(sql);
    if (!write) return write.error();
    const Result<void> done =
        write->bind(1, number).bind(2, to_unix(time)).bind_text(3, std::string_view(why).substr(0, kMaxTrouble)).run();
    if (!done) return done;
    return transaction.commit();
  }

  std::mutex mutex;
  Database database;
  bool log_holds_forgotten = true;  ///< Whatever a process that was killed has left there.
  std::optional<std::chrono::steady_clock::time_point> emptied_at;
  std::set<std::string> done_notes;  ///< Still in the file.
};

Outbox::Outbox(std::unique_ptr<Impl> impl) noexcept : impl_(std::move(impl)) {}
Outbox::~Outbox() = default;

Result<std::unique_ptr<Outbox>> Outbox::open(const std::string& folder) {
  Result<Database> database = open_outbox_file(folder);
  if (!database) return database.error();
  return std::unique_ptr<Outbox>(new Outbox(std::make_unique<Impl>(*std::move(database))));
}

Result<bool> Outbox::put(const std::string& id, Time now, std::span<const NewLetter> letters, std::string_view note) {
  if (!is_letter_id(id)) return fail(Reason::internal_failure, "visit id");
  const std::scoped_lock lock(impl_->mutex);
  const Database& database = impl_->database;
  Transaction transaction(database);
  if (!transaction.begun()) return transaction.begun().error();
  const Result<bool> was_put = is_put(database, id);
  if (!was_put) return was_put.error();
  if (*was_put) return false;
  if (const Result<void> made = insert_visit(database, id); !made) return made.error();
  for (const NewLetter& letter : letters) {
    if (const Result<void> made = insert_letter(database, id, now, letter); !made) return made.error();
  }
  if (const Result<void> made = insert_note(database, id, note); !made) return made.error();
  if (letters.empty()) {
    if (const Result<void> marked = mark_done(database, id, now); !marked) return marked.error();
  }
  if (const Result<void> forgotten = forget_old_ids(database, now); !forgotten) return forgotten.error();
  if (const Result<void> forgotten = forget_notes(database, impl_->done_notes); !forgotten) return forgotten.error();
  if (const Result<void> done = transaction.commit(); !done) return done.error();
  if (!impl_->done_notes.empty()) impl_->log_holds_forgotten = true;
  impl_->done_notes.clear();
  return true;
}

Result<std::vector<Note>> Outbox::notes() {
  const std::scoped_lock lock(impl_->mutex);
  Result<Statement> query = impl_->database.prepare("SELECT id, text FROM note ORDER BY number LIMIT ?1");
  if (!query) return query.error();
  query->bind(1, static_cast<std::int64_t>(kMaxNotes));
  std::vector<Note> notes;
  for (;;) {
    const Result<bool> row = query->step();
    if (!row) return row.error();
    if (!*row) return notes;
    if (!impl_->done_notes.contains(query->text(0))) notes.push_back({query->text(0), query->text(1)});
  }
}

Result<void> Outbox::note_done(const std::string& id) {
  const std::scoped_lock lock(impl_->mutex);
  impl_->done_notes.insert(id);
  return impl_->done_notes.size() < kMostDoneNotes ? Result<void>{} : impl_->forget_done_notes();
}

Result<Outbox::Next> Outbox::next(const std::string& destination, Time now) {
  const std::scoped_lock lock(impl_->mutex);
  impl_->empty_log();
  Result<Statement> query = impl_->database.prepare(
      "SELECT number, id, attempts, next_try, payload FROM letter WHERE destination = ?1 AND state = 0"
      " ORDER BY number LIMIT 1");
  if (!query) return query.error();
  const Result<bool> row = query->bind_text(1, destination).step();
  if (!row) return row.error();
  Next next;
  if (!*row) return next;
  const Time due = from_unix(query->integer(3));
  if (due > now) {
    next.due = due;
    return next;
  }
  next.letter =
      Letter{query->integer(0), query->text(1), destination, query->octets(4), static_cast<int>(query->integer(2))};
  return next;
}

Result<void> Outbox::delivered(std::int64_t number, Time now) {
  const std::scoped_lock lock(impl_->mutex);
  const Database& database = impl_->database;
  {
    Transaction transaction(database);
    if (!transaction.begun()) return transaction.begun().error();
    std::string id;
    {
      Result<Statement> query = database.prepare("SELECT id FROM letter WHERE number = ?1");
      if (!query) return query.error();
      const Result<bool> row = query->bind(1, number).step();
      if (!row) return row.error();
      if (!*row) return {};
      id = query->text(0);
    }
    Result<Statement> forget = database.prepare("DELETE FROM letter WHERE number = ?1");
    if (!forget) return forget.error();
    if (const Result<void> done = forget->bind(1, number).run(); !done) return done;
    if (const Result<void> marked = mark_done(database, id, now); !marked) return marked;
    if (const Result<void> done = transaction.commit(); !done) return done;
  }
  impl_->log_holds_forgotten = true;
  impl_->empty_log();
  return {};
}

Result<void> Outbox::retry_at(std::int64_t number, Time next_try, const std::string& why) {
  return impl_->change(
      "UPDATE letter SET attempts = attempts + 1, next_try = ?2, trouble = ?3 WHERE number = ?1 AND state = 0", number,
      next_try, why);
}

Result<void> Outbox::park(std::int64_t number, Time now, const std::string& why) {
  return impl_->change(
      "UPDATE letter SET attempts = attempts + 1, next_try = ?2, trouble = ?3, state = 1 WHERE number = ?1 AND state = "
      "0",
      number, now, why);
}

Result<int> Outbox::resend(const std::string& id, Time now) {
  const std::scoped_lock lock(impl_->mutex);
  Transaction transaction(impl_->database);
  if (!transaction.begun()) return transaction.begun().error();
  Result<Statement> write =
      impl_->database.prepare(id.empty() ? "UPDATE letter SET state = 0, next_try = ?1 WHERE state = 1 OR next_try > ?1"
                                         : "UPDATE letter SET state = 0, next_try = ?1"
                                           " WHERE id = ?2 AND (state = 1 OR next_try > ?1)");
  if (!write) return write.error();
  write->bind(1, to_unix(now));
  if (!id.empty()) write->bind_text(2, id);
  if (const Result<void> done = write->run(); !done) return done.error();
  const int changed = impl_->database.changes();
  if (const Result<void> done = transaction.commit(); !done) return done.error();
  return changed;
}

Result<Counts> Outbox::counts(const std::string& destination) {
  const std::scoped_lock lock(impl_->mutex);
  Result<Statement> query = impl_->database.prepare(
      "SELECT coalesce(sum(waiting), 0), coalesce(sum(parked), 0), coalesce(sum(delivered), 0),"
      " min((SELECT queued_at FROM letter WHERE letter.destination = tally.destination AND state = 0"
      "      ORDER BY number LIMIT 1))"
      " FROM tally WHERE ?1 = '' OR destination = ?1");
  if (!query) return query.error();
  const Result<bool> row = query->bind_text(1, destination).step();
  if (!row) return row.error();
  if (!*row) return fail(Reason::state_damaged, "no row");
  Counts counts{query->integer(0), query->integer(1), query->integer(2), std::nullopt};
  if (!query->is_null(3)) counts.oldest_waiting = from_unix(query->integer(3));
  return counts;
}

Result<std::vector<LetterInfo>> Outbox::list(std::size_t limit) {
  const std::scoped_lock lock(impl_->mutex);
  Result<Statement> query = impl_->database.prepare(
      "SELECT number, id, destination, trouble, state, attempts, queued_at, next_try FROM letter"
      " ORDER BY number LIMIT ?1");
  if (!query) return query.error();
  query->bind(1, static_cast<std::int64_t>(std::min<std::size_t>(limit, INT32_MAX)));
  std::vector<LetterInfo> letters;
  for (;;) {
    const Result<bool> row = query->step();
    if (!row) return row.error();
    if (!*row) return letters;
    letters.push_back({query->integer(0), query->text(1), query->text(2), query->text(3),
                       query->integer(4) == kWaiting ? LetterState::waiting : LetterState::parked,
                       static_cast<int>(query->integer(5)), from_unix(query->integer(6)),
                       from_unix(query->integer(7))});
  }
}

}  // namespace heyi::terminal
