// A verdict as staff read it.
#pragma once

#include <ostream>

#include <heyi/verify.hpp>

namespace heyi::cli {

/// report_verdict prints the verdict, Chinese first, with the readable claims of an accepted code, and as of which
/// lists it stands.
void report_verdict(std::ostream& out, const Verdict& verdict, const Timing& timing);

}  // namespace heyi::cli
