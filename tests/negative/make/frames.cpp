// Stage 1: pictures that show no code, several, or one in a mode that is refused.
#include <memory>

#include <heyi/qr.hpp>

#include <qrencode.h>

#include "negative/make/maker.hpp"
#include "unit/qr/symbol_surgery.hpp"

namespace heyi::test::negative {
namespace {

GreyImage blank(int width, int height) {
  return {Bytes(static_cast<std::size_t>(width) * static_cast<std::size_t>(height), 255), width, height};
}

void paste(GreyImage& image, const GreyImage& part, int left, int top) {
  for (int y = 0; y < part.height; ++y) {
    for (int x = 0; x < part.width; ++x)
      image.pixels[static_cast<std::size_t>((top + y) * image.width + left + x)] =
          part.pixels[static_cast<std::size_t>(y * part.width + x)];
  }
}

GreyImage drawn(const QRcode& code) {
  GreyImage image = blank((code.width + 8) * 4, (code.width + 8) * 4);
  for (int y = 0; y < code.width * 4; ++y) {
    for (int x = 0; x < code.width * 4; ++x) {
      if ((code.data[y / 4 * code.width + x / 4] & 1) != 0)
        image.pixels[static_cast<std::size_t>((y + 16) * image.width + x + 16)] = 0;
    }
  }
  return image;
}

GreyImage image_of(const std::string& text) { return qr_to_image(*encode_qr(text), {.module_pixels = 3}); }

using CodePtr = std::unique_ptr<QRcode, void (*)(QRcode*)>;
using InputPtr = std::unique_ptr<QRinput, void (*)(QRinput*)>;

// libqrencode writes no FNC1, so the symbol of another text is changed into the one that is wanted.
GreyImage with_prefix(unsigned prefix, int bits) {
  const InputPtr input(QRinput_new2(1, QR_ECLEVEL_M), QRinput_free);
  QRinput_append(input.get(), QR_MODE_AN, 7, reinterpret_cast<const unsigned char*>("HY1:000"));
  const CodePtr code(QRcode_encodeInput(input.get()), QRcode_free);
  exchange_data(*code, stream_1m("HY1:000", 0, 0), stream_1m("HY1:BB8", prefix, bits));
  return drawn(*code);
}

GreyImage with_eci(unsigned eci) {
  const InputPtr input(QRinput_new2(0, QR_ECLEVEL_M), QRinput_free);
  QRinput_appendECIheader(input.get(), eci);
  QRinput_append(input.get(), QR_MODE_8, 7, reinterpret_cast<const unsigned char*>("HY1:BB8"));
  return drawn(*CodePtr(QRcode_encodeInput(input.get()), QRcode_free));
}

GreyImage first_of_two_parts() {
  const std::unique_ptr<QRinput_Struct, void (*)(QRinput_Struct*)> parts(QRinput_Struct_new(), QRinput_Struct_free);
  for (const std::string_view text : {"HY1:BB8", "BB8BB8"}) {
    QRinput* part = QRinput_new2(5, QR_ECLEVEL_M);  // parts owns it
    QRinput_append(part, QR_MODE_AN, static_cast<int>(text.size()),
                   reinterpret_cast<const unsigned char*>(text.data()));
    QRinput_Struct_appendInput(parts.get(), part);
  }
  QRinput_Struct_insertStructuredAppendHeaders(parts.get());
  const std::unique_ptr<QRcode_List, void (*)(QRcode_List*)> codes(QRcode_encodeInputStructured(parts.get()),
                                                                   QRcode_List_free);
  return drawn(*codes->code);
}

}  // namespace

void make_frames(Maker& maker) {
  const auto make = [&](const char* name, const std::string& extension, const About& about, const Bytes& file,
                        const More& more = {}) {
    const std::string path = std::string("frame/") + name + "." + extension;
    maker.file(path, file);
    More all = {{"file", path}};
    all.insert(all.end(), more.begin(), more.end());
    maker.vector(std::string("frame/") + name, "frame", about, "", all);
  };
  const auto picture = [&](const char* name, const char* expect, const char* number, const char* note,
                           const GreyImage& image, const More& more = {}) {
    make(name, "png", {expect, number, "ISO/IEC 18004", note}, *write_png(image.view()), more);
  };
  const Presentation code = shown({half_ss(), half_hc()}, showing(), kPlain);
  const GreyImage good = image_of(code.text);
  picture("in_order", "ok", "", "A picture of a code; nothing is wrong with it.", good);
  picture("blank", "scan.unreadable", "5.1", "Nothing but white.", blank(200, 200));
  GreyImage torn = good;
  for (int y = good.height / 3; y < good.height * 2 / 3; ++y) {
    for (int x = 0; x < good.width; ++x) torn.pixels[static_cast<std::size_t>(y * good.width + x)] = 255;
  }
  picture("torn", "scan.unreadable", "5.1", "A third of the code is missing: more than its correction mends.", torn);
  GreyImage corner(Bytes(), good.width / 2, good.height / 2);
  for (int y = 0; y < corner.height; ++y)
    corner.pixels.insert(corner.pixels.end(), good.pixels.begin() + y * good.width,
                         good.pixels.begin() + y * good.width + corner.width);
  picture("a_corner", "scan.unreadable", "5.1", "A corner of the code alone.", corner);
  const GreyImage first = image_of("HY1:BB8");
  const GreyImage second = image_of("HY1:QED8WEX0");
  GreyImage two = blank(first.width + second.width, std::max(first.height, second.height));
  paste(two, first, 0, 0);
  paste(two, second, first.width, 0);
  picture("two_codes", "scan.several_codes", "", "Two different Heyi codes in one picture.", two);
  picture("fnc1_first", "scan.symbol_mode", "4.1", "FNC1 in the first position (GS1).", with_prefix(0b0101, 4));
  picture("fnc1_second", "scan.symbol_mode", "4.1", "FNC1 in the second position (AIM).",
          with_prefix(0b1001'0010'0101, 12));
  picture("eci_utf8", "scan.symbol_mode", "4.2", "An ECI header for UTF-8.", with_eci(26));
  picture("eci_latin1", "scan.symbol_mode", "4.2", "An ECI header for Latin 1.", with_eci(3));
  picture("structured_append", "scan.symbol_mode", "4.3", "The first of two parts of a structured append.",
          first_of_two_parts());
  picture("another_systems_code", "text.unknown_prefix", "1.2", "Another system's code.", image_of("HC1:NCFOXN"));
  Bytes cut = *write_png(first.view());
  cut.resize(cut.size() / 2);
  make("png_cut_off", "png", {"scan.bad_image", "32.1", "PNG specification", "The picture ends too early."}, cut);
  make("no_picture", "png", {"scan.bad_image", "5.1", "PNG specification", "The file begins as a picture and is none."},
       octets(as_bytes("\x89PNG and no picture")));
  make("pgm_too_wide", "pgm",
       {"scan.too_large", "33.1", "Netpbm PGM", "A header that declares 100000 columns, and nothing behind it."},
       octets(as_bytes("P5 100000 1 255\n")));
  make("pgm_too_many_pixels", "pgm",
       {"scan.too_large", "33.1", "Netpbm PGM", "A header that declares 256 million pixels, and nothing behind it."},
       octets(as_bytes("P5 16000 16000 255\n")));
  make("pgm_cut_off", "pgm",
       {"scan.bad_image", "32.1 33.1", "Netpbm PGM", "A header that declares a million pixels, and nothing behind it."},
       octets(as_bytes("P5 1000 1000 255\n")));
}

}  // namespace heyi::test::negative
