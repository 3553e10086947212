// ISO/IEC 18004, 7.9: fifteen bits, written twice, of a code whose words differ in seven places or more. In a mirror
// rows are columns, and so the bits stand in another order, which is seldom another word.
#include "qr/format_bits.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>

namespace heyi {
namespace {

constexpr int kBits = 15;
constexpr int kMended = 3;  // Wrong bits of a word that decoding sets right
constexpr int kSure = 6;    // By so many bits one way must be better for the other not to be tried

using Words = std::array<unsigned, 32>;

constexpr Words all_words() {
  Words words{};
  for (unsigned data = 0; data < words.size(); ++data) {
    unsigned rest = data;
    for (int i = 0; i < 10; ++i) rest = (rest << 1) ^ ((rest >> 9) * 0x537U);
    words[data] = ((data << 10) | rest) ^ 0x5412U;
  }
  return words;
}

constexpr Words kWords = all_words();

// Read is both informations as they stand in one way of reading.
struct Read {
  unsigned first = 0, second = 0;

  int nearest = 2 * kBits;  // Bits of both that differ from the word that they are nearest to
  bool is_word = false;     // One of them can be set right.

  void compare() noexcept {
    for (const unsigned word : kWords) {
      const int of_first = std::popcount(first ^ word), of_second = std::popcount(second ^ word);
      nearest = std::min(nearest, of_first + of_second);
      is_word = is_word || std::min(of_first, of_second) <= kMended;
    }
  }
};

template <typename IsDark>
Read read(const IsDark& is_dark, int size) {
  Read read;
  const auto put = [&](unsigned& word, int bit, int x, int y) { word |= (is_dark(x, y) ? 1U : 0U) << bit; };
  for (int i = 0; i < kBits; ++i) {
    // Around the pattern at the top left, past the timing patterns
    if (i < 8) put(read.first, i, 8, i < 6 ? i : i + 1);
    if (i >= 8) put(read.first, i, i == 8 ? 7 : 14 - i, 8);
    // Beside the two others
    if (i < 8) put(read.second, i, size - 1 - i, 8);
    if (i >= 8) put(read.second, i, 8, size - kBits + i);
  }
  read.compare();
  return read;
}

}  // namespace

std::vector<Way> likely_ways(const Bytes& dark, int size) {
  const auto at = [&](int x, int y) { return dark[static_cast<std::size_t>(y * size + x)] != 0; };
  const Read upright = read(at, size);
  const Read mirrored = read([&](int x, int y) { return at(y, x); }, size);
  std::vector<Way> ways;
  if (upright.is_word && upright.nearest < mirrored.nearest + kSure) ways.push_back(Way::upright);
  if (mirrored.is_word && mirrored.nearest < upright.nearest + kSure) ways.push_back(Way::mirrored);
  if (mirrored.nearest < upright.nearest) std::reverse(ways.begin(), ways.end());
  return ways;
}

}  // namespace heyi
