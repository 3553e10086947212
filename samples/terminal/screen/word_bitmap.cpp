// Big words, character beside character.
#include "screen/bitmap.hpp"
#include "screen/characters.hpp"

namespace heyi::terminal {

Bitmap word_bitmap(std::string_view word) {
  Bitmap bitmap(kBitmapHeight);
  for (const char32_t character : readable(word)) {
    Bitmap part = character_bitmap(character);
    if (part.empty()) part = letter_bitmap(character);
    for (std::size_t row = 0; row < part.size(); ++row) bitmap[row] += part[row];
  }
  return bitmap;
}

}  // namespace heyi::terminal
