// Pixels, SVG and terminal characters: each drawing read back gives the symbol again, module by module.
#include <heyi/qr.hpp>

#include <cstdio>
#include <sstream>
#include <string>
#include <vector>

#include "unit/codec/exact.hpp"
#include "unit/qr/canvas.hpp"

namespace {

using heyi::Bytes;
using heyi::GreyImage;
using heyi::QrRendering;
using heyi::QrSymbol;
using heyi::test::symbol_of;
using heyi::test::upper_case_text;

// with_border is the symbol's modules with `quiet` light ones around.
std::vector<Bytes> with_border(const QrSymbol& symbol, int quiet) {
  const auto side = static_cast<std::size_t>(symbol.size_modules + 2 * quiet);
  std::vector<Bytes> rows(side, Bytes(side, 0));
  for (int y = 0; y < symbol.size_modules; ++y) {
    for (int x = 0; x < symbol.size_modules; ++x)
      rows[static_cast<std::size_t>(y + quiet)][static_cast<std::size_t>(x + quiet)] = symbol.dark(x, y);
  }
  return rows;
}

// svg_modules fills in the path's rectangles, each of which must be `Mx yhNv1h-Nz`.
std::vector<Bytes> svg_modules(const std::string& svg, int side) {
  std::vector<Bytes> rows(static_cast<std::size_t>(side), Bytes(static_cast<std::size_t>(side), 0));
  const std::size_t start = svg.find(" d=\"") + 4;
  const std::string path = svg.substr(start, svg.find('"', start) - start);
  for (std::size_t at = 0; at < path.size();) {
    int x = 0, y = 0, width = 0, back = 0, used = 0;
    REQUIRE(std::sscanf(path.c_str() + at, "M%d %dh%dv1h-%dz%n", &x, &y, &width, &back, &used) == 4);
    REQUIRE(used > 0);
    REQUIRE(width == back);
    for (int i = 0; i < width; ++i) {
      std::uint8_t& module = rows.at(static_cast<std::size_t>(y)).at(static_cast<std::size_t>(x + i));
      CHECK(module == 0);  // drawn once
      module = 1;
    }
    at += static_cast<std::size_t>(used);
  }
  return rows;
}

// terminal_modules reads half blocks back; every line stands between the colours and their reset.
std::vector<Bytes> terminal_modules(const std::string& text) {
  std::vector<Bytes> rows;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    const std::string colours = "\x1b[38;5;16;48;5;231m";
    const std::string reset = "\x1b[0m";
    REQUIRE(line.starts_with(colours));
    REQUIRE(line.ends_with(reset));
    line = line.substr(colours.size(), line.size() - colours.size() - reset.size());
    Bytes upper, lower;
    for (std::size_t at = 0; at < line.size();) {
      const std::string block = line[at] == ' ' ? " " : line.substr(at, 3);
      REQUIRE((block == " " || block == "█" || block == "▀" || block == "▄"));
      upper.push_back(block == "█" || block == "▀");
      lower.push_back(block == "█" || block == "▄");
      at += block.size();
    }
    rows.push_back(upper);
    rows.push_back(lower);
  }
  return rows;
}

}  // namespace

TEST_CASE("an image has module_pixels squared pixels a module and its quiet zone", "[qr][render]") {
  const QrSymbol symbol = symbol_of(upper_case_text(60));
  for (const int pixels : {1, 3, 8}) {
    for (const int quiet : {0, 1, 4}) {
      GreyImage image = heyi::qr_to_image(symbol, {.module_pixels = pixels, .quiet_zone_modules = quiet});
      const std::vector<Bytes> rows = with_border(symbol, quiet);
      REQUIRE(image.width == static_cast<int>(rows.size()) * pixels);
      REQUIRE(image.height == image.width);
      bool same = true;
      for (int y = 0; y < image.height; ++y) {
        for (int x = 0; x < image.width; ++x) {
          const bool dark = rows[static_cast<std::size_t>(y / pixels)][static_cast<std::size_t>(x / pixels)] != 0;
          same = same && heyi::test::pixel(image, x, y) == (dark ? 0 : 255);
        }
      }
      CHECK(same);
    }
  }
}

TEST_CASE("sizes out of range are held at their limits", "[qr][render]") {
  const QrSymbol symbol = symbol_of("HY1:BB8");
  CHECK(heyi::qr_to_image(symbol, {.module_pixels = 0, .quiet_zone_modules = -3}).width == symbol.size_modules);
  CHECK(heyi::qr_to_image(symbol, {.module_pixels = 1'000'000, .quiet_zone_modules = 0}).width ==
        symbol.size_modules * 64);
  CHECK(heyi::qr_to_image(symbol, {.module_pixels = 1, .quiet_zone_modules = 1'000'000}).width ==
        symbol.size_modules + 32);
}

TEST_CASE("a PNG of a symbol reads back as its image", "[qr][render]") {
  const QrSymbol symbol = symbol_of(upper_case_text(200));
  const auto png = heyi::qr_to_png(symbol, {.module_pixels = 3});
  REQUIRE(png.has_value());
  const auto image = heyi::read_image(*png);
  REQUIRE(image.has_value());
  CHECK(image->pixels == heyi::qr_to_image(symbol, {.module_pixels = 3}).pixels);
}

TEST_CASE("the SVG's path is the symbol, each dark module once", "[qr][render]") {
  for (const int quiet : {0, 4}) {
    const QrSymbol symbol = symbol_of(upper_case_text(300));
    const std::string svg = heyi::qr_to_svg(symbol, {.quiet_zone_modules = quiet});
    const int side = symbol.size_modules + 2 * quiet;
    CHECK(svg_modules(svg, side) == with_border(symbol, quiet));
    CHECK(svg.find("viewBox=\"0 0 " + std::to_string(side) + " " + std::to_string(side) + "\"") != std::string::npos);
  }
}

TEST_CASE("the SVG is one element with black on white", "[qr][render]") {
  const std::string svg = heyi::qr_to_svg(symbol_of("HY1:BB8"));
  CHECK(svg.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\""));
  CHECK(svg.ends_with("</svg>\n"));
  CHECK(svg.find("fill=\"#fff\"") < svg.find("fill=\"#000\""));
  CHECK(svg.find("HY1") == std::string::npos);
}

TEST_CASE("the terminal's half blocks are the symbol, two modules a character", "[qr][render]") {
  for (const int quiet : {0, 1, 4}) {
    const QrSymbol symbol = symbol_of(upper_case_text(120));
    std::vector<Bytes> rows = terminal_modules(heyi::qr_to_terminal(symbol, {.quiet_zone_modules = quiet}));
    std::vector<Bytes> wanted = with_border(symbol, quiet);
    // The number of rows is odd: the last character's lower half is light.
    REQUIRE(rows.size() == wanted.size() + 1);
    wanted.emplace_back(wanted.size(), 0);
    CHECK(rows == wanted);
  }
}

TEST_CASE("the terminal states both colours on every line", "[qr][render]") {
  const QrSymbol symbol = symbol_of("HY1:BB8");
  const std::string text = heyi::qr_to_terminal(symbol);
  CHECK(std::count(text.begin(), text.end(), '\n') == (symbol.size_modules + 8 + 1) / 2);
}
