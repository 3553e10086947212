// What stands in the outbox, for whoever looks after the terminal.
#pragma once

#include <iosfwd>

#include <heyi/reason.hpp>

#include "outbox/outbox.hpp"

namespace heyi::terminal {

/// print_outbox writes a line for every waiting or parked letter, at most kMaxPrinted, and the counts. No personal
/// data.
inline constexpr std::size_t kMaxPrinted = 1000;
Result<void> print_outbox(Outbox& outbox, std::ostream& out, Language language);

}  // namespace heyi::terminal
