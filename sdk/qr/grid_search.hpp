// The grid of a symbol, found from its three finder patterns and, one after another, its alignment patterns.
#pragma once

#include <array>
#include <optional>
#include <vector>

#include "qr/finder_frame.hpp"
#include "qr/symbol_grid.hpp"

namespace heyi {

/// Corners are the finder patterns of one symbol, at its top left, top right and bottom left.
using Corners = std::array<FinderFrame, 3>;

/// has_timing_ends: modules are dark and light in turns where the lines between the corners begin and end, as in every
/// symbol of whatever version. Chance has them rarely, and looking costs little.
bool has_timing_ends(const Greys& greys, const Corners& corners);

/// likely_versions are the versions that the symbol may have, most likely first; at most four.
std::vector<int> likely_versions(const Greys& greys, const Corners& corners);

/// find_grid places the modules of a symbol of one version. Nothing when the three corners determine none.
std::optional<SymbolGrid> find_grid(const Greys& greys, const Corners& corners, int version);

}  // namespace heyi
