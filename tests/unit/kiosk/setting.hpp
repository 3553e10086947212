// A kiosk without its server: an example city, a state, and the folder that bundles are put into.
#pragma once

#include <fstream>
#include <memory>
#include <string>
#include <string_view>

#include "agent/health.hpp"
#include "simulation/simulation.hpp"
#include "station/keeper.hpp"
#include "station/log.hpp"
#include "station/updates.hpp"
#include "support/fresh_folder.hpp"

namespace heyi::kiosk {

/// Setting is one such kiosk. Time is handed in, so that a test can let it pass.
struct Setting {
  station::UpdateFolder::Clock::time_point moment{std::chrono::hours(1)};
  test::FreshFolder state, watched;
  SystemRandom random;
  Time now = station::clock_now();
  Simulation city{now, random};
  std::unique_ptr<station::Keeper> keeper;
  station::UpdateFolder updates;

  explicit Setting(Time clock = station::clock_now())
      : keeper(station::Keeper::open({city.roots(), state.path(), Policy::kiosk(), {}}, clock).value()),
        updates(watched.path(), *keeper) {}

  void put(const std::string& name, ByteView octets) {
    std::ofstream file(watched.path() + "/" + name, std::ios::binary);
    file.write(reinterpret_cast<const char*>(octets.data()), static_cast<std::streamsize>(octets.size()));
  }
  // Half a second on, as the agent polls.
  station::UpdateFolder::Clock::time_point later() { return moment += std::chrono::milliseconds(500); }
  std::string health() { return look_after(*keeper, &updates, Policy::kiosk(), now, now).json; }
};

inline bool holds(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

}  // namespace heyi::kiosk
