// One poll for the descriptor and for the interruption.
#include "outbox/interrupt.hpp"

#include <poll.h>

#include <algorithm>
#include <array>
#include <cerrno>

namespace heyi::terminal {

Waited wait_for(int descriptor, short events, Deadline deadline, const Interrupt& interrupt) {
  for (;;) {
    // Rounded up, so that what is left of a millisecond does not become a busy loop; in turns, so that it fits an int.
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now()).count();
    if (left <= 0) return Waited::too_late;
    std::array<pollfd, 2> waiting = {{{descriptor, events, 0}, {interrupt.descriptor(), POLLIN, 0}}};
    const int ready = ::poll(waiting.data(), waiting.size(), static_cast<int>(std::min<long long>(left, 60'000)));
    if (ready < 0 && errno != EINTR) return Waited::too_late;
    if (ready <= 0) continue;
    if (waiting[1].revents != 0) return Waited::interrupted;
    return Waited::ready;
  }
}

}  // namespace heyi::terminal
