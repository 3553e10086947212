// Length-prefixed chunks, read leniently so that no input is wasted.
#include "fuzz/support/chunks.hpp"

#include <algorithm>

namespace heyi::fuzz {

std::vector<Bytes> split_chunks(ByteView input, std::size_t at_most) {
  std::vector<Bytes> chunks;
  while (input.size() >= 2 && chunks.size() < at_most) {
    const std::size_t declared = static_cast<std::size_t>(input[0]) << 8 | input[1];
    input = input.subspan(2);
    const ByteView chunk = input.first(std::min(declared, input.size()));
    chunks.emplace_back(chunk.begin(), chunk.end());
    input = input.subspan(chunk.size());
  }
  return chunks;
}

Bytes join_chunks(const std::vector<Bytes>& chunks) {
  Bytes input;
  for (const Bytes& chunk : chunks) {
    const std::size_t size = std::min<std::size_t>(chunk.size(), 0xffff);
    input.push_back(static_cast<std::uint8_t>(size >> 8));
    input.push_back(static_cast<std::uint8_t>(size));
    input.insert(input.end(), chunk.begin(), chunk.begin() + static_cast<std::ptrdiff_t>(size));
  }
  return input;
}

}  // namespace heyi::fuzz
