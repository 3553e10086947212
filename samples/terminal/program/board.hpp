// What the screen is to show at a moment, collected from all who know.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "outbox/dispatcher.hpp"
#include "program/equipment.hpp"
#include "screen/view.hpp"

namespace heyi::terminal {

/// Board remembers what scanners and destinations said last, and the last result until it is wiped. For one thread.
class Board {
 public:
  /// `keeps` is how long a result stays.
  Board(Equipment& equipment, Language language, std::chrono::seconds keeps, bool is_simulated);

  void note(const ScannerState& state);
  void note(const DeliveryEvent& event);
  /// show puts a result on the board, in place of the last one.
  void show(ResultView result, Moment now);
  void wipe() noexcept { result_.reset(); }
  void turn_language() noexcept { language_ = language_ == Language::zh ? Language::en : Language::zh; }
  /// to_confirm is the visit that waits for its presenter's document; empty when none does, or when it has been shown
  /// for less than kReadsIn: a key that was meant for the screen before it confirms nobody.
  static constexpr std::chrono::milliseconds kReadsIn{700};
  std::string to_confirm(Moment now) const;

  /// view is the screen at this moment; a result whose time is over is wiped.
  DeskView view(Time clock, Moment now);

 private:
  std::vector<ListView> lists(Time clock) const;
  std::vector<DestinationView> destinations(Time clock);
  std::vector<std::string> warnings(Time clock) const;

  Equipment& equipment_;
  Language language_;
  const std::chrono::seconds keeps_;
  const bool is_simulated_;
  std::optional<ResultView> result_;
  Moment shown_{};
  std::map<std::string, ScannerState> scanners_;
  std::map<std::string, std::string> troubles_;  // By destination.
};

}  // namespace heyi::terminal
