// The people of the imaginary city who come to the registration desk.
#pragma once

#include <vector>

#include <heyi/time.hpp>

#include "station/city/person.hpp"

namespace heyi::terminal {

/// people lists them in the order in which they come.
std::vector<station::Person> people(Time now);

}  // namespace heyi::terminal
