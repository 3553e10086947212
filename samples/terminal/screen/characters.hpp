// Characters as a terminal shows them: how wide each is, and which are not to be shown as they are.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace heyi::terminal {

/// kReplacement stands for what cannot or must not be shown.
inline constexpr char32_t kReplacement = 0xfffd;

/// character_width is how many columns a character takes: 2 for Chinese and other wide ones, else 1. Unicode calls the
/// width of some ambiguous (block elements, `…`): it is 1 here.
int character_width(char32_t character) noexcept;

/// is_unreadable says whether a character is not to be shown as it is: one that shows nothing, joins the one before it,
/// or changes the direction of writing.
bool is_unreadable(char32_t character) noexcept;

/// readable decodes UTF-8 for people to read. What is no UTF-8, and every unreadable character, becomes
/// kReplacement: a text shows all that is in it, and moves
/// nothing else on the screen.
std::u32string readable(std::string_view utf8);

/// text_width is how many columns a text takes, as readable makes it.
int text_width(std::string_view utf8);

/// append_utf8 adds a character to a text.
void append_utf8(std::string& text, char32_t character);

/// wrapped breaks a text into pieces of at most `columns` (at least 2): at spaces where it has them, and between any
/// two characters where it must, or where one of them is Chinese. Empty for an empty text.
std::vector<std::string> wrapped(std::string_view utf8, int columns);

}  // namespace heyi::terminal
