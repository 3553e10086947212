// A real program as a child: what it says is read with a deadline, and it is gone when the test is.
#pragma once

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace heyi::test {

/// kGenerous is longer than a loaded machine takes for anything that is waited for.
inline constexpr std::chrono::seconds kGenerous{60};

/// ChildProgram runs until it ends by itself, is told to, or is destroyed; then it is killed.
class ChildProgram {
 public:
  /// `words` begin with the program's file. Its standard error goes to `log_file`, at the end of what stands there.
  ChildProgram(std::vector<std::string> words, const std::string& log_file) {
    std::array<int, 2> in{}, out{};
    if (::pipe2(in.data(), O_CLOEXEC) != 0 || ::pipe2(out.data(), O_CLOEXEC) != 0) throw std::runtime_error("pipe");
    std::vector<char*> arguments;
    for (std::string& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    process_ = ::fork();
    if (process_ < 0) throw std::runtime_error("fork");
    if (process_ == 0) run(arguments, in[0], out[1], log_file.c_str());
    ::close(in[0]);
    ::close(out[1]);
    input_ = in[1];
    output_ = out[0];
  }
  ~ChildProgram() {
    if (!status_) ::kill(process_, SIGKILL);
    wait();
    close_input();
    ::close(output_);
  }
  ChildProgram(const ChildProgram&) = delete;
  ChildProgram& operator=(const ChildProgram&) = delete;

  pid_t process() const noexcept { return process_; }
  void signal(int number) const noexcept {
    if (!status_) ::kill(process_, number);
  }

  /// line is the next line of its standard output, without its end; none when it closed it, or after kGenerous.
  std::optional<std::string> line() {
    const auto deadline = std::chrono::steady_clock::now() + kGenerous;
    for (;;) {
      if (const std::size_t end = said_.find('\n', looked_); end != std::string::npos) {
        std::string one = said_.substr(0, end);
        said_.erase(0, end + 1);
        looked_ = 0;
        return one;
      }
      looked_ = said_.size();
      if (!read_more(deadline)) return std::nullopt;
    }
  }

  /// write hands octets to its standard input. Who writes more than it reads must read its lines meanwhile.
  void write(std::string_view octets) const {
    ::signal(SIGPIPE, SIG_IGN);
    while (!octets.empty()) {
      const ssize_t written = ::write(input_, octets.data(), octets.size());
      if (written < 0 && errno == EINTR) continue;
      if (written <= 0) throw std::runtime_error("the program does not read its input");
      octets.remove_prefix(static_cast<std::size_t>(written));
    }
  }
  void close_input() noexcept {
    if (input_ >= 0) ::close(input_);
    input_ = -1;
  }

  /// wait waits for its end: its exit status, 128 and more for a signal; -1 when it did not end in kGenerous.
  int wait() {
    const auto deadline = std::chrono::steady_clock::now() + kGenerous;
    while (!status_) {
      int status = 0;
      if (::waitpid(process_, &status, WNOHANG) == process_) {
        status_ = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
      } else if (std::chrono::steady_clock::now() > deadline) {
        return -1;
      } else {
        std::this_thread::sleep_for(std::chrono::milliseconds(2));
      }
    }
    return *status_;
  }

 private:
  [[noreturn]] static void run(std::vector<char*>& arguments, int input, int output, const char* log_file) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);  // A test that is killed leaves no program behind.
    const int log = ::open(log_file, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (log < 0 || ::dup2(input, 0) < 0 || ::dup2(output, 1) < 0 || ::dup2(log, 2) < 0) ::_exit(126);
    ::close_range(3, ~0U, 0);  // What it keeps open, such as a test's pseudo-terminal, would seem plugged in for ever.
    ::execv(arguments[0], arguments.data());
    ::_exit(127);
  }

  bool read_more(std::chrono::steady_clock::time_point deadline) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
    pollfd one{output_, POLLIN, 0};
    if (left.count() <= 0 || ::poll(&one, 1, static_cast<int>(left.count())) <= 0) return false;
    std::array<char, 65536> octets{};
    const ssize_t size = ::read(output_, octets.data(), octets.size());
    if (size > 0) said_.append(octets.data(), static_cast<std::size_t>(size));
    return size > 0;
  }

  pid_t process_ = -1;
  int input_ = -1, output_ = -1;
  std::string said_;
  std::size_t looked_ = 0;
  std::optional<int> status_;
};

}  // namespace heyi::test
