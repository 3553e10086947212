// What no text of a claim may hold, and how its characters are counted.
#include "card/utf8.hpp"

#include <string>

#include "support/catch.hpp"

using namespace heyi;

TEST_CASE("a hidden character is found wherever it stands in a text", "[card]") {
  for (const char* hidden : {"\x01", "\x7f", "\xc2\x85", "\xd8\x9c", "\xe2\x80\x8b", "\xe2\x80\x8d", "\xe2\x80\xa9",
                             "\xe2\x80\xae", "\xe2\x81\xa0", "\xe2\x81\xa9", "\xef\xbb\xbf"}) {
    for (const char* place : {"", "a", "\xe5\xbc\xa0"}) {
      CHECK(has_control(std::string(place) + hidden + place));
    }
  }
}

TEST_CASE("names of every script hold nothing hidden", "[card]") {
  for (const char* name : {"", "Zhang San", "\xe5\xbc\xa0\xe4\xb8\x89", "\xe4\xb9\xb0\xc2\xb7\xe4\xb9\xb0",
                           "\xf0\xa0\x80\x80", "\xd8\xa7\xd8\xa8", "\xe2\x80\x94", "\xef\xbc\xa1"}) {
    CHECK_FALSE(has_control(name));
  }
}

TEST_CASE("a rare character counts once", "[card]") { CHECK(count_characters("a\xc2\xb7\xf0\xa0\x80\x80") == 3); }
