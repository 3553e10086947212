// A program in a process of its own, its standard input and output in hand, to be killed at any moment.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace heyi::test {

/// Child is killed when it is destroyed, and when this program ends.
class Child {
 public:
  /// What it writes to standard error is appended to a file. Its writes beyond a limit (limit_files) fail, as on a
  /// disk that is full; they do not end it.
  Child(const std::vector<std::string>& words, const std::string& errors);
  ~Child();
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;

  /// write gives it a line; one that has ended hears nothing.
  void write(const std::string& line) const;
  /// lines are those that it has written since, whole, waiting for one as long as told.
  std::vector<std::string> lines(std::chrono::milliseconds wait);

  /// limit_files is how long any file that it writes may become, from now on; kNoLimit for any.
  static constexpr std::uint64_t kNoLimit = ~std::uint64_t{0};
  void limit_files(std::uint64_t octets) const;

  /// kill ends it at once, with the lines that it had written; what it had begun to write is nothing.
  std::vector<std::string> kill();
  /// end asks it to end; wait answers with its exit status, -1 when a signal ended it.
  void end() const;
  int wait();

 private:
  std::vector<std::string> whole_lines();
  void reap();

  pid_t process_ = -1;
  int in_ = -1, out_ = -1;
  int status_ = 0;
  std::string text_;
};

}  // namespace heyi::test
