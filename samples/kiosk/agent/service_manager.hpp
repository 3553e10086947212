// What systemd is told of the agent (sd_notify(3)), so that one that hangs is started again.
#pragma once

#include <chrono>
#include <string_view>

namespace heyi::kiosk {

/// tell_service_manager sends a state such as `READY=1` to the socket in NOTIFY_SOCKET; without one it does nothing.
void tell_service_manager(std::string_view state) noexcept;

/// watchdog_interval is how often `WATCHDOG=1` is due: half of WATCHDOG_USEC; zero when nobody waits for it.
std::chrono::microseconds watchdog_interval() noexcept;

}  // namespace heyi::kiosk
