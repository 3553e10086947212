// The people of the imaginary city who come to the kiosk.
#pragma once

#include <vector>

#include "station/city/person.hpp"

namespace heyi::kiosk {

/// people lists the examples in the order in which the screen offers them. Dates that must lie ahead are worked out
/// from `now`.
std::vector<station::Person> people(Time now);

}  // namespace heyi::kiosk
