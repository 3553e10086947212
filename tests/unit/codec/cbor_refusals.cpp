// Everything that the strict reader must refuse, each with its own reason (RFC 8949 sections 3, 4.2.1 and 5.3).
#include "codec/cbor.hpp"
#include "support/catch.hpp"
#include "unit/codec/exact.hpp"

namespace {

using heyi::test::Exact;
using heyi::test::from_hex;

// refusal is the name of the reason for which the octets are refused, `ok` when they are read.
std::string refusal(std::string_view hex) {
  const Exact input(from_hex(hex));
  return heyi::test::outcome(heyi::cbor::Tree::parse(input.view()));
}

}  // namespace

TEST_CASE("an empty input is cut off", "[cbor]") { CHECK(refusal("") == "cbor.truncated"); }

TEST_CASE("a head that is cut off is refused", "[cbor]") {
  CHECK(refusal("18") == "cbor.truncated");                 // uint8 without its octet
  CHECK(refusal("19 01") == "cbor.truncated");              // uint16 with one of two octets
  CHECK(refusal("1a 010203") == "cbor.truncated");          // uint32 with three of four
  CHECK(refusal("1b 01020304050607") == "cbor.truncated");  // uint64 with seven of eight
  CHECK(refusal("f8") == "cbor.truncated");                 // extended simple value without its number
  CHECK(refusal("f9 3c") == "cbor.truncated");              // half float with one of two
  CHECK(refusal("fa 47c350") == "cbor.truncated");          // float with three of four
  CHECK(refusal("fb 3ff19999999999") == "cbor.truncated");  // double with seven of eight
}

TEST_CASE("a string shorter than its length is refused", "[cbor]") {
  CHECK(refusal("41") == "cbor.truncated");         // one octet announced, none there
  CHECK(refusal("44 010203") == "cbor.truncated");  // four announced, three there
  CHECK(refusal("62 61") == "cbor.truncated");      // two characters announced, one there
}

TEST_CASE("a container with fewer items than announced is refused", "[cbor]") {
  CHECK(refusal("81") == "cbor.truncated");          // [_] without its element
  CHECK(refusal("82 01") == "cbor.truncated");       // two announced, one there
  CHECK(refusal("a1 01") == "cbor.truncated");       // a key without its value
  CHECK(refusal("a2 0102 03") == "cbor.truncated");  // the second value missing
  CHECK(refusal("c0") == "cbor.truncated");          // a tag without its content
  CHECK(refusal("82 01 41") == "cbor.truncated");    // an inner string cut off
}

TEST_CASE("octets after the item are refused", "[cbor]") {
  CHECK(refusal("00 00") == "cbor.trailing");       // a second item
  CHECK(refusal("80 f6") == "cbor.trailing");       // after an empty array
  CHECK(refusal("a1 0102 00") == "cbor.trailing");  // after a map
  CHECK(refusal("41 00 00") == "cbor.trailing");    // after a byte string
  CHECK(refusal("00 ff") == "cbor.trailing");       // even what is no item
}

TEST_CASE("an integer that a shorter head could hold is refused", "[cbor]") {
  CHECK(refusal("18 00") == "cbor.not_minimal");                // 0 in one octet
  CHECK(refusal("18 17") == "cbor.not_minimal");                // 23 in one octet
  CHECK(refusal("19 00ff") == "cbor.not_minimal");              // 255 in two
  CHECK(refusal("1a 0000ffff") == "cbor.not_minimal");          // 65535 in four
  CHECK(refusal("1b 00000000ffffffff") == "cbor.not_minimal");  // 2^32-1 in eight
  CHECK(refusal("38 17") == "cbor.not_minimal");                // -24 in one octet
  CHECK(refusal("39 00ff") == "cbor.not_minimal");              // -256 in two
}

TEST_CASE("a length, count or tag that a shorter head could hold is refused", "[cbor]") {
  CHECK(refusal("58 01 00") == "cbor.not_minimal");             // byte string of 1
  CHECK(refusal("78 01 61") == "cbor.not_minimal");             // text of 1
  CHECK(refusal("98 01 00") == "cbor.not_minimal");             // array of 1
  CHECK(refusal("b8 01 00 00") == "cbor.not_minimal");          // map of 1
  CHECK(refusal("d8 12 00") == "cbor.not_minimal");             // tag 18
  CHECK(refusal("99 0000") == "cbor.not_minimal");              // empty array in two octets
  CHECK(refusal("bb 0000000000000000") == "cbor.not_minimal");  // empty map in eight
}

TEST_CASE("the smallest number that needs each size of head is read", "[cbor]") {
  for (const std::string_view hex : {"17", "18 18", "18 ff", "19 0100", "19 ffff", "1a 00010000", "1a ffffffff",
                                     "1b 0000000100000000", "1b ffffffffffffffff", "3b ffffffffffffffff"}) {
    INFO(hex);
    CHECK(refusal(hex) == "ok");
  }
}

TEST_CASE("indefinite lengths are refused", "[cbor]") {
  CHECK(refusal("5f 41 00 ff") == "cbor.indefinite");  // byte string in chunks
  CHECK(refusal("7f 61 61 ff") == "cbor.indefinite");  // text in chunks
  CHECK(refusal("9f 00 ff") == "cbor.indefinite");     // array
  CHECK(refusal("bf 00 00 ff") == "cbor.indefinite");  // map
  CHECK(refusal("81 9f ff") == "cbor.indefinite");     // array within an array
  CHECK(refusal("ff") == "cbor.indefinite");           // break alone
  CHECK(refusal("82 00 ff") == "cbor.indefinite");     // break in a definite array
}

