// The facts of a result, laid out: two columns where there is room, the most important ones where there is little.
#pragma once

#include "screen/canvas.hpp"
#include "screen/view.hpp"

namespace heyi::terminal {

/// kTwoColumns is from how many columns on the sections stand beside the facts.
inline constexpr int kTwoColumns = 72;

/// least_fact_lines is how many lines the facts need that must not be left out.
int least_fact_lines(int columns, const ResultView& result, Language language);

/// draw_facts draws who and what, and the state of each section, between two lines of the canvas.
void draw_facts(Canvas& canvas, int line, int end, const ResultView& result, Language language);

}  // namespace heyi::terminal
