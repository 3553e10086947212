// Symbols: one segment, the smallest version, at every level; and what does not fit.
#include <heyi/qr.hpp>

#include <string>

#include "unit/codec/exact.hpp"
#include "unit/qr/canvas.hpp"

namespace {

using heyi::encode_qr;
using heyi::QrLevel;
using heyi::QrSymbol;
using heyi::test::outcome;
using heyi::test::symbol_of;
using heyi::test::upper_case_text;

constexpr QrLevel kLevels[] = {QrLevel::low, QrLevel::medium, QrLevel::quartile, QrLevel::high};

// is_finder says whether the 7×7 finder pattern stands with its corner at x, y.
bool is_finder(const QrSymbol& symbol, int x, int y) {
  for (int row = 0; row < 7; ++row) {
    for (int column = 0; column < 7; ++column) {
      const int ring = std::max(std::abs(row - 3), std::abs(column - 3));
      if (symbol.dark(x + column, y + row) != (ring != 2)) return false;
    }
  }
  return true;
}

// format_level is the level that the symbol's own format information states (ISO/IEC 18004, 7.9.1).
QrLevel format_level(const QrSymbol& symbol) {
  // The two highest bits stand beside the upper left finder, masked with 10.
  const int bits = (symbol.dark(0, 8) ? 2 : 0) | (symbol.dark(1, 8) ? 1 : 0);
  constexpr QrLevel kByBits[] = {QrLevel::medium, QrLevel::low, QrLevel::high, QrLevel::quartile};
  return kByBits[bits ^ 2];
}

}  // namespace

TEST_CASE("a symbol has 17 + 4·version modules a side, each 0 or 1", "[qr]") {
  for (const std::size_t size : {5U, 100U, 700U, 2500U}) {
    const QrSymbol symbol = symbol_of(upper_case_text(size));
    CHECK(symbol.size_modules == 17 + 4 * symbol.version);
    CHECK(symbol.modules.size() == static_cast<std::size_t>(symbol.size_modules * symbol.size_modules));
    CHECK(std::ranges::all_of(symbol.modules, [](std::uint8_t module) { return module <= 1; }));
  }
}

TEST_CASE("a symbol has its three finders", "[qr]") {
  for (const QrLevel level : kLevels) {
    const QrSymbol symbol = symbol_of(upper_case_text(300), level);
    CHECK(is_finder(symbol, 0, 0));
    CHECK(is_finder(symbol, symbol.size_modules - 7, 0));
    CHECK(is_finder(symbol, 0, symbol.size_modules - 7));
    CHECK_FALSE(is_finder(symbol, symbol.size_modules - 7, symbol.size_modules - 7));
  }
}

TEST_CASE("the level asked for is the one in the symbol", "[qr]") {
  for (const QrLevel level : kLevels) {
    const QrSymbol symbol = symbol_of(upper_case_text(120), level);
    CHECK(symbol.level == level);
    CHECK(format_level(symbol) == level);
  }
}

TEST_CASE("the level is medium unless told otherwise", "[qr]") {
  CHECK(encode_qr("HY1:BB8")->level == QrLevel::medium);
}

TEST_CASE("a higher level never takes a smaller version", "[qr]") {
  for (const std::size_t size : {20U, 200U, 1200U}) {
    int before = 0;
    for (const QrLevel level : kLevels) {
      const int version = symbol_of(upper_case_text(size), level).version;
      CHECK(version >= before);
      before = version;
    }
  }
}

TEST_CASE("the largest texts of ISO/IEC 18004 fit into version 40, one character more does not", "[qr]") {
  struct Row {
    QrLevel level;
    std::size_t numeric, alphanumeric;
  };
  for (const Row& row : {Row{QrLevel::low, 7089, 4296}, Row{QrLevel::medium, 5596, 3391},
                         Row{QrLevel::quartile, 3993, 2420}, Row{QrLevel::high, 3057, 1852}}) {
    CHECK(symbol_of(std::string(row.numeric, '7'), row.level).version == 40);
    CHECK(symbol_of(upper_case_text(row.alphanumeric), row.level).version == 40);
    CHECK(outcome(encode_qr(std::string(row.numeric + 1, '7'), row.level)) == "qr.too_large");
    CHECK(outcome(encode_qr(upper_case_text(row.alphanumeric + 1), row.level)) == "qr.too_large");
  }
}

TEST_CASE("a text far too large is refused", "[qr]") {
  CHECK(outcome(encode_qr(std::string(1'000'000, '1'))) == "qr.too_large");
}

TEST_CASE("characters outside the alphanumeric set are refused", "[qr]") {
  using namespace std::string_view_literals;
  for (const std::string_view text : {""sv, "hy1:BB8"sv, "HY1:\n"sv, "HY1:\0"sv, "HY1_"sv, "HY1:合"sv, "HY1,"sv}) {
    CHECK(outcome(encode_qr(text)) == "qr.not_alphanumeric");
  }
}

TEST_CASE("the same text gives the same symbol", "[qr]") {
  CHECK(symbol_of(upper_case_text(400)).modules == symbol_of(upper_case_text(400)).modules);
}
