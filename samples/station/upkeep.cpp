// A poll each half a second costs a listing of a folder.
#include "station/upkeep.hpp"

#include <chrono>
#include <exception>
#include <string>

#include "station/log.hpp"

namespace heyi::station {
namespace {

constexpr std::chrono::milliseconds kPoll{500};
constexpr std::chrono::minutes kReload{1};

}  // namespace

Upkeep::Upkeep(Keeper& keeper, UpdateFolder* updates) : thread_([this, &keeper, updates] { run(keeper, updates); }) {}

Upkeep::~Upkeep() {
  ends_ = true;
  thread_.join();
}

void Upkeep::run(Keeper& keeper, UpdateFolder* updates) {
  using Clock = std::chrono::steady_clock;
  for (Clock::time_point reloaded = Clock::now(); !ends_; std::this_thread::sleep_for(kPoll)) {
    try {
      if (updates != nullptr) updates->poll(clock_now(), Clock::now());
      if (Clock::now() - reloaded < kReload) continue;
      reloaded = Clock::now();
      keeper.reload(clock_now());
    } catch (const std::exception& error) {
      // Memory that a large bundle did not get, say. What was loaded goes on being used.
      log_line(std::string("upkeep: ") + error.what());
    }
  }
}

}  // namespace heyi::station
