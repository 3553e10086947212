// The characters that show nothing, or change how the text beside them shows: no claim may hold them, and whatever is
// shown to a person spells them out.
#pragma once

#include <cstddef>
#include <string_view>

namespace heyi {

/// is_hidden says whether a character is one of them: a control character (C0, DEL, C1), a zero-width one, a line or
/// paragraph separator, or one that changes the direction of writing, by which a name could read other than it is.
constexpr bool is_hidden(char32_t c) noexcept {
  return c < 0x20 || (c >= 0x7f && c <= 0x9f) || c == 0x061c || (c >= 0x200b && c <= 0x200f) ||
         (c >= 0x2028 && c <= 0x202e) || (c >= 0x2060 && c <= 0x2069) || c == 0xfeff;
}

/// Character is one character of a text, and how many octets it takes there.
struct Character {
  char32_t value;
  std::size_t size;
};

/// first_character reads the first character of valid UTF-8, which is not empty.
Character first_character(std::string_view text) noexcept;

}  // namespace heyi
