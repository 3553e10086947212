// Characters of a text that is known to be UTF-8, for limits that people count in characters.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string_view>

namespace heyi {

/// count_characters counts code points of valid UTF-8, so that a rare character counts once.
inline std::int64_t count_characters(std::string_view text) noexcept {
  return std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; });
}

/// has_control says whether valid UTF-8 holds what no claim may: a control character (C0, DEL, C1), a line or paragraph
/// separator, or one that changes the direction of writing, by which a name could read other than it is.
inline bool has_control(std::string_view text) noexcept {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto at = [&](std::size_t n) { return i + n < text.size() ? static_cast<unsigned char>(text[i + n]) : 0U; };
    if (at(0) < 0x20 || at(0) == 0x7f) return true;
    if (at(0) == 0xc2 && at(1) < 0xa0) return true;
    if (at(0) != 0xe2) continue;
    const bool separator_or_embedding = at(1) == 0x80 && at(2) >= 0xa8 && at(2) <= 0xae;  // U+2028 to U+202E
    const bool mark = at(1) == 0x80 && (at(2) == 0x8e || at(2) == 0x8f);                  // U+200E, U+200F
    const bool isolate = at(1) == 0x81 && at(2) >= 0xa6 && at(2) <= 0xa9;                 // U+2066 to U+2069
    if (separator_or_embedding || mark || isolate) return true;
  }
  return false;
}

}  // namespace heyi
