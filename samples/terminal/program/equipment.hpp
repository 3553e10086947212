// A desk put together from its settings: lists, state, outbox, log, and what brings visits to the hospital's systems.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "desk/desk.hpp"
#include "desk/folder_lock.hpp"
#include "outbox/dispatcher.hpp"
#include "program/settings.hpp"
#include "station/keeper.hpp"
#include "station/updates.hpp"
#include "station/upkeep.hpp"

namespace heyi::terminal {

/// Equipment is all of a terminal but its scanners and its screen. Its parts are made, and end, in the right order.
class Equipment {
 public:
  /// The roots may be handed in, for a simulation; else they are read from the settings' files. `listener` hears of
  /// every try to deliver. Throws std::runtime_error, in words for whoever sets it up.
  Equipment(const Settings& settings, const RootPins* roots, Dispatcher::Listener listener);
  ~Equipment();

  station::Keeper& keeper() noexcept { return *keeper_; }
  Desk& desk() noexcept { return *desk_; }
  Outbox& outbox() noexcept { return *outbox_; }
  AuditLog& log() noexcept { return *log_; }
  const std::vector<std::string>& destinations() const noexcept { return destinations_; }

  /// wake tells the dispatcher that there may be something to deliver.
  void wake() { dispatcher_->wake(); }

  /// end_deliveries ends the dispatcher: what its listener was not told by then, it is never told. Nobody wakes it
  /// then.
  void end_deliveries() { dispatcher_.reset(); }

  /// look_after is called about once a second: it logs what waits to be logged, and signs when that is due.
  void look_after(Time clock);

 private:
  SystemRandom random_;
  std::unique_ptr<FolderLock> lock_;
  std::unique_ptr<station::Keeper> keeper_;
  std::unique_ptr<station::UpdateFolder> updates_;
  std::unique_ptr<Outbox> outbox_;
  std::unique_ptr<AuditLog> log_;
  std::unique_ptr<Desk> desk_;
  std::vector<std::string> destinations_;
  std::unique_ptr<Dispatcher> dispatcher_;
  std::unique_ptr<station::Upkeep> upkeep_;
};

}  // namespace heyi::terminal
