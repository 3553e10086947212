// A picture of the screen, in memory: what is where, and how it looks. It knows no terminal.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "screen/bitmap.hpp"

namespace heyi::terminal {

/// Style is how a cell looks. The bands are the coloured ground behind a verdict.
enum class Style { plain, dim, bold, good, warn, bad, bar, band_good, band_warn, band_bad, band_info };

/// Cell is one column of one line. A wide character takes two: the second holds kContinued.
struct Cell {
  char32_t character = U' ';
  Style style = Style::plain;
  bool operator==(const Cell&) const = default;
};

/// kContinued is the character of a cell that the one to its left reaches into.
inline constexpr char32_t kContinued = 0;

/// Area is a part of a canvas.
struct Area {
  int column = 0, line = 0, columns = 0, lines = 0;
};

/// Canvas is columns times lines of cells. What lies outside is not painted, and no wide character is ever cut in half.
class Canvas {
 public:
  Canvas(int columns, int lines);

  int columns() const noexcept { return columns_; }
  int lines() const noexcept { return lines_; }
  const Cell& at(int column, int line) const;

  /// put writes a text (see readable), at most `columns` wide; a longer one ends with `…`. The answer is the column
  /// behind it.
  int put(int column, int line, std::string_view utf8, Style style, int columns);
  int put(int column, int line, std::string_view utf8, Style style) {
    return put(column, line, utf8, style, columns_ - column);
  }
  /// put_right is put, so that the text ends before column `end`.
  void put_right(int end, int line, std::string_view utf8, Style style);
  /// fill makes an area blank, in a style.
  void fill(const Area& area, Style style);
  /// stamp draws the dots of a bitmap, each `scale` columns wide, on the style that is there already. Narrow puts two
  /// dots into a column.
  enum class Dots { square, narrow };
  void stamp(int column, int line, const Bitmap& bitmap, int scale, Dots dots, Style style);

  /// text is the canvas as people read it: lines ended by `\n`, without blanks at their ends.
  std::string text() const;

 private:
  Cell* cell(int column, int line);
  void set(int column, int line, char32_t character, Style style);
  int columns_, lines_;
  std::vector<Cell> cells_;
};

}  // namespace heyi::terminal
