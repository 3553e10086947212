// The modules of a symbol whose grid is known: their greys, and which of them are dark.
#pragma once

#include <vector>

#include "qr/greys.hpp"
#include "qr/symbol_grid.hpp"

namespace heyi {

/// ModuleLevels holds the grey of every module, row by row.
struct ModuleLevels {
  int size = 0;
  std::vector<float> greys;
};

ModuleLevels sample_modules(const Greys& greys, const SymbolGrid& grid, int size);

/// has_timing: the modules between the finder patterns are dark and light in turns, as in every symbol. It samples but
/// these few.
bool has_timing(const Greys& greys, const SymbolGrid& grid, int size);

/// dark_modules tells which modules are dark, 1 or 0. Each is held against those around it, after what it shares with
/// its neighbours, as blur spreads it, has been taken off `sharpening` times.
Bytes dark_modules(const ModuleLevels& levels, double sharpening);

/// mend_patterns writes the finder and timing patterns as every symbol has them, and tells how many of their modules
/// were otherwise.
int mend_patterns(Bytes& dark, int size);

}  // namespace heyi
