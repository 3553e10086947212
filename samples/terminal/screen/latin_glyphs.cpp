// The Latin capitals of the big words, drawn by hand: seven rows, each twice as high as a dot.
#include <algorithm>
#include <array>

#include "screen/bitmap.hpp"

namespace heyi::terminal {
namespace {

constexpr std::size_t kRows = 7;

struct Letter {
  char32_t letter;
  std::array<const char*, kRows> rows;
};

constexpr std::array kLetters = std::to_array<Letter>({
    {U' ', {"..", "..", "..", "..", "..", "..", ".."}},
    {U'A', {".####.", "##..##", "##..##", "######", "##..##", "##..##", "##..##"}},
    {U'C', {".####.", "##..##", "##....", "##....", "##....", "##..##", ".####."}},
    {U'D', {"#####.", "##..##", "##..##", "##..##", "##..##", "##..##", "#####."}},
    {U'E', {"######", "##....", "##....", "#####.", "##....", "##....", "######"}},
    {U'F', {"######", "##....", "##....", "#####.", "##....", "##....", "##...."}},
    {U'G', {".####.", "##..##", "##....", "##.###", "##..##", "##..##", ".####."}},
    {U'H', {"##..##", "##..##", "##..##", "######", "##..##", "##..##", "##..##"}},
    {U'I', {"##", "##", "##", "##", "##", "##", "##"}},
    {U'K', {"##..##", "##..##", "##.##.", "####..", "##.##.", "##..##", "##..##"}},
    {U'L', {"##....", "##....", "##....", "##....", "##....", "##....", "######"}},
    {U'M', {"##....##", "###..###", "########", "##.##.##", "##....##", "##....##", "##....##"}},
    {U'N', {"##..##", "###.##", "###.##", "######", "##.###", "##.###", "##..##"}},
    {U'O', {".####.", "##..##", "##..##", "##..##", "##..##", "##..##", ".####."}},
    {U'P', {"#####.", "##..##", "##..##", "#####.", "##....", "##....", "##...."}},
    {U'R', {"#####.", "##..##", "##..##", "#####.", "##.##.", "##..##", "##..##"}},
    {U'S', {".####.", "##..##", "##....", ".####.", "....##", "##..##", ".####."}},
    {U'T', {"######", "..##..", "..##..", "..##..", "..##..", "..##..", "..##.."}},
    {U'U', {"##..##", "##..##", "##..##", "##..##", "##..##", "##..##", ".####."}},
});

}  // namespace

Bitmap letter_bitmap(char32_t letter) {
  const auto* const found =
      std::find_if(kLetters.begin(), kLetters.end(), [&](const Letter& one) { return one.letter == letter; });
  if (found == kLetters.end()) return {};
  // One dot stays free above and below, and one to the right, where the next letter begins.
  const std::string free(std::string_view(found->rows[0]).size() + 1, '.');
  Bitmap bitmap = {free};
  for (const std::string row : found->rows) bitmap.insert(bitmap.end(), 2, row + '.');
  bitmap.push_back(free);
  return bitmap;
}

}  // namespace heyi::terminal
