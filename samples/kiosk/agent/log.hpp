// The agent's log: one line an event on standard error, where the service manager keeps it. No personal data.
#pragma once

#include <string_view>

#include <heyi/result.hpp>
#include <heyi/time.hpp>

#include "agent/judge.hpp"

namespace heyi::kiosk {

/// clock_now is the computer's clock. The agent reads it here alone.
Time clock_now();

/// log_line writes the time and the event. The caller vouches that it holds nothing of a person.
void log_line(std::string_view event);

/// log_scan writes decision, reason and times of a judgement; of a code that was not found it writes nothing.
void log_scan(const Judgement& judgement);

/// words_of is an error as the log tells it: its name and, when there is one, the detail.
std::string words_of(const Error& error);

}  // namespace heyi::kiosk
