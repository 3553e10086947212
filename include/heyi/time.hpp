// Time as Heyi uses it: whole seconds since 1970-01-01T00:00:00Z, always handed in, never read from a clock.
#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include <heyi/result.hpp>

namespace heyi {

/// Time is an instant in whole seconds, UTC, leap seconds not counted (RFC 8392 NumericDate).
using Time = std::chrono::sys_seconds;

/// Seconds is a length of time.
using Seconds = std::chrono::seconds;

/// from_unix makes the Time that lies `seconds` after 1970-01-01T00:00:00Z.
constexpr Time from_unix(std::int64_t seconds) noexcept { return Time{Seconds{seconds}}; }

/// to_unix is the inverse of from_unix.
constexpr std::int64_t to_unix(Time time) noexcept { return time.time_since_epoch().count(); }

/// parse_time reads an RFC 3339 date-time such as `2026-11-24T09:30:00Z` or `2026-11-24T17:30:00+08:00`.
/// Fractions of a second are dropped. Fails with `claims.bad_date`.
Result<Time> parse_time(std::string_view rfc3339);

/// format_time writes RFC 3339 in UTC: `2026-11-24T09:30:00Z`. Years outside 0000 to 9999 are clamped.
std::string format_time(Time time);

/// format_time_china writes the instant as people in China read it, `2026-11-24 17:30` (UTC+08:00).
std::string format_time_china(Time time);

/// parse_date reads an RFC 3339 full-date such as `1949-12-31` into days since 1970-01-01.
/// Fails with `claims.bad_date`, also for dates that do not exist.
Result<std::int64_t> parse_date(std::string_view date);

/// format_date is the inverse of parse_date.
std::string format_date(std::int64_t days);

}  // namespace heyi
