// Options that several commands share, and the shapes of their values.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <heyi/bytes.hpp>
#include <heyi/claims.hpp>
#include <heyi/time.hpp>

#include "command.hpp"

namespace heyi::cli {

/// add_at declares `--at`, the time that the command takes for now.
void add_at(Command& command, std::string& at);

/// time_of_run is `--at`, or the clock when it was not given.
Time time_of_run(const std::string& at);

/// add_passphrase declares `--passphrase-file`: passphrases do not belong on a command line, which others can see.
void add_passphrase(Command& command, std::string& file, const std::string& of_what);

/// parse_duration reads `90d`, `12h`, `30m` or `45s`, 1 s to 36500 d. `option` is named when it cannot.
Seconds parse_duration(std::string_view text, std::string_view option);

/// split_list cuts a comma-separated list; empty parts are a Failure.
std::vector<std::string> split_list(std::string_view list, std::string_view option);

/// sections_of reads a list such as `ss,id`; empty gives none.
std::vector<Section> sections_of(const std::string& list, std::string_view option);

/// Range of indices, both included.
using Range = std::pair<std::uint64_t, std::uint64_t>;

/// parse_ranges reads `5,7-9`; indices lie below `end`.
std::vector<Range> parse_ranges(std::string_view list, std::uint64_t end, std::string_view option);

/// parse_nonce reads a challenge: `hex` as 16 hex digits, or `digits` as 8 decimal digits. Both empty gives none.
Bytes parse_nonce(const std::string& hex, const std::string& digits, std::string_view option);

/// hex_text writes octets as options take them: two lower-case digits each.
std::string hex_text(ByteView octets);

/// is_scope_word says whether an audience is one of `medical`, `social`, `any`, which no verifier may be called.
bool is_scope_word(std::string_view audience) noexcept;

}  // namespace heyi::cli
