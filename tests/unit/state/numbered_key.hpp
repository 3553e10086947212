// Replay keys by number, for tests of what remembers them.
#pragma once

#include <heyi/replay.hpp>

#include <cstdint>

namespace heyi::test {

inline ReplayKey numbered(std::uint64_t number) {
  ReplayKey key{};
  for (std::size_t i = 0; i < sizeof number; ++i) key[i] = static_cast<std::uint8_t>(number >> (8 * i));
  return key;
}

}  // namespace heyi::test
