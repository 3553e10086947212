// What lets a thread that waits for a receiver return at once.
#pragma once

#include <sys/eventfd.h>

#include <chrono>

#include "outbox/descriptor.hpp"

namespace heyi::terminal {

using Deadline = std::chrono::steady_clock::time_point;

/// Interrupt is set once and stays set. Its descriptor is readable from then on.
class Interrupt {
 public:
  void set() noexcept { ::eventfd_write(event_.get(), 1); }
  int descriptor() const noexcept { return event_.get(); }

 private:
  const Descriptor event_{::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)};
};

/// Waited is what ended a wait.
enum class Waited { ready, too_late, interrupted };

/// wait_for waits until `descriptor` has one of `events`, see poll(2), or the deadline is over, or somebody interrupts.
Waited wait_for(int descriptor, short events, Deadline deadline, const Interrupt& interrupt);

}  // namespace heyi::terminal
