// Which way round a symbol is seen, held against symbols of libqrencode of all masks: mirrored, damaged, and none at
// all.
#include "qr/format_bits.hpp"

#include <qrencode.h>

#include <algorithm>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "unit/codec/exact.hpp"

namespace {

using heyi::Bytes;
using heyi::likely_ways;
using heyi::Way;

struct Symbol {
  Bytes dark;
  int size = 0;
};

Symbol symbol_of(const std::string& text, QRecLevel level) {
  const std::unique_ptr<QRcode, decltype(&QRcode_free)> code(QRcode_encodeString(text.c_str(), 0, level, QR_MODE_8, 1),
                                                             QRcode_free);
  REQUIRE(code != nullptr);
  Symbol symbol{{}, code->width};
  for (int i = 0; i < code->width * code->width; ++i) symbol.dark.push_back(code->data[i] & 1);
  return symbol;
}

Bytes mirrored(const Symbol& symbol) {
  Bytes result(symbol.dark.size());
  for (int y = 0; y < symbol.size; ++y) {
    for (int x = 0; x < symbol.size; ++x) {
      result[static_cast<std::size_t>(x * symbol.size + y)] =
          symbol.dark[static_cast<std::size_t>(y * symbol.size + x)];
    }
  }
  return result;
}

// flipped turns over modules of the format information beside the pattern at the top left.
Bytes flipped(const Symbol& symbol, int count) {
  Bytes dark = symbol.dark;
  for (int y = 0; y < count; ++y) dark[static_cast<std::size_t>(y * symbol.size + 8)] ^= 1;
  return dark;
}

const std::vector<Symbol>& symbols() {
  static const std::vector<Symbol> all = [] {
    std::vector<Symbol> made;
    for (const QRecLevel level : {QR_ECLEVEL_L, QR_ECLEVEL_M, QR_ECLEVEL_Q, QR_ECLEVEL_H}) {
      for (int length = 1; length <= 200; length += 7)
        made.push_back(symbol_of(std::string(length, 'A' + length % 26), level));
    }
    return made;
  }();
  return all;
}

}  // namespace

TEST_CASE("a whole symbol is read upright, and one in a mirror as such, first and mostly alone") {
  int alone = 0;
  for (const Symbol& symbol : symbols()) {
    const std::vector<Way> upright = likely_ways(symbol.dark, symbol.size);
    const std::vector<Way> reversed = likely_ways(mirrored(symbol), symbol.size);
    REQUIRE_FALSE(upright.empty());
    REQUIRE_FALSE(reversed.empty());
    CHECK(upright.front() == Way::upright);
    CHECK(reversed.front() == Way::mirrored);
    alone += upright.size() == 1 && reversed.size() == 1 ? 1 : 0;
  }
  CHECK(alone * 4 >= static_cast<int>(symbols().size()) * 3);
}

TEST_CASE("one of the two format informations may be gone whole") {
  for (const Symbol& symbol : symbols()) {
    for (int count = 1; count <= 6; ++count) {
      const std::vector<Way> ways = likely_ways(flipped(symbol, count), symbol.size);
      CHECK(std::find(ways.begin(), ways.end(), Way::upright) != ways.end());
    }
  }
}

TEST_CASE("where neither can be one there is nothing to decode") {
  // Noise: by chance it is near a word as often as not.
  constexpr int kSize = 21;
  int none = 0;
  for (unsigned seed = 1; seed <= 200; ++seed) {
    Bytes dark(kSize * kSize);
    unsigned state = seed * 2654435761U;
    for (std::uint8_t& module : dark) {
      state = state * 1664525U + 1013904223U;
      module = static_cast<std::uint8_t>(state >> 31);
    }
    none += likely_ways(dark, kSize).empty() ? 1 : 0;
  }
  CHECK(none > 0);
}
