// The text of a code, as a scanner sends it: ours, an incumbent's, damaged, or something else.
#include <heyi/text.hpp>

#include <algorithm>
#include <string>

#include "support/catch.hpp"
#include "unit/codec/exact.hpp"

namespace {

using heyi::Bytes;
using heyi::decode_text;
using heyi::Spelling;
using heyi::test::Exact;

std::string refusal(std::string_view text) {
  const Exact input(text);
  return heyi::test::outcome(decode_text(input.text()));
}

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

const Bytes kToken = {0xd2, 0x84, 0x43, 0xa1, 0x01, 0x26, 0xa0, 0x41, 0x00};

}  // namespace

TEST_CASE("a token comes back from either spelling", "[text]") {
  for (const Spelling spelling : {Spelling::base45, Spelling::digits}) {
    const auto token = decode_text(heyi::encode_text(kToken, spelling));
    REQUIRE(token.has_value());
    CHECK(*token == kToken);
  }
}

TEST_CASE("the spellings begin as the format says", "[text]") {
  CHECK(heyi::encode_text(kToken).starts_with("HY1:"));
  CHECK(heyi::encode_text(kToken, Spelling::digits).starts_with("9701"));
}

TEST_CASE("nothing is told apart from something else", "[text]") { CHECK(refusal("") == "text.empty"); }

TEST_CASE("a text longer than any QR code carries is refused", "[text]") {
  CHECK(refusal(std::string(heyi::kMaxTextSize + 1, '9')) == "text.too_long");
  CHECK(refusal("HY1:" + std::string(heyi::kMaxTextSize - 3, '0')) == "text.too_long");
  CHECK(refusal("HY1:" + std::string(heyi::kMaxTextSize - 6, '0')) == "ok");
}

TEST_CASE("a text without our prefix is no Heyi code", "[text]") {
  for (const std::string_view text : {"HC1:NCF", "HY2:BB8", "HY1", "HY", "HY1;BB8", "https://example.org/", "123456",
                                      "970", "9702000", " HY1:BB8", "BB8"}) {
    INFO(text);
    CHECK(refusal(text) == "text.unknown_prefix");
  }
}

TEST_CASE("a scan in lower case is scanned again", "[text]") {
  const std::string text = lower(heyi::encode_text(kToken));
  CHECK(refusal(text) == "text.case_flipped");
  CHECK(heyi::reason_decision(decode_text(text).error().reason) == heyi::Decision::retry_scan);
}

TEST_CASE("one flipped letter, in the prefix or after it, is a flipped case", "[text]") {
  CHECK(refusal("hY1:BB8") == "text.case_flipped");
  CHECK(refusal("Hy1:BB8") == "text.case_flipped");
  CHECK(refusal("HY1:Bb8") == "text.case_flipped");
}

TEST_CASE("Base45 after the prefix is read strictly", "[text]") {
  CHECK(refusal("HY1:BB8") == "ok");
  CHECK(refusal("HY1:") == "text.bad_base45");         // no token
  CHECK(refusal("HY1:B") == "text.bad_base45");        // a length no encoder gives
  CHECK(refusal("HY1:GGW") == "text.bad_base45");      // a triplet above 65535
  CHECK(refusal("HY1:::") == "text.bad_base45");       // a pair above 255
  CHECK(refusal("HY1:BB_") == "text.bad_base45");      // outside the alphabet
  CHECK(refusal("HY1:BB8\r\n") == "text.bad_base45");  // a scanner's suffix
  CHECK(refusal("HY1:BB\xc2\xa0") == "text.bad_base45");
}

TEST_CASE("a space is data: stripped or added it is another text", "[text]") {
  // "%69 VD92EX0" is Hello!! in RFC 9285; its space is the fourth character.
  CHECK(refusal("HY1:%69 VD92EX0") == "ok");
  CHECK(refusal("HY1:%69VD92EX0") == "text.bad_base45");
  CHECK(refusal("HY1:%69  VD92EX0") != "text.bad_digits");
  const auto with = decode_text("HY1:%69 VD92EX0");
  const auto added = decode_text("HY1:%69  VD92EX0");
  CHECK((!added.has_value() || *added != *with));
}

