// Failure: the one line that a command ends with when it cannot do what it was asked.
#pragma once

#include <exception>
#include <string>
#include <string_view>
#include <utility>

#include <heyi/result.hpp>

namespace heyi::cli {

/// Failure leaves a command at once; main prints its line on standard error and exits with 2. Half-written files do
/// not stay behind, because files are put in place whole (files.hpp).
class Failure : public std::exception {
 public:
  /// A refusal of the SDK. `subject` says what it is about: a file's name, an option.
  Failure(const Error& error, std::string_view subject);
  Failure(Reason reason, std::string_view detail);
  /// What the SDK has no reason for: the command line itself, and files.
  Failure(std::string_view zh, std::string_view en, std::string_view detail);

  /// line is `heyi: <sentence> (<reason.name>): detail`, without a line break or control character.
  const std::string& line() const noexcept { return line_; }
  const char* what() const noexcept override { return line_.c_str(); }

 private:
  std::string line_;
};

/// usage is a Failure about the command line.
Failure usage(std::string_view detail);

/// take gives the value, or ends the command.
template <typename T>
T take(Result<T> result, std::string_view subject) {
  if (!result) throw Failure(result.error(), subject);
  return *std::move(result);
}

inline void take(const Result<void>& result, std::string_view subject) {
  if (!result) throw Failure(result.error(), subject);
}

}  // namespace heyi::cli
