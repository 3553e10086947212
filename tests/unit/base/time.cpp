// Times and dates as text: RFC 3339 in, UTC and China's clock out, the calendar's edges.
#include <heyi/time.hpp>

#include <limits>
#include <string>

#include "support/catch.hpp"

namespace {

using heyi::from_unix;
using heyi::Reason;
using heyi::to_unix;

// unix_of is the instant in seconds; it fails the test for a text that is refused.
std::int64_t unix_of(std::string_view text) {
  INFO(text);
  const auto time = heyi::parse_time(text);
  REQUIRE(time.has_value());
  return to_unix(*time);
}

void check_refused_time(std::string_view text) {
  INFO(text);
  const auto time = heyi::parse_time(text);
  REQUIRE_FALSE(time.has_value());
  CHECK(time.error().reason == Reason::claims_bad_date);
}

void check_refused_date(std::string_view text) {
  INFO(text);
  const auto date = heyi::parse_date(text);
  REQUIRE_FALSE(date.has_value());
  CHECK(date.error().reason == Reason::claims_bad_date);
}

}  // namespace

TEST_CASE("the epoch is second 0", "[time]") { CHECK(unix_of("1970-01-01T00:00:00Z") == 0); }

TEST_CASE("parse_time reads the examples of RFC 3339 section 5.8", "[time]") {
  CHECK(unix_of("1985-04-12T23:20:50.52Z") == 482196050);
  CHECK(unix_of("1996-12-19T16:39:57-08:00") == 851042397);
  CHECK(unix_of("1937-01-01T12:00:27.87+00:20") == -1041337173);
}

TEST_CASE("an offset and its UTC form are one instant", "[time]") {
  CHECK(unix_of("2026-11-24T17:30:00+08:00") == unix_of("2026-11-24T09:30:00Z"));
  CHECK(unix_of("2026-11-24T00:00:00+23:59") == unix_of("2026-11-23T00:01:00Z"));
  CHECK(unix_of("2026-11-24T00:00:00-00:00") == unix_of("2026-11-24T00:00:00Z"));
}

TEST_CASE("t and z may be lower case, and a space may stand for the T", "[time]") {
  CHECK(unix_of("2026-11-24t09:30:00z") == unix_of("2026-11-24T09:30:00Z"));
  CHECK(unix_of("2026-11-24 09:30:00Z") == unix_of("2026-11-24T09:30:00Z"));
}

TEST_CASE("fractions of a second are dropped, however long", "[time]") {
  CHECK(unix_of("2026-11-24T09:30:00.999999999999999999999Z") == unix_of("2026-11-24T09:30:00Z"));
  CHECK(unix_of("1969-12-31T23:59:59.9Z") == -1);
}

TEST_CASE("a leap second reads as the second after it", "[time]") {
  CHECK(unix_of("1990-12-31T23:59:60Z") == unix_of("1991-01-01T00:00:00Z"));
  CHECK(unix_of("1990-12-31T15:59:60-08:00") == unix_of("1991-01-01T00:00:00Z"));
}

TEST_CASE("parse_time refuses fields out of range", "[time]") {
  check_refused_time("2026-11-24T24:00:00Z");
  check_refused_time("2026-11-24T09:60:00Z");
  check_refused_time("2026-11-24T09:30:61Z");
  check_refused_time("2026-11-24T09:30:00+24:00");
  check_refused_time("2026-11-24T09:30:00+08:60");
  check_refused_time("2026-13-24T09:30:00Z");
  check_refused_time("2026-02-29T09:30:00Z");
}

TEST_CASE("parse_time refuses other shapes", "[time]") {
  for (const std::string_view text : {"",
                                      "2026-11-24",
                                      "2026-11-24T09:30:00",
                                      "2026-11-24T09:30Z",
                                      "2026-11-24T09:30:00+0800",
                                      "2026-11-24T09:30:00+08",
                                      "2026-11-24T09:30:00 Z",
                                      "2026-11-24T09:30:00.Z",
                                      "2026-11-24T09:30:00,5Z",
                                      "2026-11-24T09:30:00ZZ",
                                      "2026-11-24T09:30:00Z ",
                                      " 2026-11-24T09:30:00Z",
                                      "26-11-24T09:30:00Z",
                                      "2026/11/24T09:30:00Z",
                                      "2026-11-24T9:30:00Z",
                                      "2026-11-24T09-30-00Z",
                                      "+2026-11-24T09:30:00Z",
                                      "2026-11-24T+9:30:00Z",
                                      "1795512600",
                                      "2026-11-24_09:30:00Z"}) {
    check_refused_time(text);
  }
}

