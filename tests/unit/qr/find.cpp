// Codes in frames: what a camera sees, clean, turned, noisy, small, several at once, and modes that Heyi refuses.
#include <heyi/qr.hpp>

#include <qrencode.h>

#include <memory>
#include <set>
#include <string>

#include "unit/codec/exact.hpp"
#include "unit/qr/canvas.hpp"
#include "unit/qr/symbol_surgery.hpp"

namespace {

using heyi::find_qr;
using heyi::GreyImage;
using heyi::GreyView;
using heyi::QrFound;
using heyi::QrLevel;
using heyi::test::blank;
using heyi::test::image_of;
using heyi::test::outcome;
using heyi::test::upper_case_text;

std::vector<QrFound> found_in(const GreyImage& image) {
  auto found = find_qr(image.view());
  REQUIRE(found.has_value());
  return *std::move(found);
}

// only_text is the text of the one code in the frame; empty when there is not exactly one.
std::string only_text(const GreyImage& image) {
  const std::vector<QrFound> found = found_in(image);
  return found.size() == 1 ? found.front().text : "";
}

// drawn turns a libqrencode symbol into a frame.
GreyImage drawn(const QRcode& code) {
  GreyImage image = blank((code.width + 8) * 4, (code.width + 8) * 4);
  for (int y = 0; y < code.width * 4; ++y) {
    for (int x = 0; x < code.width * 4; ++x) {
      if ((code.data[y / 4 * code.width + x / 4] & 1) != 0) heyi::test::pixel(image, x + 16, y + 16) = 0;
    }
  }
  return image;
}

using InputPtr = std::unique_ptr<QRinput, void (*)(QRinput*)>;

InputPtr input_of(std::string_view text, QRencodeMode mode) {
  InputPtr input(QRinput_new2(0, QR_ECLEVEL_M), QRinput_free);
  REQUIRE(QRinput_append(input.get(), mode, static_cast<int>(text.size()),
                         reinterpret_cast<const unsigned char*>(text.data())) == 0);
  return input;
}

GreyImage drawn(QRinput* input) {
  const std::unique_ptr<QRcode, void (*)(QRcode*)> code(QRcode_encodeInput(input), QRcode_free);
  REQUIRE(code != nullptr);
  return drawn(*code);
}

GreyImage symbol_with_prefix(unsigned prefix, int bits) {
  // libqrencode 4.1 writes no FNC1, so the symbol of another text is changed into the one that is wanted.
  const InputPtr input(QRinput_new2(1, QR_ECLEVEL_M), QRinput_free);
  REQUIRE(QRinput_append(input.get(), QR_MODE_AN, 7, reinterpret_cast<const unsigned char*>("HY1:000")) == 0);
  const std::unique_ptr<QRcode, void (*)(QRcode*)> code(QRcode_encodeInput(input.get()), QRcode_free);
  REQUIRE(code != nullptr);
  heyi::test::exchange_data(*code, heyi::test::stream_1m("HY1:000", 0, 0),
                            heyi::test::stream_1m("HY1:BB8", prefix, bits));
  return drawn(*code);
}

}  // namespace

TEST_CASE("a code comes back from its image, at every level and over the versions", "[qr][find]") {
  for (const QrLevel level : {QrLevel::low, QrLevel::medium, QrLevel::quartile, QrLevel::high}) {
    for (const std::size_t size : {5U, 77U, 333U, 900U, 1600U}) {
      const std::string text = upper_case_text(size, static_cast<unsigned>(size));
      INFO(size);
      CHECK(only_text(image_of(text, 3, level)) == text);
    }
  }
}

TEST_CASE("a code in digits comes back", "[qr][find]") {
  std::string digits = "9701";
  for (int i = 0; i < 700; ++i) digits += static_cast<char>('0' + i * 7 % 10);
  CHECK(only_text(image_of(digits, 3)) == digits);
}

TEST_CASE("spaces come back, also at the end", "[qr][find]") {
  CHECK(only_text(image_of("HY1: A  B ")) == "HY1: A  B ");
}

TEST_CASE("a plain code is told to be in plain mode", "[qr][find]") {
  CHECK(found_in(image_of(upper_case_text(50))).at(0).plain_mode);
  CHECK(found_in(image_of("123456789")).at(0).plain_mode);
}

TEST_CASE("the corners are the symbol's, in pixels", "[qr][find]") {
  GreyImage frame = blank(640, 480);
  const GreyImage code = image_of("HY1:BB8", 4);  // 21 modules and a quiet zone of 4
  heyi::test::paste(frame, code, 200, 100);
  const QrFound found = found_in(frame).at(0);
  const int left = 216, top = 116, right = 300, bottom = 200;
  const int wanted[] = {left, top, right, top, right, bottom, left, bottom};
  for (int i = 0; i < 8; ++i) CHECK(std::abs(found.corners[i] - wanted[i]) <= 6);
}

