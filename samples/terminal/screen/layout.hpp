// Where everything is on the screen. Pure: a view in, a picture out.
#pragma once

#include "screen/canvas.hpp"
#include "screen/view.hpp"

namespace heyi::terminal {

/// kLeastColumns and kLeastLines are below what the verdict and the next step alone are shown, and that the window is
/// too small. Everything fits from 80 columns and 24 lines on.
inline constexpr int kLeastColumns = 60, kLeastLines = 18;

/// draw makes the picture of a view for a window of any size, be it nothing.
Canvas draw(const DeskView& view, int columns, int lines);

}  // namespace heyi::terminal
