// Days as the authorities count them: a date in a card is a day in China Standard Time.
#pragma once

#include <heyi/time.hpp>

namespace heyi {

inline constexpr Seconds kChinaOffset{8 * 3600};

/// china_day is the day of an instant in China Standard Time, counted from 1970-01-01.
constexpr std::int64_t china_day(Time time) noexcept {
  return std::chrono::floor<std::chrono::days>(time + kChinaOffset).time_since_epoch().count();
}

/// start_of_day is the first instant, in China Standard Time, of the day that lies `days` after 1970-01-01.
constexpr Time start_of_day(std::int64_t days) noexcept { return Time{Seconds{days * 86400}} - kChinaOffset; }

/// end_of_day is the first instant after that day.
constexpr Time end_of_day(std::int64_t days) noexcept { return start_of_day(days + 1); }

/// kMinDay and kMaxDay bound every date in a card: 1800-01-01 to 9999-12-31.
inline constexpr std::int64_t kMinDay = -62091;
inline constexpr std::int64_t kMaxDay = 2932896;

/// kLastSecond bounds every NumericDate in a card, proof or request: 9999-12-31T23:59:59Z.
inline constexpr std::int64_t kLastSecond = 253402300799;

}  // namespace heyi
