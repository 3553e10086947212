// The health of the agent for whoever watches machines: lists and their ages, updates, nothing of people.
#pragma once

#include <string>

#include "station/keeper.hpp"
#include "station/updates.hpp"

namespace heyi::kiosk {

/// Health is a status word and its JSON.
struct Health {
  bool is_ready = false;  ///< Codes can be accepted.
  std::string json;
};

/// look_after works out the health: `ok`; `degraded` when a list is old, left out or expires soon, an update was
/// refused, no rules are in force, the last code could not be remembered or the clock is suspect; `not_ready` when no
/// code can be accepted: without a trust list or a status list that is valid, with a suspect clock, or without the
/// state.
Health look_after(station::Keeper& keeper, const station::UpdateFolder* updates, const Policy& policy, Time started,
                  Time clock);

}  // namespace heyi::kiosk
