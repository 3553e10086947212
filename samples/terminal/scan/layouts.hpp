// What a computer makes of a scanner's key presses when it is set to another keyboard than the scanner. Pure.
#pragma once

#include <string>
#include <string_view>

namespace heyi::terminal {

/// Layout is how the computer understands keys that a scanner presses as on a US keyboard.
enum class Layout { us, us_caps, french, german };

/// as_typed is what arrives, in UTF-8, when `text`, QR alphanumeric and `]`, is typed by such a scanner.
std::string as_typed(Layout layout, std::string_view text);

}  // namespace heyi::terminal
