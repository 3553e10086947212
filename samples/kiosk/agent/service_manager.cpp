// The protocol is a datagram to a Unix socket; linking libsystemd for it would tie the agent to one service manager.
#include "agent/service_manager.hpp"

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <charconv>
#include <cstddef>
#include <cstdlib>
#include <cstring>

namespace heyi::kiosk {

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
  const char* text = std::getenv("WATCHDOG_USEC");
  if (text == nullptr) return std::chrono::microseconds::zero();
  long long usec = 0;
  const auto [end, error] = std::from_chars(text, text + std::strlen(text), usec);
  return std::chrono::microseconds(error == std::errc{} && *end == '\0' && usec > 0 ? usec / 2 : 0);
}

}  // namespace heyi::kiosk
