// Mutates one chunk of an input, as CBOR where it is some, or takes, doubles or moves a chunk.
#include "fuzz/support/chunks.hpp"
#include "fuzz/mutators/libfuzzer.hpp"

using namespace heyi;

std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t max_size, unsigned seed) {
  fuzz::Dice dice(seed);
  std::vector<Bytes> chunks = fuzz::split_chunks({data, size}, 64);
  if (chunks.empty()) chunks.emplace_back();
  const std::size_t at = dice.below(chunks.size());
  const std::size_t other = dice.below(chunks.size());
  switch (dice.below(12)) {
    case 0: std::swap(chunks[at], chunks[other]); break;
    case 1: chunks.push_back(Bytes(chunks[at])); break;
    case 2: chunks.erase(chunks.begin() + static_cast<std::ptrdiff_t>(at)); break;
    default: chunks[at] = fuzz::by_structure(std::move(chunks[at]), dice);
  }
  return fuzz::keep(fuzz::join_chunks(chunks), data, max_size);
}
