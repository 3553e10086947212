// Which code of a frame is the one to verify: ours alone, an incumbent's, the only other one.
#include <heyi/qr.hpp>

#include <qrencode.h>

#include <memory>
#include <string>

#include "unit/codec/exact.hpp"
#include "unit/qr/canvas.hpp"

namespace {

using heyi::GreyImage;
using heyi::test::blank;
using heyi::test::image_of;
using heyi::test::outcome;
using heyi::test::side_by_side;

const std::string kIncumbent = std::string(64, 'A') + ":0";
const std::string kInsurance = "4241234567890123456789012345";

std::string text_in(const GreyImage& frame) {
  const auto text = heyi::read_qr(frame.view());
  return text ? *text : outcome(text);
}

// byte_code draws a text of any characters, with an ECI header when `eci` is not zero.
GreyImage byte_code(std::string_view text, unsigned eci = 0) {
  const std::unique_ptr<QRinput, void (*)(QRinput*)> input(QRinput_new2(0, QR_ECLEVEL_M), QRinput_free);
  if (eci != 0) REQUIRE(QRinput_appendECIheader(input.get(), eci) == 0);
  REQUIRE(QRinput_append(input.get(), QR_MODE_8, static_cast<int>(text.size()),
                         reinterpret_cast<const unsigned char*>(text.data())) == 0);
  const std::unique_ptr<QRcode, void (*)(QRcode*)> code(QRcode_encodeInput(input.get()), QRcode_free);
  REQUIRE(code != nullptr);
  heyi::QrSymbol symbol{code->version, code->width, heyi::QrLevel::medium, {}};
  for (int i = 0; i < code->width * code->width; ++i) symbol.modules.push_back(code->data[i] & 1);
  return heyi::qr_to_image(symbol, {.module_pixels = 4});
}

}  // namespace

TEST_CASE("the only code of a frame is read", "[read_qr]") {
  CHECK(text_in(image_of("HY1:BB8")) == "HY1:BB8");
  CHECK(text_in(image_of("9701000")) == "9701000");
}

TEST_CASE("a frame without a code is unreadable, so that it is not waved through", "[read_qr]") {
  CHECK(text_in(blank(640, 480)) == "scan.unreadable");
  CHECK(heyi::reason_decision(heyi::Reason::scan_unreadable) == heyi::Decision::retry_scan);
}

TEST_CASE("the Heyi code is read whatever codes stand beside it", "[read_qr]") {
  CHECK(text_in(side_by_side({image_of("HTTPS://EXAMPLE.ORG/"), image_of("HY1:BB8"), image_of(kInsurance)})) ==
        "HY1:BB8");
  CHECK(text_in(side_by_side({image_of(kIncumbent), image_of("9701000")})) == "9701000");
}

TEST_CASE("two different Heyi codes in one frame are not chosen between", "[read_qr]") {
  CHECK(text_in(side_by_side({image_of("HY1:BB8"), image_of("HY1:QED8WEX0")})) == "scan.several_codes");
  CHECK(text_in(side_by_side({image_of("HY1:BB8"), image_of("9701000")})) == "scan.several_codes");
}

TEST_CASE("the same Heyi code twice, as in a mirror of the screen, is one", "[read_qr]") {
  CHECK(text_in(side_by_side({image_of("HY1:BB8"), image_of("HY1:BB8", 5)})) == "HY1:BB8");
}

TEST_CASE("an incumbent code is read when no Heyi code is there", "[read_qr]") {
  CHECK(text_in(image_of(kIncumbent)) == kIncumbent);
  CHECK(text_in(side_by_side({image_of("HTTPS://EXAMPLE.ORG/"), image_of(kInsurance)})) == kInsurance);
}

TEST_CASE("the only other code is read, for the text layer to refuse", "[read_qr]") {
  CHECK(text_in(byte_code("https://example.org/")) == "https://example.org/");
}

TEST_CASE("several codes, none of them known, are no Heyi code", "[read_qr]") {
  CHECK(text_in(side_by_side({image_of("HTTPS://EXAMPLE.ORG/"), image_of("WIFI:X")})) == "text.unknown_prefix");
}

TEST_CASE("a Heyi text under an ECI header is refused", "[read_qr]") {
  CHECK(text_in(byte_code("HY1:BB8", 26)) == "scan.symbol_mode");
  CHECK(text_in(byte_code("HY1:BB8")) == "HY1:BB8");
}

TEST_CASE("a frame whose sizes make no sense is refused", "[read_qr]") {
  CHECK(outcome(heyi::read_qr({})) == "scan.bad_image");
}
