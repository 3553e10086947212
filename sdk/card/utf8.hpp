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

/// has_control says whether `text` holds a control character (C0, DEL, C1), which no claim may.
inline bool has_control(std::string_view text) noexcept {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    if (c < 0x20 || c == 0x7f) return true;
    if (c == 0xc2 && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) < 0xa0) return true;
  }
  return false;
}

}  // namespace heyi
