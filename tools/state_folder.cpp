// State folders: a loss is never passed over in silence.
#include "state_folder.hpp"

#include <iostream>

#include "failure.hpp"
#include "wording.hpp"

namespace heyi::cli {
namespace {

constexpr const char* kBeginAnew = "begin-anew";

}  // namespace

void add_state_folder(Command& command, StateFolderOptions& options, bool required) {
  Option folder = command.text(
      "--state", options.folder,
      required
          ? "Folder of the terminal's state; made when it is not there"
          : "Folder that remembers codes used, lists seen and the time, and holds what bundles brought; without it "
            "neither replay nor rollback is checked",
      "DIR");
  if (required) folder.required();
  command.text("--on-loss", options.on_loss,
               "When the state was lost or damaged: refuse, or begin-anew, which marks every verdict until `heyi state "
               "confirm` (default: refuse)",
               "WAY");
}

std::unique_ptr<StateStore> open_state_folder(const StateFolderOptions& options, Time now) {
  if (options.on_loss != "refuse" && options.on_loss != kBeginAnew) throw usage("--on-loss: refuse or begin-anew");
  StateLoss loss;
  loss.begin_anew = options.on_loss == kBeginAnew;
  loss.now = now;
  auto store = take(StateStore::open(options.folder, loss), options.folder);
  if (const std::optional<Time> since = store->memory_since()) {
    std::cerr << Failure(Reason::state_begun_anew, options.folder + ": " + format_time(*since)).line() << '\n';
  }
  return store;
}

ClockReading guarded_time(StateStore& store, Time now, Seconds tolerance, const std::string& folder) {
  const ClockReading reading = take(store.read_clock(now, tolerance), folder);
  if (reading.suspect) {
    std::cerr << Failure(Reason::time_clock_suspect, roughly(reading.behind.count())).line() << '\n';
  }
  return reading;
}

}  // namespace heyi::cli
