// The log of a program: one line an event on standard error, where the service manager keeps it. No personal data.
#pragma once

#include <string_view>

#include <heyi/result.hpp>
#include <heyi/time.hpp>

namespace heyi::station {

/// clock_now is the computer's clock. The programs read it here alone.
Time clock_now();

/// log_line writes the time and the event. The caller vouches that it holds nothing of a person.
void log_line(std::string_view event);

/// words_of is an error as the log tells it: its name and, when there is one, the detail.
std::string words_of(const Error& error);

}  // namespace heyi::station
