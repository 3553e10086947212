// Every character that reaches the screen goes through put, which is where hostile texts are made harmless.
#include "screen/canvas.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

#include "screen/characters.hpp"

namespace heyi::terminal {
namespace {

constexpr char32_t kEllipsis = U'…';

bool has_dot(const Bitmap& bitmap, int x, int y) {
  return y >= 0 && x >= 0 && y < static_cast<int>(bitmap.size()) &&
         x < static_cast<int>(bitmap[static_cast<std::size_t>(y)].size()) &&
         bitmap[static_cast<std::size_t>(y)][static_cast<std::size_t>(x)] == '#';
}

// Quadrants by their dots: 1 upper left, 2 upper right, 4 lower left, 8 lower right.
constexpr std::array<char32_t, 16> kQuadrants = {U' ', U'▘', U'▝', U'▀', U'▖', U'▌', U'▞', U'▛',
                                                 U'▗', U'▚', U'▐', U'▜', U'▄', U'▙', U'▟', U'█'};

}  // namespace

Canvas::Canvas(int columns, int lines)
    : columns_(std::max(columns, 0)),
      lines_(std::max(lines, 0)),
      cells_(static_cast<std::size_t>(columns_) * static_cast<std::size_t>(lines_)) {}

Cell* Canvas::cell(int column, int line) {
  if (column < 0 || line < 0 || column >= columns_ || line >= lines_) return nullptr;
  return &cells_[static_cast<std::size_t>(line) * static_cast<std::size_t>(columns_) +
                 static_cast<std::size_t>(column)];
}

const Cell& Canvas::at(int column, int line) const {
  return cells_.at(static_cast<std::size_t>(line) * static_cast<std::size_t>(columns_) +
                   static_cast<std::size_t>(column));
}

void Canvas::set(int column, int line, char32_t character, Style style) {
  Cell* const here = cell(column, line);
  const int width = character_width(character);
  if (here == nullptr || (width == 2 && cell(column + 1, line) == nullptr)) return;
  // What is painted over goes as a whole.
  if (here->character == kContinued) cell(column - 1, line)->character = U' ';
  if (Cell* const behind = cell(column + width, line); behind != nullptr && behind->character == kContinued) {
    behind->character = U' ';
  }
  *here = {character, style};
  if (width == 2) *cell(column + 1, line) = {kContinued, style};
}

int Canvas::put(int column, int line, std::string_view utf8, Style style, int columns) {
  const std::u32string text = readable(utf8);
  int left = std::min(columns, columns_ - column), width = 0;
  for (const char32_t character : text) width += character_width(character);
  const bool is_cut = width > left;
  if (is_cut) --left;
  for (const char32_t character : text) {
    if (character_width(character) > left) break;
    set(column, line, character, style);
    column += character_width(character);
    left -= character_width(character);
  }
  if (is_cut && left >= 0) set(column++, line, kEllipsis, style);
  return column;
}

void Canvas::put_right(int end, int line, std::string_view utf8, Style style) {
  put(std::max(end - text_width(utf8), 0), line, utf8, style);
}

void Canvas::fill(const Area& area, Style style) {
  for (int line = area.line; line < area.line + area.lines; ++line) {
    for (int column = area.column; column < area.column + area.columns; ++column) set(column, line, U' ', style);
  }
}

void Canvas::stamp(int column, int line, const Bitmap& bitmap, int scale, Dots dots, Style style) {
  if (bitmap.empty()) return;
  const int wide = static_cast<int>(bitmap[0].size()), high = static_cast<int>(bitmap.size());
  const int across = dots == Dots::narrow ? 2 : 1;
  for (int y = 0; y * 2 < high * scale; ++y) {
    for (int x = 0; x * across < wide * scale; ++x) {
      std::size_t quadrant = 0;
      for (const int half : {0, 1}) {
        const int row = (y * 2 + half) / scale;
        const bool is_left = has_dot(bitmap, x * across / scale, row);
        const bool is_right = across == 1 ? is_left : has_dot(bitmap, (x * 2 + 1) / scale, row);
        quadrant |= (is_left ? 1U : 0U) << (half * 2) | (is_right ? 2U : 0U) << (half * 2);
      }
      if (quadrant != 0) set(column + x, line + y, kQuadrants[quadrant], style);
    }
  }
}

std::string Canvas::text() const {
  std::string text;
  for (int line = 0; line < lines_; ++line) {
    std::string row;
    for (int column = 0; column < columns_; ++column) {
      if (const char32_t character = at(column, line).character; character != kContinued) append_utf8(row, character);
    }
    row.erase(row.find_last_not_of(' ') + 1);
    text += row + '\n';
  }
  return text;
}

}  // namespace heyi::terminal
