// The desk at work: scans and keys come in, the screen or the lines go out, until a signal or the input ends it.
#pragma once

#include <signal.h>

#include <chrono>
#include <functional>
#include <iosfwd>
#include <mutex>
#include <vector>

#include "program/board.hpp"
#include "screen/view.hpp"

namespace heyi::terminal {

/// Deliveries carries what became of letters from the dispatcher's threads to the loop's.
class Deliveries {
 public:
  void push(const DeliveryEvent& event);
  std::vector<DeliveryEvent> take();

 private:
  static constexpr std::size_t kMost = 1000;  // Those beyond are on the screen's counters all the same.
  std::mutex mutex_;
  std::vector<DeliveryEvent> events_;
};

/// LoopSettings are how the loop speaks.
struct LoopSettings {
  bool has_claims = false;      ///< Lines hold the visit: personal data.
  bool ends_with_input = true;  ///< Once every input has ended and nothing waits to be delivered, or cannot be for now.
  bool asks_for_presenter = true;
  std::size_t inputs = 0;  ///< How many scanners there are.
  std::chrono::seconds patience{10};
};

/// Loop is for one thread.
class Loop {
 public:
  /// One of `screen` and `lines` is given, or none of them for a service that only answers programs.
  Loop(LoopSettings settings, Equipment& equipment, EventQueue& queue, Deliveries& deliveries, Board& board,
       Screen* screen, std::ostream* lines);

  /// run works until one of the signals in `ends`, which the thread has blocked, or the end of the input. `tick` is
  /// called a few times a second.
  void run(const sigset_t& ends, const std::function<void()>& tick);

  /// tell_deliveries says what became of letters since it was last called; once more after the dispatcher has ended.
  void tell_deliveries();

 private:
  void take(const Event& event);
  void take(const Scan& scan);
  void take(const TypedKey& key);
  void confirm();
  void say(const std::string& line);
  bool is_done(Moment now);

  const LoopSettings settings_;
  Equipment& equipment_;
  EventQueue& queue_;
  Deliveries& deliveries_;
  Board& board_;
  Screen* const screen_;
  std::ostream* const lines_;
  std::size_t ended_ = 0;
  std::optional<Moment> ended_at_;
  bool quits_ = false;
};

}  // namespace heyi::terminal
