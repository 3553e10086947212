// Inspection: every kind of object named, and hostile octets answered with a reason.
#include <heyi/inspect.hpp>

#include "flow/forge.hpp"
#include "support/catch.hpp"

namespace heyi::test {
namespace {

std::string first_line(const Result<std::string>& text) { return text ? text->substr(0, text->find('\n')) : why(text); }
bool begins(const Result<std::string>& text, const std::string& with) { return first_line(text).rfind(with, 0) == 0; }

}  // namespace

TEST_CASE("every kind of object is named", "[inspect]") {
  const PrivateKey root = key(Party::root);
  const Signer* const roots[] = {&root};
  CHECK(begins(inspect_octets(hc_card()), "/ card (SD-CWT), "));
  CHECK(begins(inspect_octets(full_code().plain), "/ dynamic code: "));
  CHECK(begins(inspect_octets(printed_card()), "/ printed code (CWT), "));
  CHECK(begins(inspect_octets(printed_set().plain), "/ set of printed codes, "));
  CHECK(begins(inspect_octets(*make_request(key(Party::holder), kHealth, kNow)), "/ holder's request, "));
  CHECK(begins(inspect_octets(*sign_trust_list(trust_content(), roots)), "/ trust list, "));
  CHECK(begins(inspect_octets(*sign_status_list(status_content(kHealth, kHealthStatus), key(Party::status))),
               "/ status list, "));
  CHECK(begins(inspect_octets(Bytes{0x83, 0x01, 0x02, 0x03}), "/ set of printed codes, ") ==
        begins(inspect_octets(printed_set().plain), "/ set of printed codes, "));
}

TEST_CASE("a packed code is shown unpacked, with both sizes", "[inspect]") {
  const Presentation code = full_code();
  const Result<std::string> text = inspect_text(code.text);
  REQUIRE(text);
  CHECK(first_line(text).find("packed, " + std::to_string(code.plain.size()) + " plain") != std::string::npos);
  CHECK(first_line(text).find("no signature was checked") != std::string::npos);
  CHECK(text->substr(text->find('\n')) == inspect_octets(code.plain)->substr(inspect_octets(code.plain)->find('\n')));
}

TEST_CASE("either spelling is inspected", "[inspect]") {
  CHECK(inspect_text(encode_text(hc_card(), Spelling::digits)).has_value());
  CHECK(inspect_text(encode_text(hc_card())).has_value());
}

TEST_CASE("texts that are no code give a reason", "[inspect]") {
  CHECK(why(inspect_text("")) == "text.empty");
  CHECK(why(inspect_text("hello")) == "text.unknown_prefix");
  CHECK(why(inspect_text(std::string(64, 'A') + ":1")) == "text.needs_online");
  CHECK(why(inspect_text("HY1:")) != "ok");
}

TEST_CASE("octets that are no CBOR give a reason", "[inspect]") {
  CHECK(why(inspect_octets({})) == "cbor.truncated");
  CHECK(why(inspect_octets(Bytes{0xff})) == "cbor.indefinite");
  CHECK(why(inspect_octets(Bytes{0xd2, 0x84})) == "cbor.truncated");
  CHECK(why(inspect_octets(Bytes{0x9b, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff})) != "ok");
  CHECK(why(inspect_octets(Bytes(2000, 0x81))) == "cbor.too_deep");
  CHECK(why(inspect_octets(Bytes{0x01, 0xa0})) != "ok");
}

TEST_CASE("no flipped bit of a code makes inspection fall over", "[inspect]") {
  const Bytes token = full_code().token;
  std::size_t shown_anyway = 0;
  for (std::size_t bit = 0; bit < token.size() * 8; ++bit) {
    Bytes other = token;
    other[bit / 8] = static_cast<std::uint8_t>(other[bit / 8] ^ (1U << (bit % 8)));
    if (inspect_octets(other)) ++shown_anyway;
  }
  // A flipped signature is still CBOR: inspection shows it, and says that it checked nothing.
  CHECK(shown_anyway > 0);
}

}  // namespace heyi::test
