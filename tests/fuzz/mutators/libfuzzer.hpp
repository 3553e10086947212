// What libFuzzer offers to, and expects of, a mutator of our own.
#pragma once

#include <algorithm>
#include <cstdint>
#include <cstring>

#include "fuzz/support/cbor_surgery.hpp"

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t max_size);
extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t max_size,
                                               unsigned seed);

namespace heyi::fuzz {

/// by_libfuzzer lets libFuzzer's own mutators, which know what the program compared, change octets.
inline Bytes by_libfuzzer(Bytes octets, std::size_t room) {
  const std::size_t size = octets.size();
  octets.resize(std::max(size + room, std::size_t{16}));
  octets.resize(LLVMFuzzerMutate(octets.data(), size, octets.size()));
  return octets;
}

/// by_structure changes octets that are CBOR as CBOR, other octets and every fourth time by_libfuzzer.
inline Bytes by_structure(Bytes octets, Dice& dice) {
  std::optional<Piece> piece = dice.one_in(4) ? std::nullopt : take_apart(octets);
  if (!piece) return by_libfuzzer(std::move(octets), 64);
  const Piece donor = *piece;
  for (std::size_t n = 1 + dice.below(3); n > 0; --n) operate(*piece, donor, dice);
  return put_together(*piece);
}

/// keep writes the mutated octets where libFuzzer expects them.
inline std::size_t keep(ByteView octets, std::uint8_t* data, std::size_t max_size) {
  const std::size_t size = std::min(octets.size(), max_size);
  if (size != 0) std::memcpy(data, octets.data(), size);
  return size;
}

}  // namespace heyi::fuzz
