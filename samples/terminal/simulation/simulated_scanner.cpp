// What it pushes is what a scanner at the desk would: the text, nothing else.
#include "simulation/simulated_scanner.hpp"

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <string>
#include <thread>

#include "station/log.hpp"

namespace heyi::terminal {
namespace {

constexpr const char* kName = "simulated scanner";
// A code shown again within ten seconds is the same scan; after that it is a replay.
constexpr std::chrono::seconds kSameScan{11};

class SimulatedScanner final : public Scanner {
 public:
  SimulatedScanner(station::City& city, std::chrono::milliseconds pace, EventQueue& queue)
      : city_(city), pace_(pace), queue_(queue), thread_([this] { run(); }) {}
  ~SimulatedScanner() override {
    {
      const std::lock_guard lock(mutex_);
      ends_ = true;
    }
    ended_.notify_all();
    thread_.join();
  }

 private:
  // false: the program ends.
  bool wait(std::chrono::milliseconds time) {
    std::unique_lock lock(mutex_);
    return !ended_.wait_for(lock, time, [this] { return ends_; });
  }

  void show(const std::string& text) { queue_.push(Scan{text, {}, false, kName, std::chrono::steady_clock::now()}); }

  void run() {
    try {
      queue_.push(ScannerState{kName, true, {}});
      std::string first;
      Moment shown{};
      for (const station::Person& person : city_.people()) {
        if (!wait(pace_)) return;
        const std::string text = city_.code_of(person, station::clock_now());
        show(text);
        if (first.empty()) {
          first = text;
          shown = std::chrono::steady_clock::now();
        }
      }
      const auto rest = shown + kSameScan - std::chrono::steady_clock::now();
      if (!wait(std::max(pace_, std::chrono::duration_cast<std::chrono::milliseconds>(rest)))) return;
      show(first);
      if (!wait(pace_)) return;
    } catch (const std::exception& error) {
      queue_.push(ScannerState{kName, false, error.what()});
    }
    queue_.push(InputEnded{kName});
  }

  station::City& city_;
  const std::chrono::milliseconds pace_;
  EventQueue& queue_;
  std::mutex mutex_;
  std::condition_variable ended_;
  bool ends_ = false;
  std::thread thread_;
};

}  // namespace

std::unique_ptr<Scanner> open_simulated(station::City& city, std::chrono::milliseconds pace, EventQueue& queue) {
  return std::make_unique<SimulatedScanner>(city, pace, queue);
}

}  // namespace heyi::terminal
