// A terminal's state folder on the command line: opened as its policy for losses says.
#pragma once

#include <memory>
#include <string>

#include <heyi/state.hpp>

#include "command.hpp"

namespace heyi::cli {

/// StateFolderOptions name a state folder and what to do when it was lost or damaged.
struct StateFolderOptions {
  std::string folder;
  std::string on_loss = "refuse";
};

/// add_state_folder declares `--state` and `--on-loss`.
void add_state_folder(Command& command, StateFolderOptions& options, bool required);

/// open_state_folder opens the folder. With `--on-loss begin-anew` a loss is told on standard error, and the memory
/// begins at `now`.
std::unique_ptr<StateStore> open_state_folder(const StateFolderOptions& options, Time now);

/// guarded_time reads the clock guard: `now`, or the moment that has surely passed when the clock stands before it;
/// that is told on standard error.
ClockReading guarded_time(StateStore& store, Time now, Seconds tolerance, const std::string& folder);

}  // namespace heyi::cli