TEST_CASE("a blank frame shows no code", "[qr][find]") {
  for (const int grey : {0, 128, 255}) CHECK(found_in(blank(640, 480, static_cast<std::uint8_t>(grey))).empty());
}

TEST_CASE("noise alone shows no code", "[qr][find]") {
  CHECK(found_in(heyi::test::with_noise(blank(640, 480, 128), 127)).empty());
}

TEST_CASE("a frame as small as one pixel shows no code", "[qr][find]") {
  for (const int side : {1, 2, 3, 7, 20}) CHECK(found_in(blank(side, side)).empty());
  CHECK(found_in(blank(1, 500)).empty());
  CHECK(found_in(blank(500, 1)).empty());
}

TEST_CASE("a code is found turned by 90, 180 and 270 degrees", "[qr][find]") {
  const std::string text = upper_case_text(200);
  GreyImage frame = image_of(text, 3);
  for (int quarter = 0; quarter < 4; ++quarter) {
    CHECK(only_text(frame) == text);
    frame = heyi::test::turned(std::move(frame));
  }
}

TEST_CASE("a code is found with noise, in low contrast and in a shadow", "[qr][find]") {
  const std::string text = upper_case_text(300);
  CHECK(only_text(heyi::test::with_noise(image_of(text, 4), 60)) == text);
  GreyImage pale = image_of(text, 4);
  for (auto& grey : pale.pixels) grey = grey == 0 ? 100 : 160;
  CHECK(only_text(pale) == text);
  GreyImage shadow = image_of(text, 4);
  for (int y = 0; y < shadow.height; ++y) {
    for (int x = 0; x < shadow.width; ++x) {
      auto& grey = heyi::test::pixel(shadow, x, y);
      grey = static_cast<std::uint8_t>(grey * (40 + 60 * x / shadow.width) / 100);
    }
  }
  CHECK(only_text(shadow) == text);
}

TEST_CASE("a code of one or two pixels a module is found", "[qr][find]") {
  const std::string text = upper_case_text(300);
  CHECK(only_text(image_of(text, 2)) == text);
  CHECK(only_text(image_of(text, 1)) == text);
}

TEST_CASE("a small code in a large frame is found", "[qr][find]") {
  const std::string text = upper_case_text(100);
  GreyImage frame = blank(1280, 720, 200);
  heyi::test::paste(frame, image_of(text, 3), 900, 400);
  CHECK(only_text(frame) == text);
}

TEST_CASE("a code survives damage within its level", "[qr][find]") {
  const std::string text = upper_case_text(150);
  GreyImage frame = image_of(text, 4, QrLevel::high);
  heyi::test::paste(frame, blank(28, 28), frame.width / 2, frame.height / 2);
  CHECK(only_text(frame) == text);
}

TEST_CASE("damage beyond its level makes a code unreadable, not wrong", "[qr][find]") {
  GreyImage frame = image_of(upper_case_text(150), 4, QrLevel::low);
  heyi::test::paste(frame, blank(frame.width / 2, frame.height / 2), frame.width / 4, frame.height / 4);
  CHECK(found_in(frame).empty());
}

TEST_CASE("a code in reversed colours is read, as an app in night mode shows it", "[qr][find]") {
  const std::string text = upper_case_text(100);
  GreyImage frame = image_of(text, 4);
  for (auto& grey : frame.pixels) grey = static_cast<std::uint8_t>(255 - grey);
  const std::vector<QrFound> codes = found_in(frame);
  REQUIRE(codes.size() == 1);
  CHECK(codes.front().text == text);
}

TEST_CASE("all codes of a frame are found", "[qr][find]") {
  const GreyImage frame =
      heyi::test::side_by_side({image_of("HY1:BB8"), image_of("9701000"), image_of("HTTPS://EXAMPLE.ORG/")});
  std::set<std::string> texts;
  for (const QrFound& found : found_in(frame)) texts.insert(found.text);
  CHECK(texts == std::set<std::string>{"HY1:BB8", "9701000", "HTTPS://EXAMPLE.ORG/"});
}

TEST_CASE("no more than sixteen codes of a frame are told", "[qr][find]") {
  const std::vector<GreyImage> row(20, image_of("HY1:BB8", 3));
  CHECK(found_in(heyi::test::side_by_side(row)).size() <= 16);
}

TEST_CASE("rows may lie further apart than they are wide", "[qr][find]") {
  const std::string text = upper_case_text(80);
  const GreyImage code = image_of(text, 3);
  GreyImage padded = blank(code.width + 37, code.height, 0);
  heyi::test::paste(padded, code, 0, 0);
  // The last row ends with its pixels, as a camera's buffer may.
  const heyi::test::Exact exact(heyi::ByteView(padded.pixels).first(padded.pixels.size() - 37));
  const auto found = find_qr(GreyView{exact.view().data(), code.width, code.height, padded.width});
  REQUIRE(found.has_value());
  REQUIRE(found->size() == 1);
  CHECK(found->front().text == text);
}

