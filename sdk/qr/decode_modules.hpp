// From the greys of a symbol's modules to its text.
#pragma once

#include <optional>

#include <heyi/qr.hpp>

#include "qr/grid_budget.hpp"
#include "qr/module_levels.hpp"

namespace heyi {

/// decode_modules decides which modules are dark, upright and in a mirror, and lets ZXing decode them. The corners of
/// what it answers are not those in the frame.
std::optional<QrFound> decode_modules(const ModuleLevels& levels, GridBudget& budget);

}  // namespace heyi
