// China has one time zone and no summer time.
#include "handover/china_time.hpp"

#include <algorithm>

namespace heyi::terminal {
namespace {

// `2026-11-26T15:00:00`, the wall clock in China.
std::string wall_clock(Time time) { return format_time(time + std::chrono::hours(8)).substr(0, 19); }

std::string digits_of(std::string text) {
  std::erase_if(text, [](char character) { return character < '0' || character > '9'; });
  return text;
}

}  // namespace

std::string hl7_time(Time time) { return digits_of(wall_clock(time)) + "+0800"; }

std::string hl7_date(const std::string& date) { return digits_of(date); }

std::string fhir_time(Time time) { return wall_clock(time) + "+08:00"; }

}  // namespace heyi::terminal
