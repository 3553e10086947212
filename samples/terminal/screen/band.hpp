// The verdict as it is told from two metres away: a shape and a word in a band.
#pragma once

#include "screen/canvas.hpp"
#include "screen/words.hpp"

namespace heyi::terminal {

/// draw_band draws a signal across the canvas from `line` on, as big as the window lets it, with `padding` lines above
/// and below. The answer is the line after it.
int draw_band(Canvas& canvas, int line, const Signal& signal, Language language, int padding);

}  // namespace heyi::terminal
