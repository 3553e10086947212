// What the versions of ZXing must have in common: each decodes a drawn symbol of any version, and Micro QR is no code.
#include "qr/zxing.hpp"

#include <qrencode.h>

#include <memory>
#include <string>

#include "unit/codec/exact.hpp"
#include "unit/qr/canvas.hpp"

namespace {

using heyi::Darkness;
using heyi::Effort;
using heyi::GreyImage;
using heyi::read_with_zxing;

struct Free {
  void operator()(QRcode* code) const noexcept { QRcode_free(code); }
};
using Symbol = std::unique_ptr<QRcode, Free>;

GreyImage drawn(const QRcode& code, int pixels) {
  constexpr int kQuiet = 4;
  GreyImage image = heyi::test::blank((code.width + 2 * kQuiet) * pixels, (code.width + 2 * kQuiet) * pixels);
  for (int y = 0; y < code.width * pixels; ++y) {
    for (int x = 0; x < code.width * pixels; ++x) {
      if ((code.data[y / pixels * code.width + x / pixels] & 1) == 0) continue;
      image.pixels[static_cast<std::size_t>((y + kQuiet * pixels) * image.width + x + kQuiet * pixels)] = 0;
    }
  }
  return image;
}

}  // namespace

TEST_CASE("a drawn symbol of every version is decoded as such, and in a frame") {
  const std::string text = "HEYI 1";
  for (int version = 1; version <= 40; ++version) {
    const Symbol code(QRcode_encodeString(text.c_str(), version, QR_ECLEVEL_M, QR_MODE_8, 1));
    REQUIRE(code != nullptr);
    CAPTURE(version);
    for (const Effort effort : {Effort::drawn, Effort::fast}) {
      const auto codes = read_with_zxing(drawn(*code, 3).view(), Darkness::whole, effort);
      REQUIRE(codes.size() == 1);
      CHECK(codes[0].text == text);
      CHECK(codes[0].plain_mode);
    }
  }
}

TEST_CASE("a Micro QR code in a frame is none") {
  const Symbol code(QRcode_encodeStringMQR("12345", 4, QR_ECLEVEL_L, QR_MODE_8, 1));
  REQUIRE(code != nullptr);
  CHECK(read_with_zxing(drawn(*code, 6).view(), Darkness::local, Effort::fast).empty());
}
