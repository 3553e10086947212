// Linux's own calls, in one place.
#include "station/process.hpp"

#include <malloc.h>
#include <unistd.h>

#include <sys/prctl.h>
#include <sys/resource.h>

#include <thread>

#include "station/log.hpp"

namespace heyi::station {

void keep_memory_private() noexcept {
  constexpr rlimit kNone{0, 0};
  ::setrlimit(RLIMIT_CORE, &kNone);
  ::prctl(PR_SET_DUMPABLE, 0);
}

void keep_memory_small() noexcept { ::mallopt(M_ARENA_MAX, 2); }

void end_at_once(const char* why) noexcept {
  try {
    log_line(why);
  } catch (...) {
    // Ending matters more than saying why.
  }
  ::_exit(1);
}

void end_within(std::chrono::seconds time) {
  std::thread([time] {
    std::this_thread::sleep_for(time);
    end_at_once("ended in the middle of work");
  }).detach();
}

}  // namespace heyi::station
