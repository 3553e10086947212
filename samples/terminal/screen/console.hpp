// The Linux console: a terminal whose font has 256 or 512 characters, and no Chinese.
#pragma once

#include <string_view>

#include "screen/view.hpp"

namespace heyi::terminal {

/// is_linux_console says so of a terminal's name, the value of TERM.
bool is_linux_console(std::string_view terminal) noexcept;

/// for_linux_console is the view in English, with a warning that names cannot be shown.
DeskView for_linux_console(DeskView view);

/// is_in_console_font says whether a character is in any font that the console is likely to have: Latin-1, block
/// elements and the lines of boxes.
bool is_in_console_font(char32_t character) noexcept;

}  // namespace heyi::terminal
