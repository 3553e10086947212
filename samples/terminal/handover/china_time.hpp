// Instants as both forms write them: the wall clock in China, and how far it is from UTC.
#pragma once

#include <string>

#include <heyi/time.hpp>

namespace heyi::terminal {

/// hl7_time writes `20261126150000+0800`.
std::string hl7_time(Time time);

/// hl7_date writes `19491231` of `1949-12-31`, and nothing of nothing.
std::string hl7_date(const std::string& date);

/// fhir_time writes `2026-11-26T15:00:00+08:00`.
std::string fhir_time(Time time);

}  // namespace heyi::terminal
