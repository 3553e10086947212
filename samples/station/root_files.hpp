// The pins that a program is started with.
#pragma once

#include <string>
#include <vector>

#include <heyi/trust.hpp>

namespace heyi::station {

/// load_roots reads the public keys of the roots from PEM files. Throws std::runtime_error with what is wrong, and as
/// read_root_pins fails.
RootPins load_roots(const std::vector<std::string>& files, int threshold, const std::string& environment);

}  // namespace heyi::station
