// The real program under a stand-in for the service manager's socket: ready, alive, ending.
#include "agent/service_manager.hpp"

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
  const pid_t agent = ::fork();
  REQUIRE(agent >= 0);
  if (agent == 0) {
    ::setenv("NOTIFY_SOCKET", path.c_str(), 1);
    ::setenv("WATCHDOG_USEC", "1000000", 1);
    ::execl(HEYI_KIOSK, HEYI_KIOSK, "--simulate", "--port", "0", static_cast<char*>(nullptr));
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

TEST_CASE("the watchdog's interval is half of what the service manager waits", "[kiosk][service]") {
  struct Row {
    const char* text;
    long long half;
  };
  for (const Row& row :
       {Row{"20000000", 10'000'000}, Row{"0", 0}, Row{"-5", 0}, Row{"x", 0}, Row{"", 0}, Row{"12s", 0}}) {
    ::setenv("WATCHDOG_USEC", row.text, 1);
    CHECK(watchdog_interval().count() == row.half);
  }
  ::unsetenv("WATCHDOG_USEC");
  CHECK(watchdog_interval().count() == 0);
}

}  // namespace heyi::kiosk
