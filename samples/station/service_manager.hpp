// What systemd is told of the program (sd_notify(3)), so that one that hangs is started again.
#pragma once

#include <chrono>
#include <optional>
#include <string_view>

namespace heyi::station {

/// tell_service_manager sends a state such as `READY=1` to the socket in NOTIFY_SOCKET; without one it does nothing.
void tell_service_manager(std::string_view state) noexcept;

/// HandedSocket is a socket at 127.0.0.1 that the service manager opened for the program (sd_listen_fds(3)). It stays
/// open while the program is started again, so that no other program can take the port in between.
struct HandedSocket {
  int descriptor, port;
};

/// handed_socket is that socket; none when none was handed over. Throws std::runtime_error when what was handed over
/// does not listen at 127.0.0.1: to listen elsewhere instead would go unnoticed.
std::optional<HandedSocket> handed_socket();

/// watchdog_interval is how often `WATCHDOG=1` is due: half of WATCHDOG_USEC; zero when nobody waits for it.
std::chrono::microseconds watchdog_interval() noexcept;

}  // namespace heyi::station
