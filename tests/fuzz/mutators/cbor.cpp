// Mutates CBOR as CBOR, and sometimes as mere octets.
#include "fuzz/mutators/libfuzzer.hpp"

std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t max_size, unsigned seed) {
  heyi::fuzz::Dice dice(seed);
  return heyi::fuzz::keep(heyi::fuzz::by_structure(heyi::Bytes(data, data + size), dice), data, max_size);
}
