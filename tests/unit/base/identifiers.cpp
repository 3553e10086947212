// Issuer codes, status URIs and pseudonyms are matched byte for byte, so their alphabets are narrow.
#include "base/identifiers.hpp"

#include <string>

#include "support/catch.hpp"

TEST_CASE("an issuer code has 1 to 32 letters, digits, dots, underscores and hyphens", "[identifiers]") {
  CHECK(heyi::is_issuer_code("JN-HSS"));
  CHECK(heyi::is_issuer_code("a.b_C-9"));
  CHECK(heyi::is_issuer_code(std::string(32, 'A')));
  CHECK_FALSE(heyi::is_issuer_code(std::string(33, 'A')));
  CHECK_FALSE(heyi::is_issuer_code(""));
}

TEST_CASE("an issuer code that only looks like another is none", "[identifiers]") {
  using namespace std::string_view_literals;
  for (const std::string_view code :
       {"JN HSS"sv, " JN"sv, "JN "sv, "JN\0"sv, "J\xd0\x9d"sv, "\xef\xbc\xaaN"sv, "JN/1"sv, "JN\n"sv}) {
    CHECK_FALSE(heyi::is_issuer_code(code));
  }
}

TEST_CASE("a status URI has 1 to 28 printable characters and no space", "[identifiers]") {
  CHECK(heyi::is_status_uri("https://s.jn.cn/1"));
  CHECK(heyi::is_status_uri(std::string(28, '~')));
  CHECK_FALSE(heyi::is_status_uri(std::string(29, 'a')));
  CHECK_FALSE(heyi::is_status_uri(""));
  CHECK_FALSE(heyi::is_status_uri("a b"));
  CHECK_FALSE(heyi::is_status_uri("a\x7f"));
  CHECK_FALSE(heyi::is_status_uri("caf\xc3\xa9"));
}

TEST_CASE("a pseudonym has exactly 12 base64url characters", "[identifiers]") {
  CHECK(heyi::is_pseudonym("AZaz09-_AZaz"));
  CHECK_FALSE(heyi::is_pseudonym("AZaz09-_AZa"));
  CHECK_FALSE(heyi::is_pseudonym("AZaz09-_AZazz"));
  CHECK_FALSE(heyi::is_pseudonym("AZaz09+/AZaz"));
  CHECK_FALSE(heyi::is_pseudonym("AZaz09-_AZa="));
}