TEST_CASE("a trailing space never decodes to the token that was encoded", "[text]") {
  for (std::size_t size = 1; size <= 64; ++size) {
    const Bytes token(size, 0xa5);
    const auto longer = decode_text(heyi::encode_text(token) + " ");
    CHECK((!longer.has_value() || *longer != token));
  }
}

TEST_CASE("the last character that an encoder writes is never a space", "[text]") {
  for (unsigned value = 0; value < 0x10000; ++value) {
    const Bytes pair = {static_cast<std::uint8_t>(value >> 8), static_cast<std::uint8_t>(value)};
    if (heyi::encode_text(pair).back() == ' ') FAIL_CHECK(value);
    if (value < 0x100 && heyi::encode_text(Bytes{static_cast<std::uint8_t>(value)}).back() == ' ') FAIL_CHECK(value);
  }
}

TEST_CASE("digits after the marker are read strictly", "[text]") {
  CHECK(refusal("9701000") == "ok");
  CHECK(refusal("9701") == "text.bad_digits");       // no token
  CHECK(refusal("9701256") == "text.bad_digits");    // a group too large
  CHECK(refusal("97010000") == "text.bad_digits");   // an illegal last group
  CHECK(refusal("9701 000") == "text.bad_digits");   // a space
  CHECK(refusal("970100A") == "text.bad_digits");    // a letter
  CHECK(refusal("9701000\n") == "text.bad_digits");  // a scanner's suffix
}

TEST_CASE("a wrong marker is no Heyi code", "[text]") {
  CHECK(refusal("9700000") == "text.unknown_prefix");
  CHECK(refusal("0701000") == "text.unknown_prefix");
  CHECK(refusal("701000") == "text.unknown_prefix");
}

TEST_CASE("an electronic health card code needs its own server", "[text]") {
  const std::string hex = "0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF";
  CHECK(refusal(hex + ":0") == "text.needs_online");
  CHECK(refusal(hex + ":1") == "text.needs_online");
}

TEST_CASE("a medical-insurance code needs its own server", "[text]") {
  CHECK(refusal("4241234567890123456789012345") == "text.needs_online");
  CHECK(refusal("opc1234567890123456789012345") == "text.needs_online");
}

TEST_CASE("what only resembles an incumbent code is none", "[text]") {
  const std::string hex = "0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF";
  CHECK_FALSE(heyi::is_incumbent(hex));
  CHECK_FALSE(heyi::is_incumbent(hex + ":2"));
  CHECK_FALSE(heyi::is_incumbent(hex + ";0"));
  CHECK_FALSE(heyi::is_incumbent(hex.substr(1) + ":0"));
  CHECK_FALSE(heyi::is_incumbent("0" + hex + ":0"));
  CHECK_FALSE(heyi::is_incumbent(lower(hex) + ":0"));
  CHECK_FALSE(heyi::is_incumbent("G" + hex.substr(1) + ":0"));
  CHECK_FALSE(heyi::is_incumbent("424123456789012345678901234"));    // 27 digits
  CHECK_FALSE(heyi::is_incumbent("42412345678901234567890123456"));  // 29
  CHECK_FALSE(heyi::is_incumbent("4251234567890123456789012345"));
  CHECK_FALSE(heyi::is_incumbent("OPC1234567890123456789012345"));
  CHECK_FALSE(heyi::is_incumbent("424123456789012345678901234A"));
  CHECK_FALSE(heyi::is_incumbent(""));
}

TEST_CASE("no token in digits is taken for an incumbent code", "[text]") {
  // 28 characters in digits hold 10 octets: the marker keeps them apart.
  const std::string text = heyi::encode_text(Bytes(9, 0xff), Spelling::digits);
  CHECK_FALSE(heyi::is_incumbent(text));
  CHECK_FALSE(heyi::is_incumbent(heyi::encode_text(Bytes(10, 0xff), Spelling::digits)));
}

TEST_CASE("looks_like_heyi knows both spellings in any case", "[text]") {
  for (const std::string_view text : {"HY1:BB8", "hy1:bb8", "Hy1:", "9701000", "97010"})
    CHECK(heyi::looks_like_heyi(text));
}

TEST_CASE("looks_like_heyi takes nothing else", "[text]") {
  for (const std::string_view text : {"", "HY1", "HY2:", "9701", "970100X", " HY1:", "4241234567890123456789012345"}) {
    INFO(text);
    CHECK_FALSE(heyi::looks_like_heyi(text));
  }
}
