// SQLite as this layer uses it: statements that end themselves, transactions that roll back, reasons for errors.
#pragma once

#include <sqlite3.h>

#include <memory>
#include <string>
#include <string_view>

#include <heyi/bytes.hpp>
#include <heyi/result.hpp>

namespace heyi::state {

/// trouble is the reason for an SQLite result code: `state.damaged` for a broken file, else `state.unavailable`.
Error trouble(int code, const char* what);

/// Statement is one prepared statement. Texts and octets are borrowed until it is stepped for the last time.
class Statement {
 public:
  Statement& bind(int place, std::int64_t value);
  Statement& bind(int place, std::string_view text);
  Statement& bind(int place, ByteView octets);

  /// step is true for a row, false at the end.
  Result<bool> step();
  /// run steps a statement that gives no rows.
  Result<void> run();

  std::int64_t integer(int column) const;
  std::string_view text(int column) const;
  ByteView octets(int column) const;

 private:
  friend class Database;
  struct Finish {
    void operator()(sqlite3_stmt* statement) const noexcept { sqlite3_finalize(statement); }
  };
  explicit Statement(sqlite3_stmt* statement) noexcept : statement_(statement) {}
  std::unique_ptr<sqlite3_stmt, Finish> statement_;
};

/// Database is one open file.
class Database {
 public:
  Database() = default;
  /// open opens or makes a file. Fails with `state.unavailable` or `state.damaged`.
  static Result<Database> open(const std::string& file);

  Result<void> execute(const char* sql) const;
  /// use_write_ahead_log switches to WAL with full synchronisation, waiting for others who do so at the same moment.
  Result<void> use_write_ahead_log() const;
  /// check_whole fails with `state.damaged` for a broken file, and with `state.unavailable` for one that cannot be
  /// read.
  Result<void> check_whole() const;
  Result<Statement> prepare(const char* sql) const;
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

  /// begun fails with `state.unavailable` when the lock was not to be had within the busy time-out, and with
  /// `state.lost` when the file was removed or renamed since it was opened: what is written there nobody finds again.
  const Result<void>& begun() const noexcept { return begun_; }
  Result<void> commit();

 private:
  const Database& database_;
  Result<void> begun_;
  bool open_;
};

}  // namespace heyi::state
