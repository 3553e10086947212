// How much work one frame may cause where symbols are read module by module.
#pragma once

namespace heyi {

/// GridBudget is what all looks at one frame may spend together: modules that are sampled, or given to be decoded, of
/// symbols that are there or only seem to be.
struct GridBudget {
  int modules_left = 300'000;  ///< Thirty symbols as large as a signed card's, a dozen where none can be decoded

  bool spend(int modules) noexcept { return (modules_left -= modules) >= 0; }
};

}  // namespace heyi
