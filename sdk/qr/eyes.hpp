// How many finder patterns a look through ZXing will find, and so how long it will take, known before it begins.
#pragma once

#include <cstdint>

#include "qr/dark.hpp"

namespace heyi {

/// Frames are searched in their own size and, as long as a side is longer than kLargeSide, a kReduction-th of it.
inline constexpr int kReduction = 3;
inline constexpr int kLargeSide = 500;

/// What all looks at one frame may try together. ZXing tries finder patterns three at a time, each with all others:
/// this many triples are in 128 of them twice, where the sixteen codes that are told of one frame have 48.
inline constexpr std::int64_t kMaxTriples = 700'000;

/// eye_triples is in how many ways three finder patterns can be chosen, in the frame and again in each of its
/// reductions. Counting stops soon after kMaxTriples. Patterns are looked for in the way that ZXing does it, and a
/// little less strictly.
std::int64_t eye_triples(const GreyView& frame, Darkness darkness);

}  // namespace heyi
