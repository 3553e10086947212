// What is done beside the answering: bundles are taken, lists loaded anew.
#pragma once

#include <atomic>
#include <thread>

#include "station/keeper.hpp"
#include "station/updates.hpp"

namespace heyi::station {

/// Upkeep works in a thread of its own while it lives, so that a large bundle keeps nobody waiting. Every minute it
/// loads the lists anew: packs expire, and other programs may have applied a bundle.
class Upkeep {
 public:
  /// `updates` may be none. Both must outlive the upkeep.
  Upkeep(Keeper& keeper, UpdateFolder* updates);
  ~Upkeep();
  Upkeep(const Upkeep&) = delete;
  Upkeep& operator=(const Upkeep&) = delete;

 private:
  void run(Keeper& keeper, UpdateFolder* updates);

  std::atomic<bool> ends_{false};
  std::thread thread_;
};

}  // namespace heyi::station
