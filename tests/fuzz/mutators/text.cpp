// Mutates what a text spells, not its letters alone: plain or packed, as octets or as CBOR.
#include <heyi/text.hpp>

#include "card/pack.hpp"
#include "fuzz/mutators/libfuzzer.hpp"

using namespace heyi;

std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t max_size, unsigned seed) {
  fuzz::Dice dice(seed);
  const Result<Bytes> token = decode_text(as_text({data, size}));
  if (!token || dice.one_in(8)) return LLVMFuzzerMutate(data, size, max_size);
  Bytes octets = *token;
  const bool packed = octets.front() == card::kPackedMark;
  if (packed && dice.one_in(2)) {
    // Behind the mark stands CBOR like any other.
    Bytes rest = fuzz::by_structure(Bytes(octets.begin() + 1, octets.end()), dice);
    rest.insert(rest.begin(), card::kPackedMark);
    octets = std::move(rest);
  } else {
    if (packed) octets = card::unpack(octets).value_or(octets);
    octets = fuzz::by_structure(std::move(octets), dice);
    if (dice.one_in(2)) octets = card::pack(octets).value_or(octets);
  }
  const std::string text = encode_text(octets, dice.one_in(4) ? Spelling::digits : Spelling::base45);
  return fuzz::keep(as_bytes(text), data, max_size);
}
