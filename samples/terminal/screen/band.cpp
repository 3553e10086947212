// Big is as many times the bitmaps as fit; where not even once fits, the word gets half its width.
#include "screen/band.hpp"

#include <algorithm>

namespace heyi::terminal {

int draw_band(Canvas& canvas, int line, const Signal& signal, Language language, int padding) {
  const Bitmap shape = shape_bitmap(signal.shape), word = word_bitmap(in(language, signal.zh, signal.en));
  const int shape_width = static_cast<int>(shape[0].size()), word_width = static_cast<int>(word[0].size());
  const int least = shape_width + 1 + word_width;
  // Never more than half of the window's height.
  const int scale = std::max(1, std::min(canvas.columns() / least, canvas.lines() / (kBitmapHeight + 2)));
  const bool is_narrow = least > canvas.columns();
  const int word_columns = is_narrow ? (word_width + 1) / 2 : word_width * scale;
  const int between = std::min(6 * scale, canvas.columns() - shape_width * scale - word_columns);
  const int lines = kBitmapHeight / 2 * scale;
  canvas.fill({0, line, canvas.columns(), lines + 2 * padding}, signal.band);
  line += padding;
  const int begin = std::max((canvas.columns() - shape_width * scale - between - word_columns) / 2, 0);
  canvas.stamp(begin, line, shape, scale, Canvas::Dots::square, signal.band);
  canvas.stamp(begin + shape_width * scale + between, line, word, scale,
               is_narrow ? Canvas::Dots::narrow : Canvas::Dots::square, signal.band);
  return line + lines + padding;
}

}  // namespace heyi::terminal
