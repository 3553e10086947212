// The lines around a result: who sits where, and how scanners, lists and hospital systems are.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "screen/canvas.hpp"
#include "screen/view.hpp"

namespace heyi::terminal {

/// Piece is a part of a line.
struct Piece {
  std::string text;
  Style style = Style::plain;
};

/// StatusLine is a line of pieces; one that needs attention is shown even where there is room for few.
struct StatusLine {
  std::vector<Piece> pieces;
  bool needs_attention = false;
};

/// bar_text is the upper bar's: organisation, terminal, operator.
std::string bar_text(const DeskView& view);

/// status_lines tells of scanners, lists, destinations and the day's counters, in this order. Warnings come first: so
/// many lines of them at most, each broken after so many columns.
std::vector<StatusLine> status_lines(const DeskView& view, int columns, std::size_t most_warnings);

/// keys_line is what each key does, and in how many seconds the result is wiped.
StatusLine keys_line(const DeskView& view);

}  // namespace heyi::terminal
