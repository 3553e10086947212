// What every fuzz target is written with: its one entry point, and a way to say that a property does not hold.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <heyi/bytes.hpp>

/// LLVMFuzzerTestOneInput is a target: libFuzzer calls it with inputs that it makes up, replay.cpp with files.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace heyi::fuzz {

/// require ends the program when a property does not hold; the fuzzer then keeps the input as a finding.
inline void require(bool holds, const char* property) {
  if (holds) return;
  std::fprintf(stderr, "property broken: %s\n", property);
  std::abort();
}

/// same says whether two octet strings are equal.
inline bool same(ByteView a, ByteView b) noexcept { return as_text(a) == as_text(b); }

}  // namespace heyi::fuzz
