// The terminal's state in SQLite: WAL, full synchronisation, one statement a fact.
#include <heyi/state.hpp>

#include <sqlite3.h>

#include <algorithm>
#include <filesystem>
#include <mutex>

#include "trust/list_time.hpp"
#include "trust/status_list.hpp"
#include "trust/trust_list.hpp"

namespace heyi {
namespace {

constexpr int kSchema = 1;
constexpr int kBusyMilliseconds = 3000;
constexpr Seconds kForgetAfter{24 * 3600};

struct CloseDatabase {
  void operator()(sqlite3* database) const noexcept { sqlite3_close_v2(database); }
};
struct FinishStatement {
  void operator()(sqlite3_stmt* statement) const noexcept { sqlite3_finalize(statement); }
};
using Database = std::unique_ptr<sqlite3, CloseDatabase>;
using Statement = std::unique_ptr<sqlite3_stmt, FinishStatement>;

Error trouble(int code, const char* what) {
  const bool damaged = code == SQLITE_CORRUPT || code == SQLITE_NOTADB;
  return fail(damaged ? Reason::state_damaged : Reason::state_unavailable, what);
}

Result<void> execute(sqlite3* database, const char* sql) {
  const int code = sqlite3_exec(database, sql, nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) return trouble(code & 0xff, "statement");
  return {};
}

Result<Statement> prepare(sqlite3* database, const char* sql) {
  sqlite3_stmt* statement = nullptr;
  const int code = sqlite3_prepare_v2(database, sql, -1, &statement, nullptr);
  if (code != SQLITE_OK) return trouble(code & 0xff, "statement");
  return Statement(statement);
}

/// Transaction takes the write lock at once and rolls back unless it was committed.
class Transaction {
 public:
  explicit Transaction(sqlite3* database)
      : database_(database), open_(execute(database, "BEGIN IMMEDIATE").has_value()) {}
  ~Transaction() {
    if (open_) static_cast<void>(execute(database_, "ROLLBACK"));
  }
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;

  bool is_open() const noexcept { return open_; }
  Result<void> commit() {
    Result<void> done = execute(database_, "COMMIT");
    if (done) open_ = false;
    return done;
  }

