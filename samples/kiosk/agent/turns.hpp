// Turns: so many frames are judged at a time, and how long it takes is watched.
#pragma once

#include <algorithm>
#include <array>
#include <chrono>
#include <mutex>
#include <optional>

namespace heyi::kiosk {

/// Turns lets two judgements run at a time: one for the page, and one more, so that a page that was started anew does
/// not wait for the frame of the one before.
class Turns {
 public:
  using Clock = std::chrono::steady_clock;

  /// Turn holds a place until it goes out of scope; it is false when all were taken.
  class Turn {
   public:
    explicit Turn(Turns& turns) : turns_(turns), place_(turns.begin()) {}
    ~Turn() { turns_.end(place_); }
    Turn(const Turn&) = delete;
    Turn& operator=(const Turn&) = delete;
    explicit operator bool() const noexcept { return place_ != nullptr; }

   private:
    Turns& turns_;
    std::optional<Clock::time_point>* const place_;
  };

  /// longest is for how long the oldest turn has been held; zero when none is.
  std::chrono::milliseconds longest() const {
    const std::lock_guard lock(mutex_);
    std::chrono::milliseconds longest{0};
    for (const auto& since : since_) {
      if (since) longest = std::max(longest, std::chrono::floor<std::chrono::milliseconds>(Clock::now() - *since));
    }
    return longest;
  }

 private:
  std::optional<Clock::time_point>* begin() {
    const std::lock_guard lock(mutex_);
    const auto free = std::find(since_.begin(), since_.end(), std::nullopt);
    if (free == since_.end()) return nullptr;
    *free = Clock::now();
    return &*free;
  }
  void end(std::optional<Clock::time_point>* place) {
    const std::lock_guard lock(mutex_);
    if (place != nullptr) place->reset();
  }

  mutable std::mutex mutex_;
  std::array<std::optional<Clock::time_point>, 2> since_;
};

}  // namespace heyi::kiosk
