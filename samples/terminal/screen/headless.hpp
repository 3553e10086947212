// What a terminal without a screen says on standard output: one JSON object a line, for the program that started it.
#pragma once

#include <cstdint>
#include <string>

#include "outbox/dispatcher.hpp"
#include "screen/view.hpp"

namespace heyi::terminal {

/// verdict_line tells of one scan. `decision` is `accept` only for a code that was accepted, its presenter compared
/// where somebody presents it: until then it is `confirm`. A printed code is a `reject` for programs that read no
/// further. With claims, `visit` holds the whole visit and `identified` a printed code's numbers: personal data.
/// Without `\n`.
std::string verdict_line(const ResultView& result, const Site& site, std::int64_t total_us, bool with_claims);

/// delivery_line tells what became of a letter.
std::string delivery_line(const std::string& destination, const std::string& id, Delivery::Kind kind,
                          const std::string& why, int attempts);

/// scanner_line tells that a scanner came, went, or is in trouble.
std::string scanner_line(const ScannerState& scanner);

/// outcome_name is an outcome as headless mode writes it, such as `scan_again`.
const char* outcome_name(Outcome outcome) noexcept;

}  // namespace heyi::terminal
