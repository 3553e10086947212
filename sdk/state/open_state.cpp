// A second file beside the database tells a state that was lost from one that never was.
#include "state/open_state.hpp"

#include <fcntl.h>
#include <sys/file.h>

#include <cerrno>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <thread>

#include "state/descriptor.hpp"

namespace heyi::state {
namespace {

namespace fs = std::filesystem;

constexpr int kSchema = 2;
constexpr std::chrono::milliseconds kOpeningTurn{10'000}, kOpeningPause{5};
constexpr const char* kDatabaseName = "state.db";
constexpr const char* kMarkName = "heyi-state";
constexpr const char* kMark =
    "合一终端状态目录，请勿删除其中的文件。\n"
    "This folder holds a Heyi terminal's state. Without state.db the terminal forgets which codes were used.\n";

constexpr const char* kTablesOfOne =
    "CREATE TABLE replay(key BLOB PRIMARY KEY, first_seen INTEGER NOT NULL, keep_until INTEGER NOT NULL) WITHOUT ROWID;"
    "CREATE INDEX replay_end ON replay(keep_until);"
    "CREATE TABLE sequence(list TEXT PRIMARY KEY, epoch INTEGER NOT NULL, sequence INTEGER NOT NULL,"
    " issued_at INTEGER NOT NULL, digest BLOB NOT NULL) WITHOUT ROWID;";
constexpr const char* kTablesOfTwo =
    "CREATE TABLE meta(name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;"
    "CREATE TABLE member(kind TEXT NOT NULL, name TEXT NOT NULL, version INTEGER NOT NULL, octets BLOB NOT NULL,"
    " entries BLOB NOT NULL, PRIMARY KEY(kind, name, version));"
    "PRAGMA user_version=2;";

Result<int> schema_version(const Database& database) {
  Result<Statement> query = database.prepare("PRAGMA user_version");
  if (!query) return query.error();
  const Result<bool> row = query->step();
  if (!row) return row.error();
  if (!*row) return fail(Reason::state_damaged, "user_version");
  return static_cast<int>(query->integer(0));
}

/// Origin is what is known before the file is looked into.
struct Origin {
  bool made_before = false;        ///< A file without tables is then one that was lost, not a new one.
  std::optional<Time> begin_anew;  ///< Written in the same transaction as the tables, so that no kill comes between.
};

Result<void> set_up(const Database& database, const Origin& origin) {
  if (const Result<void> done = database.use_write_ahead_log(); !done) return done;
  if (const Result<void> whole = database.check_whole(); !whole) return whole;
  Transaction transaction(database);
  if (!transaction.begun()) return transaction.begun().error();
  const Result<int> version = schema_version(database);
  if (!version) return version.error();
  if (*version > kSchema) return fail(Reason::state_unavailable, "made by a newer version");
  if (*version == 0 && origin.made_before) return fail(Reason::state_lost);
  if (*version < 1) {
    if (const Result<void> made = database.execute(kTablesOfOne); !made) return made;
  }
  if (*version < 2) {
    if (const Result<void> made = database.execute(kTablesOfTwo); !made) return made;
  }
  if (origin.begin_anew) {
    const Result<void> noted = write_meta(database, kMetaBegunAnew, to_unix(*origin.begin_anew));
    if (!noted) return noted;
  }
  return transaction.commit();
}

bool is_there(const fs::path& path) noexcept {
  std::error_code ignored;
  return fs::exists(path, ignored);
}

Result<Database> try_open(const fs::path& folder, const Origin& origin) {
  const fs::path file = folder / kDatabaseName;
  if (origin.made_before && !is_there(file)) return fail(Reason::state_lost);
  Result<Database> database = Database::open(file.string());
  if (!database) return database;
  if (const Result<void> ready = set_up(*database, origin); !ready) return ready.error();
  if (!is_there(folder / kMarkName)) std::ofstream(folder / kMarkName) << kMark;
  return database;
}

// The damaged file is kept for whoever looks into the matter; a number keeps the next one from replacing it.
Result<void> set_aside(const fs::path& folder) {
  std::error_code error;
  for (int number = 1; number <= 999; ++number) {
    const fs::path aside = folder / ("damaged-" + std::to_string(number));
    if (!fs::create_directory(aside, error)) {
      if (error) return fail(Reason::state_unavailable, "the damaged state cannot be set aside");
      continue;
    }
    for (const char* suffix : {"", "-wal", "-shm"}) {
      const fs::path file = folder / (std::string(kDatabaseName) + suffix);
      if (!is_there(file)) continue;
      fs::rename(file, aside / file.filename(), error);
      if (error) return fail(Reason::state_unavailable, "the damaged state cannot be set aside");
    }
    return {};
  }
  return fail(Reason::state_unavailable, "too many damaged states were set aside");
}

bool is_loss(const Error& error) noexcept {
  return error.reason == Reason::state_lost || error.reason == Reason::state_damaged;
}

// Programs open one folder one after the other: what is set aside for a loss is then never what another has just made.
Result<void> wait_for_turn(const Descriptor& folder) {
  using std::chrono::milliseconds;
  for (milliseconds waited{0}; waited <= kOpeningTurn; waited += kOpeningPause) {
    if (::flock(folder.get(), LOCK_EX | LOCK_NB) == 0) return {};
    if (errno != EWOULDBLOCK && errno != EINTR) break;
    std::this_thread::sleep_for(kOpeningPause);
  }
  return fail(Reason::state_unavailable, "locked");
}

}  // namespace

Result<std::optional<std::int64_t>> read_meta(const Database& database, std::string_view name) {
  Result<Statement> query = database.prepare("SELECT value FROM meta WHERE name = ?1");
  if (!query) return query.error();
  const Result<bool> row = query->bind(1, name).step();
  if (!row) return row.error();
  return *row ? std::optional(query->integer(0)) : std::nullopt;
}

Result<void> write_meta(const Database& database, std::string_view name, std::int64_t value) {
  Result<Statement> write = database.prepare("INSERT OR REPLACE INTO meta VALUES(?1, ?2)");
  if (!write) return write.error();
  return write->bind(1, name).bind(2, value).run();
}

Result<void> drop_meta(const Database& database, std::string_view name) {
  Result<Statement> drop = database.prepare("DELETE FROM meta WHERE name = ?1");
  if (!drop) return drop.error();
  return drop->bind(1, name).run();
}

Result<OpenedState> open_state(const std::string& folder, const StateLoss& loss) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) return fail(Reason::state_unavailable, "the folder cannot be made");
  const Descriptor turn(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!turn.is_open()) return fail(Reason::state_unavailable, "the folder cannot be read");
  if (const Result<void> mine = wait_for_turn(turn); !mine) return mine.error();
  const bool made_before = loss.must_exist || is_there(fs::path(folder) / kMarkName);
  Result<Database> database = try_open(folder, {made_before, std::nullopt});
  if (!database && is_loss(database.error()) && loss.begin_anew) {
    if (const Result<void> moved = set_aside(folder); !moved) return moved.error();
    database = try_open(folder, {false, loss.now});
  }
  if (!database) return database.error();
  OpenedState opened{*std::move(database), std::nullopt};
  const auto begun = read_meta(opened.database, kMetaBegunAnew);
  if (!begun) return begun.error();
  if (*begun) opened.begun_anew = from_unix(**begun);
  return opened;
}

}  // namespace heyi::state
