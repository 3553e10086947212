// Symbols read module by module: what is tilted, curved, bent or blurred beyond what ZXing reads in the frame.
#pragma once

#include <vector>

#include <heyi/qr.hpp>

#include "qr/eyes.hpp"

namespace heyi {

/// GridBudget is what all looks at one frame may spend together: modules that are sampled, or given to be decoded, of
/// symbols that are there or only seem to be.
struct GridBudget {
  int modules_left = 300'000;  ///< Thirty symbols as large as a signed card's, a dozen where none can be decoded

  bool spend(int modules) noexcept { return (modules_left -= modules) >= 0; }
};

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
