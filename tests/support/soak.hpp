// How often a long test repeats: a little in every run of the tests, much in ./dev soak.
#pragma once

#include <cstdint>
#include <cstdlib>
#include <string>

namespace heyi::test {

/// soak_factor is what HEYI_SOAK says: 0 when it is not set, 1 in ./dev soak, more for longer runs.
inline std::uint64_t soak_factor() {
  const char* said = std::getenv("HEYI_SOAK");
  return said == nullptr ? 0 : std::strtoull(said, nullptr, 10);
}

/// soak_repeats is `brief` in every run of the tests, and HEYI_SOAK times `full` in a soak.
inline std::uint64_t soak_repeats(std::uint64_t brief, std::uint64_t full) {
  return soak_factor() == 0 ? brief : soak_factor() * full;
}

}  // namespace heyi::test
