// Sets of characters, as ascending ranges.
#pragma once

#include <algorithm>
#include <iterator>
#include <span>

namespace heyi::terminal {

/// CharacterRange is from `first` to `last`, both in it.
struct CharacterRange {
  char32_t first, last;
};

/// is_in says whether a character is in one of the ranges, which ascend.
inline bool is_in(std::span<const CharacterRange> ranges, char32_t character) noexcept {
  const auto range = std::upper_bound(ranges.begin(), ranges.end(), character,
                                      [](char32_t value, const CharacterRange& one) { return value < one.first; });
  return range != ranges.begin() && character <= std::prev(range)->last;
}

}  // namespace heyi::terminal
