// Chance that is the same on every machine: the standard library's distributions are not.
#pragma once

#include <cstdint>
#include <initializer_list>

namespace heyi::lab {

/// Dice draws numbers from a seed (SplitMix64).
class Dice {
 public:
  explicit Dice(std::uint64_t seed) noexcept : state_(seed) {}

  std::uint64_t next() noexcept {
    std::uint64_t mixed = state_ += 0x9e3779b97f4a7c15;
    mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9;
    mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111eb;
    return mixed ^ (mixed >> 31);
  }

  /// between draws from low (included) to high (excluded).
  double between(double low, double high) noexcept {
    return low + (high - low) * static_cast<double>(next() >> 11) * 0x1p-53;
  }

  /// below draws 0 to count - 1; count is at least 1.
  int below(int count) noexcept { return static_cast<int>(next() % static_cast<std::uint64_t>(count)); }

 private:
  std::uint64_t state_;
};

/// mixed_seed makes one seed of several numbers.
inline std::uint64_t mixed_seed(std::initializer_list<std::uint64_t> parts) noexcept {
  std::uint64_t seed = 0;
  for (const std::uint64_t part : parts) seed = Dice(seed ^ part).next();
  return seed;
}

}  // namespace heyi::lab
