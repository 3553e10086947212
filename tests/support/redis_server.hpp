// A real Redis server of a test's own, which it may kill, stop, empty and start again.
#pragma once

#include <signal.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstring>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

namespace heyi::test {

/// eventually waits for what another thread or process brings about; false after a time that no machine needs.
template <typename Condition>
bool eventually(Condition condition) {
  for (int i = 0; i < 3000; ++i) {
    if (condition()) return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  return false;
}

/// connect_to gives a descriptor of a connection to a Unix socket, or -1.
inline int connect_to(const std::string& path) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  std::memcpy(address.sun_path, path.data(), std::min(path.size(), sizeof address.sun_path - 1));
  const int descriptor = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (connect(descriptor, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0) return descriptor;
  close(descriptor);
  return -1;
}

/// RedisServer listens on a Unix socket in a folder that outlives it, and on a TCP port too when one is given.
class RedisServer {
 public:
  explicit RedisServer(const std::string& folder, std::vector<std::string> options = {}, int port = 0)
      : folder_(folder), options_(std::move(options)), port_(port) {
    start();
  }
  ~RedisServer() { kill(); }
  RedisServer(const RedisServer&) = delete;
  RedisServer& operator=(const RedisServer&) = delete;

  std::string socket_path() const { return folder_ + "/redis.sock"; }

  void start() {
    std::vector<std::string> words = {"redis-server",
                                      "--port",
                                      std::to_string(port_),
                                      "--bind",
                                      "127.0.0.1",
                                      "--unixsocket",
                                      socket_path(),
                                      "--dir",
                                      folder_,
                                      "--save",
                                      "",
                                      "--appendonly",
                                      "no",
                                      "--daemonize",
                                      "no",
                                      "--logfile",
                                      folder_ + "/redis.log"};
    words.insert(words.end(), options_.begin(), options_.end());
    std::vector<char*> arguments;
    for (std::string& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    process_ = fork();
    if (process_ == 0) {
      prctl(PR_SET_PDEATHSIG, SIGKILL);  // A test that is killed leaves no server behind.
      execvp(arguments[0], arguments.data());
      _exit(127);
    }
    if (!eventually([this] { return !say("PING").empty(); })) throw std::runtime_error("redis-server does not start");
  }

  /// kill ends it as a power cut does.
  void kill() {
    if (process_ <= 0) return;
    ::kill(process_, SIGKILL);
    waitpid(process_, nullptr, 0);
    process_ = 0;
  }
  void freeze() const { ::kill(process_, SIGSTOP); }
  void thaw() const { ::kill(process_, SIGCONT); }

  /// say sends a command as one would type it, and gives what is answered; empty when nobody does.
  std::string say(const std::string& command) const {
    const int descriptor = connect_to(socket_path());
    if (descriptor < 0) return {};
    const std::string line = command + "\r\n";
    std::array<char, 4096> octets{};
    ssize_t size = send(descriptor, line.data(), line.size(), MSG_NOSIGNAL);
    if (size > 0) size = recv(descriptor, octets.data(), octets.size(), 0);
    close(descriptor);
    return {octets.data(), size > 0 ? static_cast<std::size_t>(size) : 0};
  }

 private:
  std::string folder_;
  std::vector<std::string> options_;
  int port_;
  pid_t process_ = 0;
};

}  // namespace heyi::test
