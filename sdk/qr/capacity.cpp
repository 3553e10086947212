// How much text each version holds (ISO/IEC 18004, table 7), so that a size is known before anything is drawn.
#include <heyi/qr.hpp>

#include <algorithm>
#include <array>

#include "qr/segment.hpp"

namespace heyi {
namespace {

// Data bits of versions 1 to 40 at the levels L, M, Q and H: 8 × the standard's number of data codewords.
constexpr std::array<std::array<int, 4>, 40> kDataCodewords = {{
    {19, 16, 13, 9},          {34, 28, 22, 16},         {55, 44, 34, 26},         {80, 64, 48, 36},
    {108, 86, 62, 46},        {136, 108, 76, 60},       {156, 124, 88, 66},       {194, 154, 110, 86},
    {232, 182, 132, 100},     {274, 216, 154, 122},     {324, 254, 180, 140},     {370, 290, 206, 158},
    {428, 334, 244, 180},     {461, 365, 261, 197},     {523, 415, 295, 223},     {589, 453, 325, 253},
    {647, 507, 367, 283},     {721, 563, 397, 313},     {795, 627, 445, 341},     {861, 669, 485, 385},
    {932, 714, 512, 406},     {1006, 782, 568, 442},    {1094, 860, 614, 464},    {1174, 914, 664, 514},
    {1276, 1000, 718, 538},   {1370, 1062, 754, 596},   {1468, 1128, 808, 628},   {1531, 1193, 871, 661},
    {1631, 1267, 911, 701},   {1735, 1373, 985, 745},   {1843, 1455, 1033, 793},  {1955, 1541, 1115, 845},
    {2071, 1631, 1171, 901},  {2191, 1725, 1231, 961},  {2306, 1812, 1286, 986},  {2434, 1914, 1354, 1054},
    {2566, 1992, 1426, 1096}, {2702, 2102, 1502, 1142}, {2812, 2216, 1582, 1222}, {2956, 2334, 1666, 1276},
}};

// Mode indicator, character count and characters of one segment, in bits.
std::size_t segment_bits(std::size_t characters, bool numeric, int version) noexcept {
  const std::size_t count_bits = (numeric ? 10U : 9U) + (version >= 27 ? 4U : version >= 10 ? 2U : 0U);
  const std::size_t data_bits = numeric ? characters / 3 * 10 + (characters % 3 == 0 ? 0 : characters % 3 * 3 + 1)
                                        : characters / 2 * 11 + characters % 2 * 6;
  return 4 + count_bits + data_bits;
}

}  // namespace

bool is_numeric_text(std::string_view text) noexcept {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool is_alphanumeric_text(std::string_view text) noexcept {
  constexpr std::string_view kAlphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
  return !text.empty() && text.find_first_not_of(kAlphabet) == std::string_view::npos;
}

int qr_version_for(std::string_view text, QrLevel level) noexcept {
  const bool numeric = is_numeric_text(text);
  for (int version = 1; version <= 40; ++version) {
    const int codewords = kDataCodewords[static_cast<std::size_t>(version - 1)][static_cast<std::size_t>(level)];
    if (segment_bits(text.size(), numeric, version) <= static_cast<std::size_t>(codewords) * 8) return version;
  }
  return 0;
}

}  // namespace heyi
