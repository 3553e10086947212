// Pipes, fork and execve.
#include "soak/desk/child.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>

namespace heyi::test {

Child::Child(const std::vector<std::string>& words, const std::string& errors) {
  std::array<int, 2> in{}, out{};
  if (::pipe2(in.data(), O_CLOEXEC) != 0 || ::pipe2(out.data(), O_CLOEXEC) != 0) std::abort();
  std::vector<char*> arguments;
  for (const std::string& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  process_ = ::fork();
  if (process_ < 0) std::abort();
  if (process_ == 0) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    ::signal(SIGXFSZ, SIG_IGN);
    const int error = ::open(errors.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
    if (::dup2(in[0], STDIN_FILENO) < 0 || ::dup2(out[1], STDOUT_FILENO) < 0 || ::dup2(error, STDERR_FILENO) < 0) {
      ::_exit(126);
    }
    ::execv(arguments[0], arguments.data());
    ::_exit(127);
  }
  ::close(in[0]);
  ::close(out[1]);
  in_ = in[1];
  out_ = out[0];
}

Child::~Child() {
  if (process_ > 0) kill();
  ::close(in_);
  ::close(out_);
}

void Child::write(const std::string& line) const {
  [[maybe_unused]] const ssize_t written = ::write(in_, (line + "\n").data(), line.size() + 1);
}

std::vector<std::string> Child::whole_lines() {
  std::vector<std::string> lines;
  for (std::size_t end = text_.find('\n'); end != std::string::npos; end = text_.find('\n')) {
    lines.push_back(text_.substr(0, end));
    text_.erase(0, end + 1);
  }
  return lines;
}

std::vector<std::string> Child::lines(std::chrono::milliseconds wait) {
  const auto until = std::chrono::steady_clock::now() + wait;
  std::array<char, 65536> buffer{};
  for (;;) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - std::chrono::steady_clock::now());
    pollfd one{out_, POLLIN, 0};
    if (::poll(&one, 1, static_cast<int>(std::max<std::int64_t>(left.count(), 0))) <= 0) return whole_lines();
    const ssize_t got = ::read(out_, buffer.data(), buffer.size());
    if (got <= 0) return whole_lines();
    text_.append(buffer.data(), static_cast<std::size_t>(got));
    if (text_.find('\n') != std::string::npos) return whole_lines();
  }
}

void Child::limit_files(std::uint64_t octets) const {
  rlimit limit{};
  if (::prlimit(process_, RLIMIT_FSIZE, nullptr, &limit) != 0) return;  // It has ended.
  limit.rlim_cur = octets == kNoLimit ? limit.rlim_max : static_cast<rlim_t>(octets);
  ::prlimit(process_, RLIMIT_FSIZE, &limit, nullptr);
}

std::vector<std::string> Child::kill() {
  // kill(-1) would be everybody.
  if (process_ > 0) ::kill(process_, SIGKILL);
  reap();
  std::array<char, 65536> buffer{};
  for (ssize_t got = 1; got > 0;) {
    got = ::read(out_, buffer.data(), buffer.size());
    if (got > 0) text_.append(buffer.data(), static_cast<std::size_t>(got));
  }
  return whole_lines();
}

void Child::end() const {
  if (process_ > 0) ::kill(process_, SIGTERM);
}

int Child::wait() {
  reap();
  return WIFEXITED(status_) ? WEXITSTATUS(status_) : -1;
}

void Child::reap() {
  if (process_ > 0) ::waitpid(process_, &status_, 0);
  process_ = -1;
}

}  // namespace heyi::test
