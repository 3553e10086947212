// Waiting for what other threads do, as long as a loaded machine may take.
#pragma once

#include <chrono>
#include <thread>

namespace heyi::test {

/// eventually says whether `condition` holds at some moment of the next half minute.
template <typename Condition>
bool eventually(const Condition& condition) {
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(30);
  while (std::chrono::steady_clock::now() < end) {
    if (condition()) return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
  }
  return condition();
}

}  // namespace heyi::test
