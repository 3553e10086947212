// SQLite as the outbox uses it: statements that end themselves, transactions that roll back, reasons for errors.
#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include <heyi/result.hpp>

namespace heyi::terminal {

/// Statement is one prepared statement. Texts and octets are borrowed until it is stepped for the last time.
class Statement {
 public:
  Statement& bind(int place, std::int64_t value);
  Statement& bind_text(int place, std::string_view text);
  Statement& bind_octets(int place, std::string_view octets);

  /// step is true for a row, false at the end.
  Result<bool> step();
  /// run steps a statement that gives no rows.
  Result<void> run();

  std::int64_t integer(int column) const;
  bool is_null(int column) const;
  std::string text(int column) const;
  std::string octets(int column) const;

 private:
  friend class Database;
  struct Finish {
    void operator()(sqlite3_stmt* statement) const noexcept { sqlite3_finalize(statement); }
  };
  explicit Statement(sqlite3_stmt* statement) noexcept : statement_(statement) {}
  std::unique_ptr<sqlite3_stmt, Finish> statement_;
};

/// Database is one open file. One thread at a time uses it.
class Database {
 public:
  /// kBusyMilliseconds is how long one statement waits for another process.
  static constexpr int kBusyMilliseconds = 3000;

  /// open opens a file that is there. Until keep_tidy is called, closing it leaves its log as it is: what lies beside a
  /// damaged file is not to be moved into it. Fails with `state.unavailable` or `state.damaged`.
  static Result<Database> open(const std::string& file);

  Result<void> execute(const char* sql) const;
  Result<Statement> prepare(const char* sql) const;
  /// number is what a query says that answers with one number.
  Result<std::int64_t> number(const char* sql) const;
  /// use_write_ahead_log switches to WAL with full synchronisation, waiting for others who do so at the same moment.
  Result<void> use_write_ahead_log() const;
  /// keep_tidy lets the last one that closes the file move the log into it.
  void keep_tidy() const noexcept;
  /// check_whole fails with `state.damaged` for a broken file, with `state.unavailable` for one that cannot be read.
  Result<void> check_whole() const;
  /// empty_write_ahead_log moves what the log holds into the file, and leaves the log empty; false: others are at work,
  /// so that it has to be tried again. It never waits.
  Result<bool> empty_write_ahead_log() const;
  /// changes is how many rows the last statement changed.
  int changes() const noexcept { return sqlite3_changes(database_.get()); }
  /// is_in_place says whether the file still stands under its name.
  bool is_in_place() const;

 private:
  struct Close {
    void operator()(sqlite3* database) const noexcept { sqlite3_close_v2(database); }
  };
  explicit Database(sqlite3* database) noexcept : database_(database) {}
  std::unique_ptr<sqlite3, Close> database_;
};

/// Transaction takes the write lock at once and rolls back unless it was committed.
class Transaction {
 public:
  explicit Transaction(const Database& database);
  ~Transaction();
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;

  /// begun fails with `state.unavailable` when the lock was not to be had in time, and with `state.lost` when the file
  /// was removed or renamed since it was opened: what is written there nobody finds again.
  const Result<void>& begun() const noexcept { return begun_; }
  Result<void> commit();

 private:
  const Database& database_;
  Result<void> begun_;
  bool open_;
};

}  // namespace heyi::terminal
