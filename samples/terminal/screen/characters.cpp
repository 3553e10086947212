// The table of wide characters is of Unicode 15; it goes on over what is not assigned yet.
#include "screen/characters.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

#include "screen/ranges.hpp"

namespace heyi::terminal {
namespace {

// Wide and full-width (UAX 11: W and F).
constexpr std::array kWide = std::to_array<CharacterRange>(
    {{0x1100, 0x115f},   {0x231a, 0x231b},   {0x2329, 0x232a},   {0x23e9, 0x23ec},   {0x23f0, 0x23f0},
     {0x23f3, 0x23f3},   {0x25fd, 0x25fe},   {0x2614, 0x2615},   {0x2648, 0x2653},   {0x267f, 0x267f},
     {0x2693, 0x2693},   {0x26a1, 0x26a1},   {0x26aa, 0x26ab},   {0x26bd, 0x26be},   {0x26c4, 0x26c5},
     {0x26ce, 0x26ce},   {0x26d4, 0x26d4},   {0x26ea, 0x26ea},   {0x26f2, 0x26f3},   {0x26f5, 0x26f5},
     {0x26fa, 0x26fa},   {0x26fd, 0x26fd},   {0x2705, 0x2705},   {0x270a, 0x270b},   {0x2728, 0x2728},
     {0x274c, 0x274c},   {0x274e, 0x274e},   {0x2753, 0x2755},   {0x2757, 0x2757},   {0x2795, 0x2797},
     {0x27b0, 0x27b0},   {0x27bf, 0x27bf},   {0x2b1b, 0x2b1c},   {0x2b50, 0x2b50},   {0x2b55, 0x2b55},
     {0x2e80, 0x303e},   {0x3041, 0x3247},   {0x3250, 0x4dbf},   {0x4e00, 0xa4c6},   {0xa960, 0xa97c},
     {0xac00, 0xd7a3},   {0xf900, 0xfaff},   {0xfe10, 0xfe19},   {0xfe30, 0xfe6b},   {0xff01, 0xff60},
     {0xffe0, 0xffe6},   {0x16fe0, 0x16ff1}, {0x17000, 0x18d08}, {0x1aff0, 0x1b2fb}, {0x1f004, 0x1f004},
     {0x1f0cf, 0x1f0cf}, {0x1f18e, 0x1f18e}, {0x1f191, 0x1f19a}, {0x1f200, 0x1f320}, {0x1f32d, 0x1f335},
     {0x1f337, 0x1f37c}, {0x1f37e, 0x1f393}, {0x1f3a0, 0x1f3ca}, {0x1f3cf, 0x1f3d3}, {0x1f3e0, 0x1f3f0},
     {0x1f3f4, 0x1f3f4}, {0x1f3f8, 0x1f43e}, {0x1f440, 0x1f440}, {0x1f442, 0x1f4fc}, {0x1f4ff, 0x1f53d},
     {0x1f54b, 0x1f54e}, {0x1f550, 0x1f567}, {0x1f57a, 0x1f57a}, {0x1f595, 0x1f596}, {0x1f5a4, 0x1f5a4},
     {0x1f5fb, 0x1f64f}, {0x1f680, 0x1f6c5}, {0x1f6cc, 0x1f6cc}, {0x1f6d0, 0x1f6d2}, {0x1f6d5, 0x1f6df},
     {0x1f6eb, 0x1f6ec}, {0x1f6f4, 0x1f6fc}, {0x1f7e0, 0x1f7f0}, {0x1f90c, 0x1f93a}, {0x1f93c, 0x1f945},
     {0x1f947, 0x1f9ff}, {0x1fa70, 0x1faff}, {0x20000, 0x2fffd}, {0x30000, 0x3fffd}});
struct Decoded {
  char32_t character = kReplacement;
  std::size_t size = 1;
};

// The first character of a text that is not empty; strict, so that no octet reads in two ways.
Decoded decode(std::string_view text) noexcept {
  const auto octet = [&](std::size_t at) { return static_cast<unsigned char>(text[at]); };
  const unsigned char first = octet(0);
  if (first < 0x80) return {first, 1};
  const std::size_t size = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
  if (first < 0xc2 || first > 0xf4 || text.size() < size) return {};
  char32_t character = first & (0xff >> (size + 1));
  for (std::size_t at = 1; at < size; ++at) {
    if ((octet(at) & 0xc0) != 0x80) return {};
    character = character << 6 | (octet(at) & 0x3f);
  }
  constexpr std::array<char32_t, 5> kSmallest = {0, 0, 0x80, 0x800, 0x10000};
  if (character < kSmallest[size] || character > 0x10ffff || (character >= 0xd800 && character <= 0xdfff)) return {};
  return {character, size};
}

// Chinese breaks anywhere, but no line begins with what ends a phrase.
bool may_break(char32_t before, char32_t after) noexcept {
  constexpr std::u32string_view kEndings = U"，。；、：！？）”";
  return after == U' ' || ((character_width(before) == 2 || character_width(after) == 2) &&
                           kEndings.find(after) == std::u32string_view::npos);
}

std::string utf8_of(std::u32string_view text) {
  std::string utf8;
  for (const char32_t character : text) append_utf8(utf8, character);
  return utf8;
}

}  // namespace

int character_width(char32_t character) noexcept { return is_in(kWide, character) ? 2 : 1; }

std::u32string readable(std::string_view utf8) {
  std::u32string text;
  while (!utf8.empty()) {
    const Decoded next = decode(utf8);
    text += is_unreadable(next.character) ? kReplacement : next.character;
    utf8.remove_prefix(next.size);
  }
  return text;
}

int text_width(std::string_view utf8) {
  int width = 0;
  for (const char32_t character : readable(utf8)) width += character_width(character);
  return width;
}

void append_utf8(std::string& text, char32_t character) {
  const auto put = [&](char32_t octet) { text += static_cast<char>(octet); };
  if (character < 0x80) return put(character);
  if (character < 0x800) {
    put(0xc0 | character >> 6);
  } else {
    if (character < 0x10000) {
      put(0xe0 | character >> 12);
    } else {
      put(0xf0 | character >> 18);
      put(0x80 | (character >> 12 & 0x3f));
    }
    put(0x80 | (character >> 6 & 0x3f));
  }
  put(0x80 | (character & 0x3f));
}

std::vector<std::string> wrapped(std::string_view utf8, int columns) {
  const std::u32string text = readable(utf8);
  std::vector<std::string> pieces;
  std::size_t begin = 0;
  while (begin < text.size()) {
    std::size_t end = begin, brk = begin;
    int width = 0;
    while (end < text.size() && width + character_width(text[end]) <= std::max(columns, 2)) {
      width += character_width(text[end++]);
      if (end < text.size() && may_break(text[end - 1], text[end])) brk = end;
    }
    if (end < text.size() && brk > begin) end = brk;
    std::u32string_view piece = std::u32string_view(text).substr(begin, end - begin);
    pieces.push_back(utf8_of(piece));
    while (end < text.size() && text[end] == U' ') ++end;
    begin = end;
  }
  return pieces;
}

}  // namespace heyi::terminal
