// The protocol is a datagram to a Unix socket; linking libsystemd for it would tie the program to one service manager.
#include "station/service_manager.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <charconv>
#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <stdexcept>

namespace heyi::station {
namespace {

constexpr int kFirstHanded = 3;

// A number in the environment; -1 when it is none.
long long number_in(const char* name) noexcept {
  const char* text = std::getenv(name);
  if (text == nullptr) return -1;
  long long number = 0;
  const auto [end, error] = std::from_chars(text, text + std::strlen(text), number);
  return error == std::errc{} && *end == '\0' && end != text ? number : -1;
}

}  // namespace

std::optional<HandedSocket> handed_socket() {
  if (number_in("LISTEN_PID") != ::getpid() || number_in("LISTEN_FDS") < 1) return std::nullopt;
  sockaddr_in address{};
  socklen_t size = sizeof address;
  int listens = 0;
  socklen_t listens_size = sizeof listens;
  if (::getsockname(kFirstHanded, reinterpret_cast<sockaddr*>(&address), &size) != 0 || address.sin_family != AF_INET ||
      address.sin_addr.s_addr != htonl(INADDR_LOOPBACK) ||
      ::getsockopt(kFirstHanded, SOL_SOCKET, SO_ACCEPTCONN, &listens, &listens_size) != 0 || listens == 0 ||
      number_in("LISTEN_FDS") != 1) {
    throw std::runtime_error("the socket that systemd hands over must be one, and listen at 127.0.0.1");
  }
  ::fcntl(kFirstHanded, F_SETFD, FD_CLOEXEC);
  return HandedSocket{kFirstHanded, ntohs(address.sin_port)};
}

void tell_service_manager(std::string_view state) noexcept {
  const char* path = std::getenv("NOTIFY_SOCKET");
  sockaddr_un address{};
  if (path == nullptr || (path[0] != '/' && path[0] != '@')) return;
  const std::size_t length = std::strlen(path);
  if (length >= sizeof address.sun_path) return;
  address.sun_family = AF_UNIX;
  std::memcpy(address.sun_path, path, length);
  if (path[0] == '@') address.sun_path[0] = '\0';  // An abstract socket.
  const int out = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  if (out < 0) return;
  [[maybe_unused]] const auto sent =
      ::sendto(out, state.data(), state.size(), MSG_NOSIGNAL, reinterpret_cast<const sockaddr*>(&address),
               static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + length));
  ::close(out);
}

std::chrono::microseconds watchdog_interval() noexcept {
  const long long usec = number_in("WATCHDOG_USEC");
  return std::chrono::microseconds(usec > 0 ? usec / 2 : 0);
}

}  // namespace heyi::station
