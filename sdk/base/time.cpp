// Time and dates as text; the arithmetic is std::chrono's, so that no system clock or time zone is read.
#include <heyi/time.hpp>

#include <algorithm>
#include <cstdio>

namespace heyi {
namespace {

using std::chrono::days;
using std::chrono::sys_days;
using std::chrono::year_month_day;

// digits reads exactly `count` digits at `at`; -1 when there is anything else.
int digits(std::string_view text, std::size_t at, std::size_t count) noexcept {
  if (at + count > text.size()) return -1;
  int value = 0;
  for (std::size_t i = at; i < at + count; ++i) {
    if (text[i] < '0' || text[i] > '9') return -1;
    value = value * 10 + (text[i] - '0');
  }
  return value;
}

// offset reads `Z` or `±hh:mm` to the end of `text`; none when there is anything else.
std::optional<Seconds> offset(std::string_view text) noexcept {
  if (text == "Z" || text == "z") return Seconds{0};
  if (text.size() != 6 || (text[0] != '+' && text[0] != '-') || text[3] != ':') return std::nullopt;
  const int hours = digits(text, 1, 2);
  const int minutes = digits(text, 4, 2);
  if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59) return std::nullopt;
  const Seconds size = std::chrono::hours{hours} + std::chrono::minutes{minutes};
  return text[0] == '+' ? size : -size;
}

year_month_day civil(sys_days day) noexcept {
  const sys_days first{std::chrono::year{0} / 1 / 1};
  const sys_days last{std::chrono::year{9999} / 12 / 31};
  return year_month_day{std::clamp(day, first, last)};
}

// The calendar's ends for text; nothing beyond them can overflow the arithmetic below.
constexpr Time kFirst = sys_days{std::chrono::year{0} / 1 / 1};
constexpr Time kLast = sys_days{std::chrono::year{9999} / 12 / 31} + days{1} - Seconds{1};

std::string write(Time wanted, Seconds offset_east, const char* pattern) {
  const Time time = std::clamp(std::clamp(wanted, kFirst, kLast) + offset_east, kFirst, kLast);
  const auto day = std::chrono::floor<days>(time);
  const year_month_day date{day};
  const std::chrono::hh_mm_ss clock{time - day};
  char buffer[64];
  std::snprintf(buffer, sizeof buffer, pattern, int{date.year()}, unsigned{date.month()}, unsigned{date.day()},
                static_cast<int>(clock.hours().count()), static_cast<int>(clock.minutes().count()),
                static_cast<int>(clock.seconds().count()));
  return buffer;
}

}  // namespace

Result<std::int64_t> parse_date(std::string_view date) {
  const int year = digits(date, 0, 4);
  const int month = digits(date, 5, 2);
  const int day = digits(date, 8, 2);
  if (date.size() != 10 || year < 0 || month < 0 || day < 0 || date[4] != '-' || date[7] != '-') {
    return fail(Reason::claims_bad_date, "a date is written YYYY-MM-DD");
  }
  const year_month_day value{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
                             std::chrono::day{static_cast<unsigned>(day)}};
  if (!value.ok()) return fail(Reason::claims_bad_date, "there is no such day");
  return sys_days{value}.time_since_epoch().count();
}

std::string format_date(std::int64_t day_number) {
  // Days far outside the calendar are clamped before the chrono types could overflow.
  const auto bounded = std::clamp<std::int64_t>(day_number, -1'000'000, 4'000'000);
  const year_month_day date = civil(sys_days{days{bounded}});
  char buffer[32];
  std::snprintf(buffer, sizeof buffer, "%04d-%02u-%02u", int{date.year()}, unsigned{date.month()},
                unsigned{date.day()});
  return buffer;
}

Result<Time> parse_time(std::string_view text) {
  constexpr const char* kShape = "a time is written like 2026-11-24T09:30:00Z or with +08:00";
  if (text.size() < 20 || (text[10] != 'T' && text[10] != 't' && text[10] != ' ') || text[13] != ':' ||
      text[16] != ':') {
    return fail(Reason::claims_bad_date, kShape);
  }
  const Result<std::int64_t> date = parse_date(text.substr(0, 10));
  if (!date) return date.error();
  const int hour = digits(text, 11, 2);
  const int minute = digits(text, 14, 2);
  const int second = digits(text, 17, 2);
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 60) {
    return fail(Reason::claims_bad_date, kShape);
  }
  std::size_t end = 19;
  if (text[end] == '.') {
    const std::size_t fraction = end + 1;
    end = fraction;
    while (end < text.size() && text[end] >= '0' && text[end] <= '9') ++end;
    if (end == fraction) return fail(Reason::claims_bad_date, kShape);
  }
  const std::optional<Seconds> zone = offset(text.substr(end));
  if (!zone) return fail(Reason::claims_bad_date, kShape);
  return Time{sys_days{days{*date}}} + std::chrono::hours{hour} + std::chrono::minutes{minute} + Seconds{second} -
         *zone;
}

std::string format_time(Time time) { return write(time, Seconds{0}, "%04d-%02u-%02uT%02d:%02d:%02dZ"); }

std::string format_time_china(Time time) { return write(time, std::chrono::hours{8}, "%04d-%02u-%02u %02d:%02d"); }

}  // namespace heyi
