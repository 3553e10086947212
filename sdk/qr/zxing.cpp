// The only file of the SDK that includes ZXing. Version 2 renamed its types; what is used of them stayed the same.
#include "qr/zxing.hpp"

#define ZX_USE_UTF8 1  // Version 1 has wide strings without it; later ones do not know it.
#include <ZXing/ReadBarcode.h>
#if __has_include(<ZXing/Version.h>)
#include <ZXing/Version.h>
#else
#include <ZXing/ZXVersion.h>
#endif

#include <string>
#include <utility>

namespace heyi {
namespace {

#if __has_include(<ZXing/ReaderOptions.h>)
using Options = ZXing::ReaderOptions;
#else
using Options = ZXing::DecodeHints;
#endif
// Since version 3, QRCode stands for the whole family, Micro QR and rMQR among it. A drawn code is read by that name
// alone, and is none of these: they have one finder pattern.
#if ZXING_VERSION_MAJOR >= 3
constexpr auto kInFrames = ZXing::BarcodeFormat::QRCodeModel2;
#else
constexpr auto kInFrames = ZXing::BarcodeFormat::QRCode;
#endif
using Code = decltype(ZXing::ReadBarcode(std::declval<ZXing::ImageView>(), Options{}));

// Version 1 never inverts. Looks at reversed frames are counted among the looks, in find.cpp.
template <typename AnyOptions>
void never_invert(AnyOptions& options) {
  if constexpr (requires { options.setTryInvert(false); }) options.setTryInvert(false);
}

Options options_for(Darkness darkness, Effort effort) {
  Options options;
  options.setFormats(effort == Effort::drawn ? ZXing::BarcodeFormat::QRCode : kInFrames);
  options.setMaxNumberOfSymbols(kMaxCodes);
  options.setTryHarder(false);
  options.setTryRotate(false);
  options.setTryDownscale(false);
  never_invert(options);
  options.setIsPure(effort == Effort::drawn);
  options.setBinarizer(effort == Effort::drawn       ? ZXing::Binarizer::FixedThreshold
                       : darkness == Darkness::local ? ZXing::Binarizer::LocalAverage
                                                     : ZXing::Binarizer::GlobalHistogram);
  return options;
}

QrFound describe(const Code& code) {
  QrFound found;
  const auto& bytes = code.bytes();
  found.text.assign(bytes.begin(), bytes.end());
  // FNC1 in the second position: ZXing writes the application indicator, two digits or a letter, in front of the text.
  const std::string mode = code.symbologyIdentifier();
  if (mode == "]Q5" || mode == "]Q6") {
    const bool digits = !found.text.empty() && found.text.front() >= '0' && found.text.front() <= '9';
    found.text.erase(0, digits ? 2 : 1);
  }
  // "]Q1" is plain QR; other modifiers tell of ECI and FNC1 (ISO/IEC 15424).
  found.plain_mode = mode == "]Q1" && !code.hasECI() && code.sequenceSize() <= 1;
  for (std::size_t i = 0; i < 4; ++i) {
    found.corners[2 * i] = code.position()[static_cast<int>(i)].x;
    found.corners[2 * i + 1] = code.position()[static_cast<int>(i)].y;
  }
  return found;
}

}  // namespace

std::vector<QrFound> read_with_zxing(const GreyView& frame, Darkness darkness, Effort effort) {
  const ZXing::ImageView view{frame.pixels, frame.width, frame.height, ZXing::ImageFormat::Lum, frame.stride, 1};
  std::vector<QrFound> codes;
  for (const Code& code : ZXing::ReadBarcodes(view, options_for(darkness, effort))) {
    if (code.isValid()) codes.push_back(describe(code));
  }
  return codes;
}

}  // namespace heyi
