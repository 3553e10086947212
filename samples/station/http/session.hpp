// One connection from its first octet to its last: a request, its answer, the end.
#pragma once

#include "station/http/connection.hpp"
#include "station/http/route.hpp"

namespace heyi::station {

/// serve reads one request and answers it. Throws when memory is gone.
void serve(Connection& connection, const Site& site);

}  // namespace heyi::station
