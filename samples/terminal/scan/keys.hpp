// What a terminal sends for keys. Pure.
#pragma once

#include <string>
#include <vector>

#include "scan/event.hpp"

namespace heyi::terminal {

/// take_keys moves complete keys from the front of `octets` to `out`: UTF-8 characters, Enter, Tab, Backspace, and the
/// escape sequences of arrows and function keys as xterm, VT and the Linux console send them. `is_final`: nothing more
/// belongs to it, so that a lone ESC is the key Escape. Sequences of other keys, control characters and what is no
/// UTF-8 are dropped.
void take_keys(std::string& octets, bool is_final, std::vector<Event>& out);

}  // namespace heyi::terminal
