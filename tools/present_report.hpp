// What a holder reads before a code is shown.
#pragma once

#include <ostream>
#include <string>
#include <vector>

#include <heyi/card.hpp>
#include <heyi/present.hpp>

namespace heyi::cli {

/// report_presentation says, in both languages, what will be seen, by whom, and what is left out. It prints the
/// holder's own data: it is for the holder's own device.
void report_presentation(std::ostream& out, const Presentation& code, const std::vector<HeldCard>& held,
                         const std::string& level);

}  // namespace heyi::cli
