// Whether a list needs somebody's attention.
#pragma once

#include <string>

#include <heyi/policy.hpp>

#include "station/keeper.hpp"

namespace heyi::station {

/// need_of is why a list needs attention: its trouble, `expired`, `expires soon` or `old`; empty when it does not.
std::string need_of(const ListInfo& list, const Policy& policy, Time now);

}  // namespace heyi::station
