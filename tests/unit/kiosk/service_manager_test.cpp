// The real program under a stand-in for the service manager's socket: ready, alive, ending.
#include "station/service_manager.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <string>

#include "support/catch.hpp"
#include "support/fresh_folder.hpp"
#include "support/places.hpp"

namespace heyi::kiosk {
namespace {

/// Manager is the socket that a service manager would listen at.
class Manager {
 public:
  explicit Manager(const std::string& path) : socket_(::socket(AF_UNIX, SOCK_DGRAM, 0)) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    REQUIRE(path.size() < sizeof address.sun_path);
    std::memcpy(address.sun_path, path.c_str(), path.size());
    REQUIRE(::bind(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0);
  }
  ~Manager() { ::close(socket_); }
  Manager(const Manager&) = delete;
  Manager& operator=(const Manager&) = delete;

  // The next state that is told; empty when none comes within half a minute.
  std::string next() const {
    pollfd wait{socket_, POLLIN, 0};
    if (::poll(&wait, 1, 30'000) != 1) return {};
    std::array<char, 256> said{};
    const auto size = ::recv(socket_, said.data(), said.size(), 0);
    return std::string(said.data(), static_cast<std::size_t>(std::max<ssize_t>(size, 0)));
  }

 private:
  int socket_;
};

}  // namespace

TEST_CASE("the agent tells the service manager that it is ready, that it lives, and that it ends", "[kiosk][service]") {
  const test::FreshFolder folder;
  const std::string path = folder.path() + "/notify";
  const Manager manager(path);
  const std::string kiosk = test::program("heyi-kiosk");
  const pid_t agent = ::fork();
  REQUIRE(agent >= 0);
  if (agent == 0) {
    ::setenv("NOTIFY_SOCKET", path.c_str(), 1);
    ::setenv("WATCHDOG_USEC", "1000000", 1);
    ::execl(kiosk.c_str(), kiosk.c_str(), "--simulate", "--port", "0", static_cast<char*>(nullptr));
    ::_exit(127);
  }
  CHECK(manager.next() == "READY=1");
  CHECK(manager.next() == "WATCHDOG=1");
  CHECK(manager.next() == "WATCHDOG=1");
  ::kill(agent, SIGTERM);
  std::string last = manager.next();
  while (last == "WATCHDOG=1") last = manager.next();
  CHECK(last == "STOPPING=1");
  int status = -1;
  CHECK(::waitpid(agent, &status, 0) == agent);
  CHECK((WIFEXITED(status) && WEXITSTATUS(status) == 0));
}

TEST_CASE("a socket that was handed over is listened at, over a kill and a new start", "[kiosk][service]") {
  const int listening = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  REQUIRE(::bind(listening, reinterpret_cast<const sockaddr*>(&address), size) == 0);
  REQUIRE(::listen(listening, 64) == 0);
  REQUIRE(::getsockname(listening, reinterpret_cast<sockaddr*>(&address), &size) == 0);
  const test::FreshFolder folder;
  const Manager manager(folder.path() + "/notify");
  const std::string kiosk = test::program("heyi-kiosk");
  const auto start = [&] {
    const pid_t agent = ::fork();
    if (agent == 0) {
      ::setenv("NOTIFY_SOCKET", (folder.path() + "/notify").c_str(), 1);
      ::setenv("LISTEN_PID", std::to_string(::getpid()).c_str(), 1);
      ::setenv("LISTEN_FDS", "1", 1);
      if (listening != 3) ::dup2(listening, 3);
      ::execl(kiosk.c_str(), kiosk.c_str(), "--simulate", static_cast<char*>(nullptr));
      ::_exit(127);
    }
    return agent;
  };
  const auto status_line = [&] {
    const int connection = ::socket(AF_INET, SOCK_STREAM, 0);
    CHECK(::connect(connection, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0);
    const std::string request =
        "GET /api/health HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(ntohs(address.sin_port)) + "\r\n\r\n";
    CHECK(::send(connection, request.data(), request.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(request.size()));
    std::array<char, 15> answer{};
    CHECK(::recv(connection, answer.data(), answer.size(), MSG_WAITALL) == static_cast<ssize_t>(answer.size()));
    ::close(connection);
    return std::string(answer.data(), answer.size());
  };
  for (const int signal : {SIGKILL, SIGTERM, SIGKILL}) {
    const pid_t agent = start();
    CHECK(manager.next() == "READY=1");
    CHECK(status_line() == "HTTP/1.1 200 OK");
    ::kill(agent, signal);
    CHECK(::waitpid(agent, nullptr, 0) == agent);
    int listens = 0;
    socklen_t listens_size = sizeof listens;
    CHECK(::getsockopt(listening, SOL_SOCKET, SO_ACCEPTCONN, &listens, &listens_size) == 0);
    CHECK(listens == 1);
    if (signal == SIGTERM) CHECK(manager.next() == "STOPPING=1");
  }
  ::close(listening);
}

TEST_CASE("the watchdog's interval is half of what the service manager waits", "[kiosk][service]") {
  struct Row {
    const char* text;
    long long half;
  };
  for (const Row& row :
       {Row{"20000000", 10'000'000}, Row{"0", 0}, Row{"-5", 0}, Row{"x", 0}, Row{"", 0}, Row{"12s", 0}}) {
    ::setenv("WATCHDOG_USEC", row.text, 1);
    CHECK(station::watchdog_interval().count() == row.half);
  }
  ::unsetenv("WATCHDOG_USEC");
  CHECK(station::watchdog_interval().count() == 0);
}

}  // namespace heyi::kiosk
