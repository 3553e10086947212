// The only file of the terminal that speaks SQLite's C interface.
#include "outbox/database.hpp"

#include <charconv>

namespace heyi::terminal {
namespace {

// `state.damaged` for a broken file, else `state.unavailable`: a full disk, another process, no permission.
Error trouble(int code, const char* what) {
  const int kind = code & 0xff;
  if (kind == SQLITE_CORRUPT || kind == SQLITE_NOTADB) return fail(Reason::state_damaged, what);
  if (kind == SQLITE_FULL) return fail(Reason::state_unavailable, "the disk is full");
  if (kind == SQLITE_BUSY || kind == SQLITE_LOCKED) return fail(Reason::state_unavailable, "locked");
  return fail(Reason::state_unavailable, std::string(what) + ", SQLite " + std::to_string(code));
}

// quick_check words a page that it could not read as one fault among others, ending in SQLite's result code.
Error fault(std::string_view said) {
  constexpr std::string_view kCode = "error code=";
  const std::size_t at = said.rfind(kCode);
  int code = SQLITE_CORRUPT;
  if (at != std::string_view::npos) std::from_chars(said.data() + at + kCode.size(), said.data() + said.size(), code);
  return trouble(code, "quick_check");
}

}  // namespace

Statement& Statement::bind(int place, std::int64_t value) {
  sqlite3_bind_int64(statement_.get(), place, value);
  return *this;
}

Statement& Statement::bind_text(int place, std::string_view text) {
  const char* data = text.empty() ? "" : text.data();
  sqlite3_bind_text64(statement_.get(), place, data, text.size(), SQLITE_STATIC, SQLITE_UTF8);
  return *this;
}

Statement& Statement::bind_octets(int place, std::string_view octets) {
  // A null pointer would be NULL; an empty blob is not.
  const char* data = octets.empty() ? "" : octets.data();
  sqlite3_bind_blob64(statement_.get(), place, data, octets.size(), SQLITE_STATIC);
  return *this;
}

Result<bool> Statement::step() {
  const int code = sqlite3_step(statement_.get());
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  return trouble(code, "statement");
}

Result<void> Statement::run() {
  const Result<bool> stepped = step();
  if (!stepped) return stepped.error();
  return {};
}

std::int64_t Statement::integer(int column) const { return sqlite3_column_int64(statement_.get(), column); }

bool Statement::is_null(int column) const { return sqlite3_column_type(statement_.get(), column) == SQLITE_NULL; }

std::string Statement::text(int column) const {
  const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement_.get(), column));
  if (text == nullptr) return {};
  return {text, static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column))};
}

std::string Statement::octets(int column) const {
  const auto* octets = static_cast<const char*>(sqlite3_column_blob(statement_.get(), column));
  if (octets == nullptr) return {};
  return {octets, static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column))};
}

Result<Database> Database::open(const std::string& file) {
  sqlite3* handle = nullptr;
  const int code = sqlite3_open_v2(file.c_str(), &handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nullptr);
  Database database(handle);
  if (code != SQLITE_OK) return trouble(code, "open");
  sqlite3_busy_timeout(handle, kBusyMilliseconds);
  sqlite3_db_config(handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
  return database;
}

void Database::keep_tidy() const noexcept {
  sqlite3_db_config(database_.get(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, nullptr);
}

Result<void> Database::execute(const char* sql) const {
  const int code = sqlite3_exec(database_.get(), sql, nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) return trouble(sqlite3_extended_errcode(database_.get()), "statement");
  return {};
}

Result<Statement> Database::prepare(const char* sql) const {
  sqlite3_stmt* statement = nullptr;
  const int code = sqlite3_prepare_v2(database_.get(), sql, -1, &statement, nullptr);
  if (code != SQLITE_OK) return trouble(code, "statement");
  return Statement(statement);
}

Result<std::int64_t> Database::number(const char* sql) const {
  Result<Statement> query = prepare(sql);
  if (!query) return query.error();
  const Result<bool> row = query->step();
  if (!row) return row.error();
  if (!*row) return fail(Reason::state_damaged, "no row");
  return query->integer(0);
}

// Of several that switch a new file to WAL at once SQLite tells some that it is busy, and does not wait for them as it
// does elsewhere, lest they wait for each other.
Result<void> Database::use_write_ahead_log() const {
  constexpr int kPause = 10;
  int code = SQLITE_BUSY;
  sqlite3_busy_timeout(database_.get(), 0);
  for (int waited = 0; code == SQLITE_BUSY && waited <= kBusyMilliseconds; waited += kPause) {
    code = sqlite3_exec(database_.get(), "PRAGMA journal_mode=WAL", nullptr, nullptr, nullptr) & 0xff;
    if (code == SQLITE_BUSY) sqlite3_sleep(kPause);
  }
  sqlite3_busy_timeout(database_.get(), kBusyMilliseconds);
  return code == SQLITE_OK ? Result<void>{} : trouble(code, "journal");
}

// A disk that cannot be read just now is no damage.
Result<void> Database::check_whole() const {
  Result<Statement> check = prepare("PRAGMA quick_check(1)");
  if (!check) return check.error();
  const Result<bool> row = check->step();
  if (!row) return row.error();
  if (!*row) return fail(Reason::state_damaged, "quick_check");
  if (check->text(0) != "ok") return fault(check->text(0));
  return {};
}

Result<bool> Database::empty_write_ahead_log() const {
  sqlite3_busy_timeout(database_.get(), 0);
  const int code =
      sqlite3_wal_checkpoint_v2(database_.get(), nullptr, SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr) & 0xff;
  sqlite3_busy_timeout(database_.get(), kBusyMilliseconds);
  if (code == SQLITE_OK) return true;
  if (code == SQLITE_BUSY || code == SQLITE_LOCKED) return false;
  return trouble(code, "checkpoint");
}

bool Database::is_in_place() const {
  int has_moved = 0;
  return sqlite3_file_control(database_.get(), nullptr, SQLITE_FCNTL_HAS_MOVED, &has_moved) == SQLITE_OK &&
         has_moved == 0;
}

Transaction::Transaction(const Database& database)
    : database_(database), begun_(database.execute("BEGIN IMMEDIATE")), open_(begun_.has_value()) {
  if (open_ && !database_.is_in_place()) begun_ = fail(Reason::state_lost, "removed while in use");
}

Transaction::~Transaction() {
  if (open_) static_cast<void>(database_.execute("ROLLBACK"));
}

Result<void> Transaction::commit() {
  Result<void> done = database_.execute("COMMIT");
  if (done) open_ = false;
  return done;
}

}  // namespace heyi::terminal
