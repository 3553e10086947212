// Sees how large the largest block is that a piece of code asks for with new.
#pragma once

#include <atomic>
#include <cstddef>

namespace heyi::test {

inline std::atomic<std::size_t> largest_block{0};

/// AllocationWatch looks from its construction on; only one at a time. A program that uses it has one file that
/// includes replace_new.hpp.
class AllocationWatch {
 public:
  AllocationWatch() noexcept { largest_block = 0; }
  std::size_t largest() const noexcept { return largest_block; }
};

}  // namespace heyi::test