TEST_CASE("additional information 31 is refused where it means nothing", "[cbor]") {
  CHECK(refusal("1f") == "cbor.indefinite");     // unsigned integer
  CHECK(refusal("3f") == "cbor.indefinite");     // negative integer
  CHECK(refusal("df 00") == "cbor.indefinite");  // tag
}

TEST_CASE("additional information 28 to 30 is refused in every major type", "[cbor]") {
  for (int major = 0; major < 8; ++major) {
    for (int info = 28; info <= 30; ++info) {
      INFO("major type " << major << ", additional information " << info);
      const heyi::Bytes head(9, static_cast<std::uint8_t>(major << 5 | info));
      const Exact input(head);
      CHECK(heyi::test::outcome(heyi::cbor::Tree::parse(input.view())) == "cbor.reserved");
    }
  }
}

TEST_CASE("unassigned simple values are refused", "[cbor]") {
  for (int value = 0; value < 20; ++value) {
    const Exact input(heyi::Bytes{static_cast<std::uint8_t>(0xe0 | value)});
    INFO(value);
    CHECK(heyi::test::outcome(heyi::cbor::Tree::parse(input.view())) == "cbor.reserved");
  }
}

TEST_CASE("of the extended simple values 59 alone is read", "[cbor]") {
  for (int value = 0; value < 256; ++value) {
    const Exact input(heyi::Bytes{0xf8, static_cast<std::uint8_t>(value)});
    INFO(value);
    CHECK(heyi::test::outcome(heyi::cbor::Tree::parse(input.view())) == (value == 59 ? "ok" : "cbor.reserved"));
  }
}

TEST_CASE("false, true, null and undefined are read", "[cbor]") {
  for (const std::string_view hex : {"f4", "f5", "f6", "f7"}) CHECK(refusal(hex) == "ok");
}

TEST_CASE("the two-octet forms of false, true, null and undefined are refused", "[cbor]") {
  for (const std::string_view hex : {"f814", "f815", "f816", "f817"}) CHECK(refusal(hex) == "cbor.reserved");
}

TEST_CASE("text that is not valid UTF-8 is refused", "[cbor]") {
  CHECK(refusal("61 80") == "cbor.bad_utf8");        // a continuation octet alone
  CHECK(refusal("61 c3") == "cbor.bad_utf8");        // a sequence cut off by the text's end
  CHECK(refusal("62 c080") == "cbor.bad_utf8");      // NUL in two octets
  CHECK(refusal("63 eda080") == "cbor.bad_utf8");    // a surrogate
  CHECK(refusal("64 f4908080") == "cbor.bad_utf8");  // above U+10FFFF
  CHECK(refusal("a1 61ff 00") == "cbor.bad_utf8");   // in a key
}

TEST_CASE("a sequence does not borrow its end from the item after the text", "[cbor]") {
  // e4 b8 in a text of two, then 85 as what would be the third octet.
  CHECK(refusal("82 62 e4b8 85") == "cbor.bad_utf8");
}

TEST_CASE("keys out of order are refused", "[cbor]") {
  CHECK(refusal("a2 02 00 01 00") == "cbor.unsorted");        // 2 before 1
  CHECK(refusal("a2 6162 00 6161 00") == "cbor.unsorted");    // "b" before "a"
  CHECK(refusal("a2 626161 00 6162 00") == "cbor.unsorted");  // "aa" before "b": heads sort first
  CHECK(refusal("a2 20 00 00 00") == "cbor.unsorted");        // -1 before 0
  CHECK(refusal("a2 6161 00 01 00") == "cbor.unsorted");      // text before integer
  CHECK(refusal("a3 01 00 03 00 02 00") == "cbor.unsorted");  // the third key
}

TEST_CASE("keys sort by their encodings, bytewise and not by length first", "[cbor]") {
  // 10, 100, -1, "z", "aa", [100], [-1], false: the example of RFC 8949 section 4.2.1.
  CHECK(refusal("a8 0a00 186400 2000 617a00 62616100 81186400 812000 f400") == "ok");
  // -1 (20) before 100 (1864) is the order of RFC 7049, shortest first.
  CHECK(refusal("a2 2000 186400") == "cbor.unsorted");
}

TEST_CASE("a key that occurs twice is refused", "[cbor]") {
  CHECK(refusal("a2 01 00 01 00") == "cbor.duplicate_key");           // 1 twice, same values
  CHECK(refusal("a2 01 00 01 02") == "cbor.duplicate_key");           // other values
  CHECK(refusal("a2 6161 00 6161 01") == "cbor.duplicate_key");       // text
  CHECK(refusal("a2 f83b 80 f83b 80") == "cbor.duplicate_key");       // the mark of redacted claims
  CHECK(refusal("a2 8101 00 8101 01") == "cbor.duplicate_key");       // an array as key
  CHECK(refusal("81 a1 00 a2 05 00 05 00") == "cbor.duplicate_key");  // in an inner map
}

TEST_CASE("the same key may stand in two maps", "[cbor]") { CHECK(refusal("a1 01 a1 01 a1 01 00") == "ok"); }

TEST_CASE("an inner map does not disturb the order of the outer one", "[cbor]") {
  CHECK(refusal("a2 01 a2 05 00 06 00 02 00") == "ok");
  CHECK(refusal("a2 03 a2 05 00 06 00 02 00") == "cbor.unsorted");
  CHECK(refusal("a2 a1 05 00 00 a1 04 00 00") == "cbor.unsorted");  // maps as keys
}
