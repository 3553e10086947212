// Diagnostic notation where it differs from the plain examples of the standard: layout, escapes, embedded CBOR.
#include "codec/diagnostic.hpp"

#include <string>

#include "codec/cbor_writer.hpp"
#include "support/catch.hpp"
#include "unit/codec/exact.hpp"

namespace {

using heyi::Bytes;
using heyi::cbor::Writer;

std::string shown(const Bytes& octets) {
  const auto tree = heyi::cbor::Tree::parse(octets);
  REQUIRE(heyi::test::outcome(tree) == "ok");
  return heyi::cbor::diagnostic(tree->root());
}

std::string shown(std::string_view hex) { return shown(heyi::test::from_hex(hex)); }

}  // namespace

TEST_CASE("a short container stands on one line, a long one on several", "[diagnostic]") {
  CHECK(shown("83010203") == "[1, 2, 3]");
  Writer writer;
  writer.array(2).text(std::string(40, 'a')).text(std::string(40, 'b'));
  CHECK(shown(writer.view()) == "[\n  \"" + std::string(40, 'a') + "\",\n  \"" + std::string(40, 'b') + "\"\n]");
}

TEST_CASE("inner levels are indented by two spaces each", "[diagnostic]") {
  Writer writer;
  writer.map(1).text("ss").array(2).text(std::string(40, 'a')).text(std::string(40, 'b'));
  CHECK(shown(writer.view()) ==
        "{\n  \"ss\": [\n    \"" + std::string(40, 'a') + "\",\n    \"" + std::string(40, 'b') + "\"\n  ]\n}");
}

TEST_CASE("the mark of redacted claims is shown as simple(59)", "[diagnostic]") {
  CHECK(shown("a1 f83b 80") == "{simple(59): []}");
}

TEST_CASE("a byte string that is one array, map or tag is opened", "[diagnostic]") {
  CHECK(shown("43 a10126") == "<< {1: -7} >>");
  CHECK(shown("43 820102") == "<< [1, 2] >>");
  CHECK(shown("42 d201") == "<< 18(1) >>");
}

TEST_CASE("a byte string that only may be CBOR stays octets", "[diagnostic]") {
  CHECK(shown("41 80") == "h'80'");                  // one octet: as likely data
  CHECK(shown("42 1864") == "h'1864'");              // an integer
  CHECK(shown("44 a1012600") == "h'a1012600'");      // something after the map
  CHECK(shown("45 a201020100") == "h'a201020100'");  // not deterministic
}

TEST_CASE("control characters, quotes and backslashes are escaped", "[diagnostic]") {
  CHECK(shown("64 0a227f5c") == "\"\\u000a\\\"\\u007f\\\\\"");
  CHECK(shown("61 1b") == "\"\\u001b\"");  // no escape sequence reaches a terminal
}

TEST_CASE("characters that hide, or turn the direction of writing, are escaped", "[diagnostic]") {
  const auto text = [](std::string_view content) {
    Writer writer;
    writer.text(content);
    return shown(writer.view());
  };
  CHECK(text("\xc2\x9b"
             "31m") == "\"\\u009b31m\"");  // C1's "control sequence introducer"
  CHECK(text("a\xe2\x80\xae"
             "b") == "\"a\\u202eb\"");
  CHECK(text("\xe2\x80\x8b\xe2\x80\xa8\xe2\x81\xa6") == "\"\\u200b\\u2028\\u2066\"");
  CHECK(text("\xd8\x9c\xef\xbb\xbf") == "\"\\u061c\\ufeff\"");
  CHECK(text("\xe5\xbc\xa0\xc2\xb7\xf0\xa0\x80\x80") == "\"\xe5\xbc\xa0\xc2\xb7\xf0\xa0\x80\x80\"");
}

TEST_CASE("numbers below -2^63 are shown in full", "[diagnostic]") {
  CHECK(shown("3b 7fffffffffffffff") == "-9223372036854775808");
  CHECK(shown("3b 8000000000000000") == "-9223372036854775809");
  CHECK(shown("3b ffffffffffffffff") == "-18446744073709551616");
}

TEST_CASE("byte strings within byte strings are opened only so deep", "[diagnostic]") {
  // Each level is a tag around a byte string, so that no container nests and the reader's own limit does not count.
  Bytes octets = heyi::test::from_hex("c1 00");
  while (octets.size() < 8000) {
    Writer outer;
    outer.tag(24).bytes(octets);
    octets = std::move(outer).take();
  }
  const std::string text = shown(octets);
  CHECK(text.find("h'") != std::string::npos);
  CHECK(text.size() < 40'000);
}

TEST_CASE("arrays within byte strings within arrays do not grow the text beyond reason", "[diagnostic]") {
  Bytes octets = heyi::test::from_hex("81 00");
  while (octets.size() < 8000) {
    Writer outer;
    outer.array(1).bytes(octets);
    octets = std::move(outer).take();
  }
  CHECK(shown(octets).size() < 40'000);
}
