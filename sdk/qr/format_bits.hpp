// Which way round a symbol is seen: its format information says so before anything of it is decoded.
#pragma once

#include <cstdint>
#include <vector>

#include <heyi/bytes.hpp>

namespace heyi {

/// Way is how a symbol is seen.
enum class Way : std::uint8_t { upright, mirrored };

/// likely_ways are the ways in which the modules of a symbol (1 where dark, row by row) may be read, most likely first.
/// None where neither of the two format informations can be one, which decoding would refuse.
std::vector<Way> likely_ways(const Bytes& dark, int size);

}  // namespace heyi