TEST_CASE("parse_time refuses every truncation", "[time]") {
  const std::string whole = "2026-11-24T17:30:00.25+08:00";
  for (std::size_t size = 0; size < whole.size(); ++size) check_refused_time(whole.substr(0, size));
}

TEST_CASE("format_time writes UTC and parse_time reads it back", "[time]") {
  CHECK(heyi::format_time(from_unix(0)) == "1970-01-01T00:00:00Z");
  CHECK(heyi::format_time(from_unix(-1)) == "1969-12-31T23:59:59Z");
  CHECK(heyi::format_time(from_unix(1795512600)) == "2026-11-24T09:30:00Z");
  for (const std::int64_t seconds : {-62167219200LL, -1LL, 951782400LL, 4102444800LL, 253402300799LL}) {
    CHECK(unix_of(heyi::format_time(from_unix(seconds))) == seconds);
  }
}

TEST_CASE("format_time holds years outside 0000 to 9999 at the calendar's ends", "[time]") {
  CHECK(heyi::format_time(from_unix(253402300799)) == "9999-12-31T23:59:59Z");
  CHECK(heyi::format_time(from_unix(253402300800)) == "9999-12-31T23:59:59Z");
  CHECK(heyi::format_time(from_unix(-62167219201)) == "0000-01-01T00:00:00Z");
}

TEST_CASE("format_time takes the largest and the smallest count of seconds", "[time]") {
  constexpr auto kMax = std::numeric_limits<std::int64_t>::max();
  constexpr auto kMin = std::numeric_limits<std::int64_t>::min();
  CHECK(heyi::format_time(from_unix(kMax)) == "9999-12-31T23:59:59Z");
  CHECK(heyi::format_time(from_unix(kMin)) == "0000-01-01T00:00:00Z");
  CHECK(heyi::format_time_china(from_unix(kMax)) == "9999-12-31 23:59");
  CHECK(heyi::format_time_china(from_unix(kMin)).substr(0, 10) == "0000-01-01");
}

TEST_CASE("format_time_china writes the clock of UTC+08:00", "[time]") {
  CHECK(heyi::format_time_china(from_unix(unix_of("2026-11-24T09:30:59Z"))) == "2026-11-24 17:30");
  CHECK(heyi::format_time_china(from_unix(unix_of("2026-12-31T16:00:00Z"))) == "2027-01-01 00:00");
}

TEST_CASE("parse_date counts the days since 1970", "[date]") {
  CHECK(heyi::parse_date("1970-01-01").value_or(-1) == 0);
  CHECK(heyi::parse_date("1969-12-31").value_or(0) == -1);
  CHECK(heyi::parse_date("1949-12-31").value_or(0) == -7306);
  CHECK(heyi::parse_date("2000-03-01").value_or(0) == 11017);
}

TEST_CASE("29 February is in leap years alone", "[date]") {
  CHECK(heyi::parse_date("2024-02-29").has_value());
  CHECK(heyi::parse_date("2000-02-29").has_value());
  check_refused_date("2023-02-29");
  check_refused_date("1900-02-29");
}

TEST_CASE("parse_date refuses days that are not in the calendar", "[date]") {
  for (const std::string_view text :
       {"2026-00-01", "2026-13-01", "2026-01-00", "2026-01-32", "2026-04-31", "2026-06-31"}) {
    check_refused_date(text);
  }
}

TEST_CASE("parse_date refuses other shapes", "[date]") {
  for (const std::string_view text : {"", "2026", "2026-1-01", "2026-01-1", "20260101", "2026/01/01", "2026-01-01 ",
                                      " 2026-01-01", "2026-01-01T", "-026-01-01", "2026-+1-01", "2026-01--1"}) {
    check_refused_date(text);
  }
}

TEST_CASE("format_date is the inverse of parse_date", "[date]") {
  for (std::int64_t days = -40000; days <= 60000; days += 7) {
    CHECK(heyi::parse_date(heyi::format_date(days)).value_or(days + 1) == days);
  }
}

TEST_CASE("format_date holds days far outside the calendar at its ends", "[date]") {
  CHECK(heyi::format_date(std::numeric_limits<std::int64_t>::max()) == "9999-12-31");
  CHECK(heyi::format_date(std::numeric_limits<std::int64_t>::min()) == "0000-01-01");
}
