// Picture files with one bit turned over, one after another.
#pragma once

#include <heyi/image.hpp>

#include "support/catch.hpp"
#include "unit/codec/exact.hpp"

namespace heyi::test {

/// check_flipped_bits reads a file with every `step`-th of its bits flipped: it is a picture still, or refused as a
/// picture.
inline void check_flipped_bits(Bytes file, std::size_t step = 1) {
  for (std::size_t bit = 0; bit < file.size() * 8; bit += step) {
    file[bit / 8] ^= static_cast<std::uint8_t>(1U << bit % 8);
    const auto image = read_image(Exact(file).view());
    CHECK((image.has_value() || image.error().reason == Reason::scan_bad_image ||
           image.error().reason == Reason::scan_too_large));
    file[bit / 8] ^= static_cast<std::uint8_t>(1U << bit % 8);
  }
}

}  // namespace heyi::test
