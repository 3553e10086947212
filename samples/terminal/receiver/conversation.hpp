// What goes on over one connection, well or badly.
#pragma once

#include "receiver/hospital.hpp"
#include "receiver/wire.hpp"

namespace heyi::terminal::receiver {

/// talk_mllp and talk_http answer one client until it goes.
void talk_mllp(Connection& connection, Hospital& hospital);
void talk_http(Connection& connection, Hospital& hospital);

}  // namespace heyi::terminal::receiver
