// What every scanner's thread is made of: a way to be ended, and to wait for a descriptor until then.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "scan/event.hpp"

namespace heyi::terminal {

/// StopSignal wakes whoever waits, once and for good.
class StopSignal {
 public:
  StopSignal();  ///< Throws std::system_error when the system has no descriptor left.
  ~StopSignal();
  StopSignal(const StopSignal&) = delete;
  StopSignal& operator=(const StopSignal&) = delete;

  void set() noexcept;
  bool is_set() const noexcept;
  /// wait waits so long, and says whether it is set.
  bool wait(std::chrono::milliseconds time) const noexcept;

  /// Waited is what ended the waiting for a descriptor.
  enum class Waited { readable, timed_out, stopped };
  /// wait_for waits until something can be read, or the other side is gone, which reading then tells.
  Waited wait_for(int descriptor, Moment until) const noexcept;

 private:
  const int descriptor_;
};

/// deliver hands events over in order; false when it was to stop while the queue was full.
bool deliver(std::vector<Event>& events, EventQueue& queue, const StopSignal& stop);

/// Worker is a thread with its StopSignal. Make it the last member of its class.
class Worker {
 public:
  /// `work` returns soon after the signal. An exception ends it, and is told as the scanner's trouble.
  Worker(std::string source, EventQueue& queue, std::function<void(const StopSignal&)> work);
  ~Worker();
  Worker(const Worker&) = delete;
  Worker& operator=(const Worker&) = delete;

 private:
  StopSignal stop_;
  std::thread thread_;
};

}  // namespace heyi::terminal
