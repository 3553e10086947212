// GB 18030, whose second octets look like separators of HL7.
#include "handover/charset.hpp"
#include "handover/message.hpp"
#include "support/catch.hpp"
#include "support/terminal_visits.hpp"

namespace heyi::terminal {
namespace {

std::string gb18030(std::string_view text) {
  const Result<std::string> written = to_charset(text, "GB18030");
  REQUIRE(written);
  return *written;
}

}  // namespace

TEST_CASE("GB 18030 writes one, two and four octets a character", "[handover]") {
  CHECK(gb18030("A|^~\\&") == "A|^~\\&");
  CHECK(gb18030("王小英") == "\xcd\xf5\xd0\xa1\xd3\xa2");
  CHECK(gb18030("·") == "\xa1\xa4");
  CHECK(gb18030("䶮") == "\xfe\x9f");
  CHECK(gb18030("\U00020BB7") == "\x95\x34\xb2\x35");
  CHECK(gb18030("\U0002B8B8").size() == 4);
  CHECK(gb18030("").empty());
}

TEST_CASE("GB 18030 may end a character with the octet of a separator", "[handover]") {
  CHECK(gb18030("亅") == "\x81\x7c");
  CHECK(gb18030("俓") == "\x82\x5c");
  CHECK(gb18030("俕") == "\x82\x5e");
  CHECK(gb18030("倊") == "\x82\x7e");
}

TEST_CASE("no character of GB 18030 holds an octet that ends a segment or a frame", "[handover]") {
  std::string all;
  for (char32_t point = 0x80; point < 0x110000; point += point < 0x30000 ? 1 : 97) {
    if (point == 0xd800) point = 0xf900;  // Surrogates, and what is for private use.
    std::string text;
    if (point < 0x800) {
      text = {static_cast<char>(0xc0 | point >> 6), static_cast<char>(0x80 | (point & 63))};
    } else if (point < 0x10000) {
      text = {static_cast<char>(0xe0 | point >> 12), static_cast<char>(0x80 | (point >> 6 & 63)),
              static_cast<char>(0x80 | (point & 63))};
    } else {
      text = {static_cast<char>(0xf0 | point >> 18), static_cast<char>(0x80 | (point >> 12 & 63)),
              static_cast<char>(0x80 | (point >> 6 & 63)), static_cast<char>(0x80 | (point & 63))};
    }
    all += text;
  }
  CHECK(gb18030(all).find_first_of("\r\n\x0b\x1c") == std::string::npos);
}

TEST_CASE("what a charset does not have is refused, not replaced", "[handover]") {
  const Result<std::string> written = to_charset("王", "ISO-8859-1");
  REQUIRE_FALSE(written);
  CHECK(written.error().reason == Reason::claims_out_of_range);
  CHECK_FALSE(to_charset("\xff", "GB18030"));
  CHECK_FALSE(to_charset("\xe7\x8e", "GB18030"));
}

TEST_CASE("a private character that GB 18030 gave away since is never written with its old octets", "[handover]") {
  // U+E81E is what systems of the year 2000 wrote for U+9FB4, which has the octets now. The edition of 2022, which C
  // libraries have by now, gives it four others; before, there were none.
  CHECK(gb18030("\U00009FB4") == "\xfe\x59");
  const Result<std::string> written = to_charset("\ue81e", "GB18030");
  CHECK((!written || *written == "\x82\x35\x90\x37"));
}

TEST_CASE("a machine without the converter is told apart from a character that cannot be written", "[handover]") {
  const Result<std::string> written = to_charset("A", "HEYI-NO-SUCH-CHARSET");
  REQUIRE_FALSE(written);
  CHECK(written.error().reason == Reason::internal_failure);
  CHECK(written.error().detail.find("HEYI-NO-SUCH-CHARSET") != std::string::npos);
  CHECK(written.error().detail.find("libc") != std::string::npos);
}

TEST_CASE("an HL7 message in GB 18030 says so, and is the other one converted", "[handover]") {
  for (const auto& [name, visit] : test::all_visits()) {
    INFO(name);
    Hl7Settings settings;
    const Result<std::string> utf8 = hl7_message(visit, settings, Systems::standard());
    settings.charset = Charset::gb18030;
    const Result<std::string> message = hl7_message(visit, settings, Systems::standard());
    REQUIRE(utf8);
    REQUIRE(message);
    std::string expected = *utf8;
    expected.replace(expected.find("UNICODE UTF-8"), 13, "GB 18030-2000");
    CHECK(*message == gb18030(expected));
  }
}

}  // namespace heyi::terminal
