// Date-times: the texts of the specification, and calendar arithmetic at its edges.
#include "rules/date_time.hpp"

#include "support/catch.hpp"

namespace heyi::test {
namespace {

using rules::TimeUnit;

std::string read(std::string_view text) {
  const auto moment = rules::read_moment(text);
  return moment ? rules::format_moment(*moment) : "none";
}

std::string plus(std::string_view text, std::int64_t amount, TimeUnit unit) {
  const auto moment = rules::plus_time(*rules::read_moment(text), amount, unit);
  return moment ? rules::format_moment(*moment) : "none";
}

}  // namespace

TEST_CASE("every form of a date-time is read, to the millisecond", "[rules][date]") {
  CHECK(read("2021-05-04") == "2021-05-04T00:00:00.000Z");
  CHECK(read("2021-05-04T13:37:42") == "2021-05-04T13:37:42.000Z");
  CHECK(read("2021-05-04T13:37:42Z") == "2021-05-04T13:37:42.000Z");
  CHECK(read("2021-08-20T12:03:12+02:00") == "2021-08-20T10:03:12.000Z");
  CHECK(read("2021-08-20T12:03:12+2:00") == "2021-08-20T10:03:12.000Z");
  CHECK(read("2021-08-20T12:03:12+0230") == "2021-08-20T09:33:12.000Z");
  CHECK(read("2021-08-20T12:03:12-230") == "2021-08-20T14:33:12.000Z");
  CHECK(read("2021-08-20T12:03:12+02") == "2021-08-20T10:03:12.000Z");
  CHECK(read("2021-08-20T12:03:12-2") == "2021-08-20T14:03:12.000Z");
  CHECK(read("2021-08-01T00:00:00.1Z") == "2021-08-01T00:00:00.100Z");
  CHECK(read("2021-08-01T00:00:00.0129999999999999999") == "2021-08-01T00:00:00.012Z");
  CHECK(read("2021-08-01T00:00:00.001+08:00") == "2021-07-31T16:00:00.001Z");
}

TEST_CASE("a year or a month alone is its last day", "[rules][date]") {
  CHECK(read("2004") == "2004-12-31T00:00:00.000Z");
  CHECK(read("2004-02") == "2004-02-29T00:00:00.000Z");
  CHECK(read("2005-02") == "2005-02-28T00:00:00.000Z");
  CHECK(rules::read_date_of_birth("2004-02"));
  CHECK_FALSE(rules::read_date_of_birth("2004-02-01T00:00:00Z"));
}

TEST_CASE("what is no date-time is not read", "[rules][date]") {
  for (const char* text : {"",
                           "2",
                           "20211",
                           "2021-",
                           "2021-13",
                           "2021-00",
                           "2021-5-04",
                           "2021-02-30",
                           "2021-02-29",
                           "2021-05-04T",
                           "2021-05-04 13:37:42Z",
                           "2021-05-04T13:37",
                           "2021-05-04T13:37Z",
                           "2021-05-04T24:00:00Z",
                           "2021-05-04T13:60:00Z",
                           "2021-05-04T13:37:60Z",
                           "2021-05-04T13:37:42.Z",
                           "2021-05-04T13:37:42z",
                           "2021-05-04T13:37:42+",
                           "2021-05-04T13:37:42+24",
                           "2021-05-04T13:37:42+02:60",
                           "2021-05-04T13:37:42+02:0",
                           "2021-05-04T13:37:42+02:",
                           "2021-05-04T13:37:42+02000",
                           "2021-05-04T13:37:42Z ",
                           "+021-05-04",
                           "2021-05-04T13:37:42+020:0",
                           "0000-01-01T00:00:00+01",
                           "9999-12-31T23:59:59-01"}) {
    INFO(text);
    CHECK(read(text) == "none");
  }
}

TEST_CASE("days and hours are added across months, years and leap days", "[rules][date]") {
  CHECK(plus("2021-06-23", -180, TimeUnit::day) == "2020-12-25T00:00:00.000Z");
  CHECK(plus("2020-02-29", 1, TimeUnit::day) == "2020-03-01T00:00:00.000Z");
  CHECK(plus("2021-06-23T00:00:00.500Z", -72, TimeUnit::hour) == "2021-06-20T00:00:00.500Z");
  CHECK(plus("2021-12-31", 24, TimeUnit::hour) == "2022-01-01T00:00:00.000Z");
}

TEST_CASE("a day that a month lacks runs over into the next", "[rules][date]") {
  CHECK(plus("2020-02-29", 1, TimeUnit::year) == "2021-03-01T00:00:00.000Z");
  CHECK(plus("2020-02-29", -1, TimeUnit::year) == "2019-03-01T00:00:00.000Z");
  CHECK(plus("2020-02-29", 4, TimeUnit::year) == "2024-02-29T00:00:00.000Z");
  CHECK(plus("2004-02-28", 18, TimeUnit::year) == "2022-02-28T00:00:00.000Z");
  CHECK(plus("2021-01-31", 1, TimeUnit::month) == "2021-03-03T00:00:00.000Z");
  CHECK(plus("2020-03-29", -1, TimeUnit::month) == "2020-02-29T00:00:00.000Z");
  CHECK(plus("2021-01-15T10:00:00Z", -1, TimeUnit::month) == "2020-12-15T10:00:00.000Z");
  CHECK(plus("2021-12-01", 13, TimeUnit::month) == "2023-01-01T00:00:00.000Z");
}

TEST_CASE("amounts lead nowhere outside the years 0 to 9999", "[rules][date]") {
  CHECK(plus("9999-12-31", 1, TimeUnit::day) == "none");
  CHECK(plus("9999-12-31", 23, TimeUnit::hour) == "9999-12-31T23:00:00.000Z");
  CHECK(plus("9999-12-31", 2, TimeUnit::month) == "none");
  CHECK(plus("0000-01-01", -1, TimeUnit::hour) == "none");
  CHECK(plus("0001-01-01", -1, TimeUnit::year) == "0000-01-01T00:00:00.000Z");
  for (const TimeUnit unit : {TimeUnit::year, TimeUnit::month, TimeUnit::day, TimeUnit::hour}) {
    CHECK(plus("2021-01-01", std::int64_t{1} << 53, unit) == "none");
    CHECK(plus("2021-01-01", -(std::int64_t{1} << 53), unit) == "none");
  }
}

}  // namespace heyi::test
