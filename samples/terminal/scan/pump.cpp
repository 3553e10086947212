// Time in which the queue was full is no silence of the scanner.
#include "scan/pump.hpp"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>

namespace heyi::terminal {
namespace {

using Clock = std::chrono::steady_clock;

// Handing over takes microseconds unless the queue is full.
constexpr std::chrono::milliseconds kNoticed{20};

enum class Got { octets, nothing, end };

Got read_some(int descriptor, std::array<char, 4096>& buffer, std::size_t& size) noexcept {
  const ssize_t got = ::read(descriptor, buffer.data(), buffer.size());
  if (got < 0) return errno == EINTR || errno == EAGAIN ? Got::nothing : Got::end;
  size = static_cast<std::size_t>(got);
  return got == 0 ? Got::end : Got::octets;
}

}  // namespace

void pump(int descriptor, OctetReader& reader, EventQueue& queue, const StopSignal& stop,
          const std::function<bool()>& is_gone) {
  std::array<char, 4096> buffer;
  std::vector<Event> events;
  Moment look = Clock::now() + kLookInterval;
  while (true) {
    const auto waited = stop.wait_for(descriptor, std::min(look, reader.due().value_or(look)));
    if (waited == StopSignal::Waited::stopped) return;
    const Moment now = Clock::now();
    std::size_t size = 0;
    Got got = Got::nothing;
    if (waited == StopSignal::Waited::readable) got = read_some(descriptor, buffer, size);
    if (got == Got::end) return;
    if (got == Got::octets) {
      reader.take({buffer.data(), size}, now, events);
    } else {
      reader.tick(now, events);
    }
    if (!events.empty()) {
      if (!deliver(events, queue, stop)) return;
      if (const Moment back = Clock::now(); back - now > kNoticed) reader.was_away(back);
    }
    if (now >= look) {
      if (is_gone()) return;
      look = now + kLookInterval;
    }
  }
}

}  // namespace heyi::terminal
