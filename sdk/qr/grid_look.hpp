// Symbols read module by module: what is tilted, curved, bent or blurred beyond what ZXing reads in the frame.
#pragma once

#include <vector>

#include <heyi/qr.hpp>

#include "qr/eyes.hpp"
#include "qr/grid_budget.hpp"

namespace heyi {

/// GridReading is the codes that were read. It is complete when no other patterns look like those of one more.
struct GridReading {
  std::vector<QrFound> codes;
  bool is_complete = false;
};

inline constexpr std::size_t kMaxGridEyes = 48;

/// read_by_grid reads the codes whose finder patterns are among `eyes`, at most kMaxCodes. Where there are more than
/// kMaxGridEyes patterns it reads none.
GridReading read_by_grid(const GreyView& frame, const std::vector<Eye>& eyes, GridBudget& budget);

}  // namespace heyi
