// Facts that do not fit are left out from the least important on.
#include "screen/facts.hpp"

#include <algorithm>
#include <iterator>

#include "screen/characters.hpp"
#include "screen/content.hpp"
#include "screen/words.hpp"

namespace heyi::terminal {
namespace {

constexpr int kGap = 2, kWidest = 70, kSections = 27, kSectionLabel = 17;

// Where the columns are.
struct Page {
  int begin, facts, label;
  bool has_two;
};

Page page_of(int columns, const ResultView& result, Language language) {
  const int width = std::min(columns - 2, kWidest + kGap + kSections), label = language == Language::zh ? 8 : 11;
  const bool has_two = columns >= kTwoColumns && !result.sections.empty();
  return {(columns - width) / 2, has_two ? width - kGap - kSections : width, label, has_two};
}

int height(const Row& row, int columns) { return static_cast<int>(wrapped(row.value, columns).size()); }

// Leaves out rows until the rest needs `lines` at most, and says how many it needs. Those of rank 0 stay.
int leave_out(std::vector<Row>& rows, int columns, int lines) {
  int needed = 0;
  for (const Row& row : rows) needed += height(row, columns);
  while (needed > lines && !rows.empty()) {
    // Of the least important, the last.
    const auto least =
        std::max_element(rows.rbegin(), rows.rend(), [](const Row& a, const Row& b) { return a.rank < b.rank; });
    if (least->rank == 0) break;
    needed -= height(*least, columns);
    rows.erase(std::next(least).base());
  }
  return needed;
}

// The answer is from one row to the next: 2 where there is room for a blank line between.
int draw_rows(Canvas& canvas, const Area& area, std::vector<Row> rows, int label) {
  const int columns = area.columns - label, end = area.line + area.lines;
  const int needed = leave_out(rows, columns, area.lines);
  const int step = needed + static_cast<int>(rows.size()) < area.lines ? 2 : 1;
  int line = area.line;
  for (const Row& row : rows) {
    if (line < end) canvas.put(area.column, line, row.label, Style::dim, label);
    const std::vector<std::string> pieces = wrapped(row.value, columns);
    for (std::size_t at = 0; at < pieces.size() && line < end; ++at, ++line) {
      // Nobody takes a part of a name for the whole.
      const bool is_cut = line + 1 == end && at + 1 < pieces.size();
      canvas.put(area.column + label, line, is_cut ? pieces[at] + "…" : pieces[at], row.style, columns);
    }
    line += step - 1;
  }
  return step;
}

Row in_one_row(const std::vector<Row>& sections, Language language) {
  std::string text;
  for (const Row& row : sections) text += (text.empty() ? "" : "  ") + row.label + ' ' + row.value;
  return {said(language, "内容", "Sections"), text, Style::plain, 2};
}

// The sections, and under them the visit's number.
void draw_sections(Canvas& canvas, const Area& area, const std::vector<Row>& sections, int step,
                   const ResultView& result, Language language) {
  const int end = area.line + area.lines;
  int line = area.line;
  for (const Row& row : sections) {
    if (line >= end) return;
    canvas.put(area.column, line, row.label, Style::dim, kSectionLabel);
    canvas.put(area.column + kSectionLabel, line, row.value, row.style, area.columns - kSectionLabel);
    line += step;
  }
  if (!result.visit || line >= end) return;
  canvas.put(area.column, line, said(language, "就诊号 ", "Visit ") + result.visit->id, Style::dim, area.columns);
}

}  // namespace

int least_fact_lines(int columns, const ResultView& result, Language language) {
  const Page page = page_of(columns, result, language);
  int lines = 0;
  for (const Row& row : result_rows(result, language)) {
    if (row.rank == 0) lines += height(row, page.facts - page.label);
  }
  return lines;
}

void draw_facts(Canvas& canvas, int line, int end, const ResultView& result, Language language) {
  const Page page = page_of(canvas.columns(), result, language);
  const Area facts = {page.begin, line, page.facts, end - line};
  std::vector<Row> rows = result_rows(result, language);
  const std::vector<Row> sections = section_rows(result, language);
  if (!page.has_two && !sections.empty()) rows.push_back(in_one_row(sections, language));
  const int step = draw_rows(canvas, facts, std::move(rows), page.label);
  if (!page.has_two) return;
  draw_sections(canvas, {page.begin + page.facts + kGap, line, kSections, end - line}, sections, step, result,
                language);
}

}  // namespace heyi::terminal
