// How a program that handles personal data is to run, and how it ends when something in it does not.
#pragma once

#include <chrono>

namespace heyi::station {

/// keep_memory_private keeps the process from writing core dumps and other programs from looking into it: memory holds
/// what people showed.
void keep_memory_private() noexcept;

/// keep_memory_small gives the allocator two stores of its own: it would keep one for nearly every thread that ever
/// answered, each grown to the largest thing it held.
void keep_memory_small() noexcept;

/// end_at_once logs `why` and ends the process: what cannot be ended is left to the service manager, which starts the
/// program anew. The state survives that.
[[noreturn]] void end_at_once(const char* why) noexcept;

/// end_within ends the process after `time`, unless it has ended by then: work that goes on would keep it from ending.
void end_within(std::chrono::seconds time);

}  // namespace heyi::station
