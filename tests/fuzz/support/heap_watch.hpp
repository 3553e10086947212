// Sees how large a block an input makes the program ask for: no number that is written in an input may decide that.
#pragma once

#include <cstddef>

namespace heyi::fuzz {

/// HeapWatch looks from its construction on, at every block that malloc gives out, libraries included. It sees them
/// where AddressSanitizer runs, as in every fuzzer and in the sanitized replay; elsewhere it sees none.
class HeapWatch {
 public:
  HeapWatch() noexcept;
  std::size_t largest() const noexcept;
};

}  // namespace heyi::fuzz
