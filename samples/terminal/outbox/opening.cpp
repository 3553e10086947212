// Programs open one folder one after the other, so that each finds the file whole or absent.
#include "outbox/opening.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <filesystem>
#include <thread>

#include "outbox/descriptor.hpp"

namespace heyi::terminal {
namespace {

namespace fs = std::filesystem;

constexpr std::chrono::milliseconds kOpeningTurn{10'000}, kOpeningPause{5};
constexpr int kSchema = 1;
constexpr std::int64_t kApplication = 0x4879426f;  // `HyBo`: an outbox, no other program's file.

// A letter that has arrived is deleted, with its payload; its visit stays for a while, so that it is not put again.
// AUTOINCREMENT: a number is never given twice. The triggers keep the tally in step whatever is done to a letter.
constexpr const char* kTables =
    "CREATE TABLE visit(id TEXT PRIMARY KEY, done_at INTEGER) WITHOUT ROWID;"
    "CREATE INDEX visit_done ON visit(done_at) WHERE done_at IS NOT NULL;"
    "CREATE TABLE letter(number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL, destination TEXT NOT NULL,"
    " state INTEGER NOT NULL, attempts INTEGER NOT NULL, queued_at INTEGER NOT NULL, next_try INTEGER NOT NULL,"
    " trouble TEXT NOT NULL, payload BLOB NOT NULL);"
    "CREATE INDEX letter_line ON letter(destination, state, number);"
    "CREATE INDEX letter_visit ON letter(id);"
    "CREATE TABLE tally(destination TEXT PRIMARY KEY, waiting INTEGER NOT NULL, parked INTEGER NOT NULL,"
    " delivered INTEGER NOT NULL) WITHOUT ROWID;"
    "CREATE TRIGGER letter_put AFTER INSERT ON letter BEGIN"
    " INSERT INTO tally VALUES(new.destination, 1, 0, 0)"
    " ON CONFLICT(destination) DO UPDATE SET waiting = waiting + 1; END;"
    "CREATE TRIGGER letter_parked AFTER UPDATE OF state ON letter WHEN old.state = 0 AND new.state = 1 BEGIN"
    " UPDATE tally SET waiting = waiting - 1, parked = parked + 1 WHERE destination = new.destination; END;"
    "CREATE TRIGGER letter_resent AFTER UPDATE OF state ON letter WHEN old.state = 1 AND new.state = 0 BEGIN"
    " UPDATE tally SET waiting = waiting + 1, parked = parked - 1 WHERE destination = new.destination; END;"
    "CREATE TRIGGER letter_gone AFTER DELETE ON letter BEGIN"
    " UPDATE tally SET waiting = waiting - (old.state = 0), parked = parked - (old.state = 1),"
    " delivered = delivered + 1 WHERE destination = old.destination; END;"
    "CREATE TABLE note(number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL, text TEXT NOT NULL);"
    "CREATE INDEX note_visit ON note(id);"
    "PRAGMA application_id=1215906415; PRAGMA user_version=1;";
static_assert(kApplication == 1215906415 && kSchema == 1);

Result<void> wait_for_turn(const Descriptor& folder) {
  using std::chrono::milliseconds;
  for (milliseconds waited{0}; waited <= kOpeningTurn; waited += kOpeningPause) {
    if (::flock(folder.get(), LOCK_EX | LOCK_NB) == 0) return {};
    if (errno != EWOULDBLOCK && errno != EINTR) break;
    std::this_thread::sleep_for(kOpeningPause);
  }
  return fail(Reason::state_unavailable, "locked");
}

// SQLite makes its other files with the mode of this one. Nobody else reads what is in them.
Result<void> make_private_file(const Descriptor& folder, const std::string& file) {
  const Descriptor made(::openat(folder.get(), "outbox.db", O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC | O_NOFOLLOW, 0600));
  // By name: closing a descriptor of a file that SQLite has open in this process would drop SQLite's locks.
  if (!made.is_open() && errno == EEXIST) {
    if (::chmod(file.c_str(), 0600) != 0) return fail(Reason::state_unavailable, "the file is another user's");
    return {};
  }
  if (!made.is_open() || ::fsync(folder.get()) != 0) return fail(Reason::state_unavailable, "the file cannot be made");
  return {};
}

// SQLite takes an empty file for a new one and removes the log beside it, with what was accepted.
Result<void> check_log_has_its_file(const fs::path& file) {
  std::error_code none, error;
  const auto log = fs::file_size(file.string() + "-wal", none);
  if (none || log == 0) return {};
  const auto size = fs::file_size(file, error);
  if (error || size == 0) return fail(Reason::state_damaged, "outbox.db is empty, its log is not");
  return {};
}

Result<void> make_tables(const Database& database) {
  Transaction transaction(database);
  if (!transaction.begun()) return transaction.begun().error();
  const Result<std::int64_t> version = database.number("PRAGMA user_version");
  if (!version) return version.error();
  const Result<std::int64_t> application = database.number("PRAGMA application_id");
  if (!application) return application.error();
  const Result<std::int64_t> objects = database.number("SELECT count(*) FROM sqlite_schema");
  if (!objects) return objects.error();
  if (*version > kSchema) return fail(Reason::state_unavailable, "made by a newer version");
  if (*version == kSchema && *application == kApplication) return {};
  if (*version != 0 || *application != 0 || *objects != 0) return fail(Reason::state_damaged, "no outbox");
  if (const Result<void> made = database.execute(kTables); !made) return made;
  return transaction.commit();
}

}  // namespace

Result<Database> open_outbox_file(const std::string& folder) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) return fail(Reason::state_unavailable, "the folder cannot be made");
  const Descriptor turn(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!turn.is_open()) return fail(Reason::state_unavailable, "the folder cannot be read");
  if (const Result<void> mine = wait_for_turn(turn); !mine) return mine.error();
  const fs::path file = fs::path(folder) / "outbox.db";
  if (const Result<void> sound = check_log_has_its_file(file); !sound) return sound.error();
  if (const Result<void> made = make_private_file(turn, file.string()); !made) return made.error();
  Result<Database> database = Database::open(file.string());
  if (!database) return database;
  // Looked at before anything is switched or written.
  if (const Result<void> whole = database->check_whole(); !whole) return whole.error();
  if (const Result<void> logged = database->use_write_ahead_log(); !logged) return logged.error();
  const Result<void> set = database->execute(
      "PRAGMA synchronous=FULL; PRAGMA secure_delete=ON; PRAGMA temp_store=MEMORY; PRAGMA trusted_schema=OFF");
  if (!set) return set.error();
  if (const Result<void> made = make_tables(*database); !made) return made.error();
  database->keep_tidy();
  return database;
}

}  // namespace heyi::terminal
