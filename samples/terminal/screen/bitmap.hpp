// Pictures of a few dots: the big words and shapes that a verdict is told by.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace heyi::terminal {

/// Bitmap is rows of equal length, a `#` for each dot. A dot is as wide as a column and half as high as a line.
using Bitmap = std::vector<std::string>;

/// kBitmapHeight is the height of every word and shape, in dots.
inline constexpr int kBitmapHeight = 16;

/// Shape is a picture that says without words what is to be done.
enum class Shape { tick, cross, arrows, document, persons, globe, code };

/// shape_bitmap is a shape, at most 15 dots wide.
Bitmap shape_bitmap(Shape shape);

/// word_bitmap is a word in big letters: of the Chinese characters and the Latin capitals that the screen needs. A
/// character that is not among them is left out.
Bitmap word_bitmap(std::string_view word);

/// letter_bitmap is one Latin capital or a space; empty for other characters.
Bitmap letter_bitmap(char32_t letter);

/// character_bitmap is one Chinese character, 16 dots wide; empty for one that is not there.
Bitmap character_bitmap(char32_t character);

}  // namespace heyi::terminal