 private:
  sqlite3* database_;
  bool open_;
};

Result<void> check_whole(sqlite3* database) {
  Result<Statement> check = prepare(database, "PRAGMA quick_check(1)");
  if (!check) return check.error();
  if (sqlite3_step(check->get()) != SQLITE_ROW) return fail(Reason::state_damaged, "quick_check");
  const auto* answer = reinterpret_cast<const char*>(sqlite3_column_text(check->get(), 0));
  if (answer == nullptr || std::string_view(answer) != "ok") return fail(Reason::state_damaged, "quick_check");
  return {};
}

Result<int> schema_version(sqlite3* database) {
  Result<Statement> query = prepare(database, "PRAGMA user_version");
  if (!query) return query.error();
  if (sqlite3_step(query->get()) != SQLITE_ROW) return fail(Reason::state_damaged, "user_version");
  return sqlite3_column_int(query->get(), 0);
}

Result<void> set_up(sqlite3* database) {
  sqlite3_busy_timeout(database, kBusyMilliseconds);
  if (const Result<void> done = execute(database, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL"); !done)
    return done;
  if (const Result<void> whole = check_whole(database); !whole) return whole;
  Transaction transaction(database);
  if (!transaction.is_open()) return fail(Reason::state_unavailable, "locked");
  const Result<int> version = schema_version(database);
  if (!version) return version.error();
  if (*version > kSchema) return fail(Reason::state_unavailable, "made by a newer version");
  if (*version == 0) {
    const Result<void> made = execute(database,
                                      "CREATE TABLE replay(key BLOB PRIMARY KEY, first_seen INTEGER NOT NULL,"
                                      " keep_until INTEGER NOT NULL) WITHOUT ROWID;"
                                      "CREATE INDEX replay_end ON replay(keep_until);"
                                      "CREATE TABLE sequence(list TEXT PRIMARY KEY, epoch INTEGER NOT NULL,"
                                      " sequence INTEGER NOT NULL, issued_at INTEGER NOT NULL, digest BLOB NOT NULL)"
                                      " WITHOUT ROWID;"
                                      "PRAGMA user_version=1");
    if (!made) return made;
  }
  return transaction.commit();
}

}  // namespace

struct StateStore::Impl {
  Database database;
  std::mutex mutex;

  /// Place says where a list stands among those of its name.
  struct Place {
    std::string list;
    std::uint64_t epoch, sequence;
    Time issued_at;
    Digest digest;

    /// follows says whether this list may come after `seen`: a later sequence, the very same list again, or a new epoch
    /// that does not bring back what was issued before.
    bool follows(const Place& seen) const noexcept {
      if (epoch != seen.epoch) return epoch > seen.epoch && issued_at >= seen.issued_at;
      return sequence > seen.sequence || (sequence == seen.sequence && digest == seen.digest);
    }
  };

  static std::optional<Place> read_place(sqlite3_stmt* row);
  Result<void> admit(const Place& place, Reason rolled_back);
  Result<Answer> insert(const ReplayKey& key, Time now, Time keep_until);
};

std::optional<StateStore::Impl::Place> StateStore::Impl::read_place(sqlite3_stmt* row) {
  Place place{{},
              static_cast<std::uint64_t>(sqlite3_column_int64(row, 0)),
              static_cast<std::uint64_t>(sqlite3_column_int64(row, 1)),
              from_unix(sqlite3_column_int64(row, 2)),
              {}};
  const auto* digest = static_cast<const std::uint8_t*>(sqlite3_column_blob(row, 3));
  if (digest == nullptr || sqlite3_column_bytes(row, 3) != static_cast<int>(place.digest.size())) return std::nullopt;
  std::copy(digest, digest + place.digest.size(), place.digest.begin());
  return place;
}

Result<void> StateStore::Impl::admit(const Place& place, Reason rolled_back) {
  const std::scoped_lock lock(mutex);
  Transaction transaction(database.get());
  if (!transaction.is_open()) return fail(Reason::state_unavailable, "locked");
  Result<Statement> query =
      prepare(database.get(), "SELECT epoch, sequence, issued_at, digest FROM sequence WHERE list = ?1");
  if (!query) return query.error();
  sqlite3_bind_text(query->get(), 1, place.list.data(), static_cast<int>(place.list.size()), SQLITE_STATIC);
  const int found = sqlite3_step(query->get());
  if (found == SQLITE_ROW) {
    const std::optional<Place> seen = read_place(query->get());
    if (!seen) return fail(Reason::state_damaged, "sequence");
    if (!place.follows(*seen)) return fail(rolled_back);
  } else if (found != SQLITE_DONE) {
    return trouble(found & 0xff, "sequence");
  }
  query->reset();
  Result<Statement> write = prepare(database.get(), "INSERT OR REPLACE INTO sequence VALUES(?1, ?2, ?3, ?4, ?5)");
  if (!write) return write.error();
  sqlite3_bind_text(write->get(), 1, place.list.data(), static_cast<int>(place.list.size()), SQLITE_STATIC);
  sqlite3_bind_int64(write->get(), 2, static_cast<sqlite3_int64>(place.epoch));
  sqlite3_bind_int64(write->get(), 3, static_cast<sqlite3_int64>(place.sequence));
  sqlite3_bind_int64(write->get(), 4, to_unix(place.issued_at));
  sqlite3_bind_blob(write->get(), 5, place.digest.data(), static_cast<int>(place.digest.size()), SQLITE_STATIC);
  if (const int code = sqlite3_step(write->get()); code != SQLITE_DONE) return trouble(code & 0xff, "sequence");
  return transaction.commit();
}

Result<ReplayCache::Answer> StateStore::Impl::insert(const ReplayKey& key, Time now, Time keep_until) {
  const std::scoped_lock lock(mutex);
  Transaction transaction(database.get());
  if (!transaction.is_open()) return fail(Reason::replay_unavailable, "locked");
  Result<Statement> query = prepare(database.get(), "SELECT first_seen FROM replay WHERE key = ?1");
  if (!query) return fail(Reason::replay_unavailable);
  sqlite3_bind_blob(query->get(), 1, key.data(), static_cast<int>(key.size()), SQLITE_STATIC);
  const int found = sqlite3_step(query->get());
  if (found == SQLITE_ROW) return Answer{false, from_unix(sqlite3_column_int64(query->get(), 0)), true};
  if (found != SQLITE_DONE) return fail(Reason::replay_unavailable);
  query->reset();
  Result<Statement> forget = prepare(database.get(), "DELETE FROM replay WHERE keep_until <= ?1");
  if (!forget) return fail(Reason::replay_unavailable);
  // A day is added, so that a clock that jumped ahead for a while takes no memory of today's codes with it.
  sqlite3_bind_int64(forget->get(), 1, to_unix(now - kForgetAfter));
  if (sqlite3_step(forget->get()) != SQLITE_DONE) return fail(Reason::replay_unavailable);
  Result<Statement> write = prepare(database.get(), "INSERT INTO replay VALUES(?1, ?2, ?3)");
  if (!write) return fail(Reason::replay_unavailable);
  sqlite3_bind_blob(write->get(), 1, key.data(), static_cast<int>(key.size()), SQLITE_STATIC);
  sqlite3_bind_int64(write->get(), 2, to_unix(now));
  sqlite3_bind_int64(write->get(), 3, to_unix(keep_until));
  if (sqlite3_step(write->get()) != SQLITE_DONE || !transaction.commit()) return fail(Reason::replay_unavailable);
  return Answer{true, now, true};
}

StateStore::StateStore(std::unique_ptr<Impl> impl) noexcept : impl_(std::move(impl)) {}
StateStore::~StateStore() = default;

Result<std::unique_ptr<StateStore>> StateStore::open(const std::string& folder) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) return fail(Reason::state_unavailable, "the folder cannot be made");
  const std::string file = (std::filesystem::path(folder) / "state.db").string();
  sqlite3* handle = nullptr;
  const int code = sqlite3_open_v2(file.c_str(), &handle,
                                   SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_FULLMUTEX, nullptr);
  auto impl = std::make_unique<Impl>();
  impl->database.reset(handle);
  if (code != SQLITE_OK) return trouble(code & 0xff, "open");
  if (const Result<void> ready = set_up(handle); !ready) return ready.error();
  return std::unique_ptr<StateStore>(new StateStore(std::move(impl)));
}

Result<ReplayCache::Answer> StateStore::insert(const ReplayKey& key, Time now, Time keep_until) {
  return impl_->insert(key, now, keep_until);
}

Result<void> StateStore::admit(const TrustList& list, Time now) {
  const TrustListContent& content = list.content();
  if (trust::is_from_future(content.issued_at, now)) return fail(Reason::trust_from_future);
  const Impl::Place place{"trust\n" + content.environment, content.epoch, content.sequence, content.issued_at,
                          list.impl().digest};
  return impl_->admit(place, Reason::trust_rolled_back);
}

Result<void> StateStore::admit(const StatusList& list, Time now) {
  const StatusListContent& content = list.content();
  if (trust::is_from_future(content.issued_at, now)) return fail(Reason::status_from_future);
  const std::string name = "status\n" + content.environment + "\n" + content.issuer + "\n" + content.uri;
  const Impl::Place place{name, list.impl().trust_epoch, content.sequence, content.issued_at, list.impl().digest};
  if (const Result<void> admitted = impl_->admit(place, Reason::status_rolled_back); !admitted) return admitted;
  if (now >= content.expires_at) return fail(Reason::status_list_expired);
  return {};
}

}  // namespace heyi