TEST_CASE("frames whose sizes make no sense are refused", "[qr][find]") {
  const GreyImage image = blank(10, 10);
  const std::uint8_t* pixels = image.pixels.data();
  for (const GreyView& view :
       {GreyView{}, GreyView{nullptr, 10, 10, 10}, GreyView{pixels, 0, 10, 10}, GreyView{pixels, 10, 0, 10},
        GreyView{pixels, -10, 10, 10}, GreyView{pixels, 10, -10, 10}, GreyView{pixels, 10, 10, 9},
        GreyView{pixels, 10, 10, -10}, GreyView{pixels, heyi::kMaxImageSide + 1, 1, heyi::kMaxImageSide + 1},
        GreyView{pixels, 16384, 16384, 16384}}) {
    CHECK(outcome(find_qr(view)) == "scan.bad_image");
  }
}

TEST_CASE("a symbol made by hand from a stream of bits is read", "[qr][find][mode]") {
  // What the two cases below differ from in their first bits alone.
  const std::vector<QrFound> found = found_in(symbol_with_prefix(0, 0));
  REQUIRE(found.size() == 1);
  CHECK(found.front().text == "HY1:BB8");
  CHECK(found.front().plain_mode);
}

TEST_CASE("FNC1 in the first position is no plain mode", "[qr][find][mode]") {
  const std::vector<QrFound> found = found_in(symbol_with_prefix(0b0101, 4));
  REQUIRE(found.size() == 1);
  CHECK_FALSE(found.front().plain_mode);
}

TEST_CASE("FNC1 in the second position is no plain mode", "[qr][find][mode]") {
  const std::vector<QrFound> found = found_in(symbol_with_prefix(0b1001'0010'0101, 12));  // application indicator 37
  REQUIRE(found.size() == 1);
  CHECK_FALSE(found.front().plain_mode);
}

TEST_CASE("the application indicator of FNC1 is no part of the text", "[qr][find][mode]") {
  CHECK(only_text(symbol_with_prefix(0b1001'0010'0101, 12)) == "HY1:BB8");  // 37
  CHECK(only_text(symbol_with_prefix(0b1001'1100'0101, 12)) == "HY1:BB8");  // 97 + 100, the letter a
}

TEST_CASE("an ECI header is no plain mode", "[qr][find][mode]") {
  for (const unsigned eci : {3U, 26U, 899U}) {  // Latin 1, UTF-8, octets
    InputPtr input(QRinput_new2(0, QR_ECLEVEL_M), QRinput_free);
    REQUIRE(QRinput_appendECIheader(input.get(), eci) == 0);
    REQUIRE(QRinput_append(input.get(), QR_MODE_8, 7, reinterpret_cast<const unsigned char*>("HY1:BB8")) == 0);
    INFO(eci);
    CHECK_FALSE(found_in(drawn(input.get())).at(0).plain_mode);
  }
}

TEST_CASE("a part of a structured append is no plain mode", "[qr][find][mode]") {
  const std::unique_ptr<QRinput_Struct, void (*)(QRinput_Struct*)> parts(QRinput_Struct_new(), QRinput_Struct_free);
  for (const std::string_view text : {"HY1:BB8", "BB8BB8"}) {
    QRinput* part = QRinput_new2(5, QR_ECLEVEL_M);  // parts owns it
    REQUIRE(QRinput_append(part, QR_MODE_AN, static_cast<int>(text.size()),
                           reinterpret_cast<const unsigned char*>(text.data())) == 0);
    REQUIRE(QRinput_Struct_appendInput(parts.get(), part) > 0);
  }
  REQUIRE(QRinput_Struct_insertStructuredAppendHeaders(parts.get()) == 0);
  const std::unique_ptr<QRcode_List, void (*)(QRcode_List*)> codes(QRcode_encodeInputStructured(parts.get()),
                                                                   QRcode_List_free);
  REQUIRE(codes != nullptr);
  for (const QRcode_List* entry = codes.get(); entry != nullptr; entry = entry->next) {
    const std::vector<QrFound> found = found_in(drawn(*entry->code));
    REQUIRE(found.size() == 1);
    CHECK_FALSE(found.front().plain_mode);
  }
}

TEST_CASE("octets of a byte segment come as they are", "[qr][find][mode]") {
  const InputPtr input = input_of("HY1:\xe5\x90\x88\x80", QR_MODE_8);
  CHECK(only_text(drawn(input.get())) == "HY1:\xe5\x90\x88\x80");
}
