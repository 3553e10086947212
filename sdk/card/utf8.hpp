// Characters of a text that is known to be UTF-8: limits that people count in characters, and what no claim may hold.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string_view>

#include "codec/hidden_character.hpp"

namespace heyi {

/// count_characters counts code points of valid UTF-8, so that a rare character counts once.
inline std::int64_t count_characters(std::string_view text) noexcept {
  return std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; });
}

/// has_control says whether valid UTF-8 holds a character that no claim may: those of is_hidden.
inline bool has_control(std::string_view text) noexcept {
  while (!text.empty()) {
    const Character character = first_character(text);
    if (is_hidden(character.value)) return true;
    text.remove_prefix(character.size);
  }
  return false;
}

}  // namespace heyi
