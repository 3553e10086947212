// What the screen tells of a result beside its verdict: rows to be laid out, most important first.
#pragma once

#include <string>
#include <vector>

#include "screen/canvas.hpp"
#include "screen/view.hpp"

namespace heyi::terminal {

/// Row is one fact. Where there is no room for all, those of the highest `rank` go first.
struct Row {
  std::string label, value;
  Style style = Style::plain;
  int rank = 0;
};

/// result_rows tells who and what: the presenter to compare, the person, the numbers, what the verdict stands on.
std::vector<Row> result_rows(const ResultView& result, Language language);

/// section_rows tells the state of each section: those that were shown first.
std::vector<Row> section_rows(const ResultView& result, Language language);

/// mark_lines are the verdict's marks in words, without what the verdict says itself.
std::vector<std::string> mark_lines(const ResultView& result, Language language);

}  // namespace heyi::terminal
