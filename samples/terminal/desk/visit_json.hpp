// A visit as JSON, for the programs that a terminal without a screen works for.
#pragma once

#include <string>

#include "desk/visit.hpp"

namespace heyi::terminal {

/// visit_json writes a visit as one JSON object on one line: personal data. What the card does not say is left out.
std::string visit_json(const Visit& visit);

}  // namespace heyi::terminal
