// Which characters count as hidden, and how the characters of a text are told apart.
#include "codec/hidden_character.hpp"

#include <string>
#include <vector>

#include "support/catch.hpp"

namespace {

using heyi::is_hidden;

struct Range {
  char32_t first, last;
};

// From Unicode's own tables: general categories Cc, Zl and Zp, and of Cf those that show nothing or set a direction.
constexpr Range kHidden[] = {{0x00, 0x1f},     {0x7f, 0x9f},     {0x61c, 0x61c},  {0x200b, 0x200f},
                             {0x2028, 0x202e}, {0x2060, 0x2069}, {0xfeff, 0xfeff}};

std::vector<char32_t> characters(std::string_view text) {
  std::vector<char32_t> values;
  while (!text.empty()) {
    const heyi::Character character = heyi::first_character(text);
    values.push_back(character.value);
    text.remove_prefix(character.size);
  }
  return values;
}

}  // namespace

TEST_CASE("controls, zero-width characters, separators and direction marks are hidden", "[hidden]") {
  for (const Range& range : kHidden) {
    for (char32_t c = range.first; c <= range.last; ++c) {
      INFO(static_cast<unsigned>(c));
      CHECK(is_hidden(c));
    }
  }
}

TEST_CASE("the neighbours of hidden characters show", "[hidden]") {
  for (const Range& range : kHidden) {
    INFO(static_cast<unsigned>(range.first));
    if (range.first > 0) CHECK_FALSE(is_hidden(range.first - 1));
    CHECK_FALSE(is_hidden(range.last + 1));
  }
}

TEST_CASE("letters of every script and the dot between names show", "[hidden]") {
  for (const char32_t c : {U'a', U' ', U'\u00b7', U'\u4e2d', U'\u0627', U'\u0f40', U'\u3000', U'\U00020000'}) {
    INFO(static_cast<unsigned>(c));
    CHECK_FALSE(is_hidden(c));
  }
}

TEST_CASE("characters of one to four octets are read as what they are", "[hidden]") {
  CHECK(characters("a\x7f\xc2\x80\xdf\xbf") == std::vector<char32_t>{0x61, 0x7f, 0x80, 0x7ff});
  CHECK(characters("\xe0\xa0\x80\xef\xbf\xbf") == std::vector<char32_t>{0x800, 0xffff});
  CHECK(characters("\xf0\x90\x80\x80\xf4\x8f\xbf\xbf") == std::vector<char32_t>{0x10000, 0x10ffff});
}
