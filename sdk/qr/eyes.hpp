// How many finder patterns a look through ZXing will find, and so how long it will take, known before it begins.
#pragma once

#include <cstdint>
#include <vector>

#include "qr/dark.hpp"

namespace heyi {

/// What all looks at one frame may try together. ZXing tries finder patterns three at a time, each with all others:
/// this many triples are in 128 of them twice, where the sixteen codes that are told of one frame have 48.
inline constexpr std::int64_t kMaxTriples = 700'000;

/// Eye is what looks like a finder pattern: its middle, and about seven of its modules, in pixels.
struct Eye {
  double x = 0, y = 0;
  int size = 0;
};

/// find_eyes finds them, and stops soon after more than kMaxTriples triples can be chosen. Patterns are looked for in
/// the way that ZXing does it, and a little less strictly.
std::vector<Eye> find_eyes(const Dark& dark);

/// triples_of is in how many ways three of so many patterns can be chosen.
constexpr std::int64_t triples_of(std::size_t eyes) noexcept {
  const auto count = static_cast<std::int64_t>(eyes);
  return count * (count - 1) * (count - 2) / 6;
}

}  // namespace heyi
