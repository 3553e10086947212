// Reads and moves date-times without the help of any clock or time zone.
#include "rules/date_time.hpp"

#include <array>
#include <cstdio>

namespace heyi::rules {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;
using std::chrono::sys_days;
using std::chrono::year_month_day;

/// Scanner takes a text apart from its beginning.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : rest_(text) {}

  bool done() const noexcept { return rest_.empty(); }
  bool take(char wanted) noexcept {
    if (done() || rest_.front() != wanted) return false;
    rest_.remove_prefix(1);
    return true;
  }
  std::optional<int> digits(std::size_t count) noexcept {
    if (rest_.size() < count) return std::nullopt;
    int number = 0;
    for (std::size_t i = 0; i < count; ++i) {
      if (!is_digit(rest_[i])) return std::nullopt;
      number = number * 10 + (rest_[i] - '0');
    }
    rest_.remove_prefix(count);
    return number;
  }
  /// run counts the digits that come next.
  std::size_t run() const noexcept {
    std::size_t count = 0;
    while (count < rest_.size() && is_digit(rest_[count])) ++count;
    return count;
  }
  void skip(std::size_t count) noexcept { rest_.remove_prefix(count); }

 private:
  static bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }
  std::string_view rest_;
};

std::optional<sys_days> day_of(int year, int month, int day) noexcept {
  const year_month_day date{std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                            std::chrono::day(static_cast<unsigned>(day))};
  return date.ok() ? std::optional(sys_days(date)) : std::nullopt;
}

std::optional<sys_days> last_day_of(int year, int month) noexcept {
  if (month < 1 || month > 12) return std::nullopt;
  return sys_days(std::chrono::year(year) / std::chrono::month(static_cast<unsigned>(month)) / std::chrono::last);
}

// date reads a date of any of the three forms; `whole` says whether it named a day.
std::optional<sys_days> date(Scanner& in, bool& whole) noexcept {
  whole = false;
  const auto year = in.digits(4);
  if (!year) return std::nullopt;
  if (in.done()) return day_of(*year, 12, 31);
  if (!in.take('-')) return std::nullopt;
  const auto month = in.digits(2);
  if (!month) return std::nullopt;
  if (in.done()) return last_day_of(*year, *month);
  if (!in.take('-')) return std::nullopt;
  const auto day = in.digits(2);
  whole = true;
  return day ? day_of(*year, *month, *day) : std::nullopt;
}

// offset reads nothing, `Z`, or a sign and 1 to 2 digits of hours, with 2 of minutes or without, a colon between or
// not.
std::optional<minutes> offset(Scanner& in) noexcept {
  if (in.done() || in.take('Z')) return minutes(0);
  const bool west = in.take('-');
  if (!west && !in.take('+')) return std::nullopt;
  const std::size_t run = in.run();
  if (run < 1 || run > 4) return std::nullopt;
  const auto hour = in.digits(run > 2 ? run - 2 : run);
  const bool whole_hours = run <= 2 && in.done();
  if (run <= 2 && !whole_hours && !in.take(':')) return std::nullopt;
  const std::optional<int> minute = whole_hours ? 0 : in.digits(2);
  if (!hour || !minute || *hour > 23 || *minute > 59) return std::nullopt;
  const minutes ahead = hours(*hour) + minutes(*minute);
  return west ? -ahead : ahead;
}

std::optional<milliseconds> fraction(Scanner& in) noexcept {
  if (!in.take('.')) return milliseconds(0);
  const std::size_t run = in.run();
  if (run == 0) return std::nullopt;
  const std::size_t kept = run < 3 ? run : 3;
  int value = *in.digits(kept);
  for (std::size_t i = kept; i < 3; ++i) value *= 10;
  in.skip(run - kept);
  return milliseconds(value);
}

std::optional<Moment> within_range(Moment moment) noexcept {
  constexpr Moment kFirst = sys_days(std::chrono::year(0) / 1 / 1);
  constexpr Moment kEnd = sys_days(std::chrono::year(10000) / 1 / 1);
  return moment >= kFirst && moment < kEnd ? std::optional(moment) : std::nullopt;
}

std::optional<Moment> plus_months(Moment moment, std::int64_t amount) noexcept {
  const sys_days day = std::chrono::floor<days>(moment);
  const year_month_day date{day};
  const std::int64_t months = static_cast<int>(date.year()) * std::int64_t{12} +
                              static_cast<std::int64_t>(static_cast<unsigned>(date.month())) - 1 + amount;
  if (months < 0 || months >= 12 * 10000) return std::nullopt;
  const sys_days first = sys_days(std::chrono::year(static_cast<int>(months / 12)) /
                                  std::chrono::month(static_cast<unsigned>(months % 12 + 1)) / 1);
  return within_range(first + days(static_cast<unsigned>(date.day()) - 1) + (moment - day));
}

}  // namespace

std::optional<TimeUnit> time_unit(std::string_view name) noexcept {
  if (name == "year") return TimeUnit::year;
  if (name == "month") return TimeUnit::month;
  if (name == "day") return TimeUnit::day;
  if (name == "hour") return TimeUnit::hour;
  return std::nullopt;
}

std::optional<Moment> read_date_of_birth(std::string_view text) noexcept {
  Scanner in(text);
  bool whole = false;
  const auto day = date(in, whole);
  return day && in.done() ? std::optional<Moment>(*day) : std::nullopt;
}

std::optional<Moment> read_moment(std::string_view text) noexcept {
  Scanner in(text);
  bool whole = false;
  const auto day = date(in, whole);
  if (!day) return std::nullopt;
  if (in.done()) return *day;
  if (!whole || !in.take('T')) return std::nullopt;
  std::array<int, 3> clock{};
  constexpr std::array<int, 3> kEnds = {24, 60, 60};
  for (std::size_t i = 0; i < clock.size(); ++i) {
    const auto number = i > 0 && !in.take(':') ? std::nullopt : in.digits(2);
    if (!number || *number >= kEnds[i]) return std::nullopt;
    clock[i] = *number;
  }
  const auto part = fraction(in);
  if (!part) return std::nullopt;
  const auto ahead = offset(in);
  if (!ahead || !in.done()) return std::nullopt;
  return within_range(*day + hours(clock[0]) + minutes(clock[1]) + seconds(clock[2]) + *part - *ahead);
}

std::optional<Moment> plus_time(Moment moment, std::int64_t amount, TimeUnit unit) noexcept {
  // More hours than the years 0 to 9999 have lead outside in any unit.
  constexpr std::int64_t kMost = 100'000'000;
  if (amount > kMost || amount < -kMost) return std::nullopt;
  switch (unit) {
    case TimeUnit::year: return plus_months(moment, amount * 12);
    case TimeUnit::month: return plus_months(moment, amount);
    case TimeUnit::day: return within_range(moment + days(amount));
    case TimeUnit::hour: return within_range(moment + hours(amount));
  }
  return std::nullopt;
}

std::string format_moment(Moment moment) {
  const sys_days day = std::chrono::floor<days>(moment);
  const year_month_day date{day};
  const std::chrono::hh_mm_ss clock(moment - day);
  std::array<char, 64> text{};
  std::snprintf(text.data(), text.size(), "%04d-%02u-%02uT%02d:%02d:%02d.%03dZ", static_cast<int>(date.year()),
                static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                static_cast<int>(clock.hours().count()), static_cast<int>(clock.minutes().count()),
                static_cast<int>(clock.seconds().count()), static_cast<int>(clock.subseconds().count()));
  return text.data();
}

}  // namespace heyi::rules
