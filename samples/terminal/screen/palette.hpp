// Styles as the terminal can show them, in colour or without.
#pragma once

#include <cstdint>

#include "screen/canvas.hpp"

namespace heyi::terminal {

/// Look is ncurses' attributes and colour pair.
struct Look {
  std::uint32_t attributes = 0;
  short pair = 0;
};

/// Palette takes the terminal's colours, of which it needs eight; without them a refusal is in inverse video, and the
/// rest is told by shapes, words and weight. Made once a screen is open.
class Palette {
 public:
  Palette();
  Look look(Style style) const noexcept;

 private:
  bool has_colours_;
};

}  // namespace heyi::terminal
