// QR codes: text out as a symbol in several renderings, and in from a frame.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <heyi/bytes.hpp>
#include <heyi/image.hpp>
#include <heyi/result.hpp>

namespace heyi {

/// QrLevel is the error-correction level of ISO/IEC 18004: about 7, 15, 25 and 30 per cent.
enum class QrLevel { low, medium, quartile, high };

/// QrSymbol is a QR code as modules. `version` is 1 to 40, `size_modules` = 17 + 4·version.
struct QrSymbol {
  int version = 0;
  int size_modules = 0;
  QrLevel level = QrLevel::medium;
  Bytes modules;  ///< size_modules² octets, row by row, 1 dark, 0 light, no quiet zone.

  bool dark(int x, int y) const noexcept {
    return modules[static_cast<std::size_t>(y) * static_cast<std::size_t>(size_modules) +
                   static_cast<std::size_t>(x)] != 0;
  }
};

/// encode_qr writes `text` as one segment, numeric when it is all digits, alphanumeric otherwise, in the
/// smallest version that holds it. Fails with `qr.not_alphanumeric` or `qr.too_large`.
Result<QrSymbol> encode_qr(std::string_view text, QrLevel level = QrLevel::medium);

/// qr_version_for is the smallest version (1 to 40) whose alphanumeric or numeric capacity holds `text` at
/// `level`, or 0 when none does. It makes no symbol.
int qr_version_for(std::string_view text, QrLevel level) noexcept;

/// QrRendering says how a symbol is drawn.
struct QrRendering {
  int module_pixels = 8;       ///< Pixels a module's side takes, 1 to 64; PNG alone.
  int quiet_zone_modules = 4;  ///< Light border, modules; the standard asks for 4.
};

/// qr_to_image draws the symbol, black on white.
GreyImage qr_to_image(const QrSymbol& symbol, const QrRendering& rendering = {});

/// qr_to_png is qr_to_image as a PNG file.
Result<Bytes> qr_to_png(const QrSymbol& symbol, const QrRendering& rendering = {});

/// qr_to_svg draws the symbol as an SVG whose unit is one module, crisp at every size.
std::string qr_to_svg(const QrSymbol& symbol, const QrRendering& rendering = {});

/// qr_to_terminal draws the symbol with half blocks, two modules a character, with explicit black and
/// white (ANSI) so that it scans from dark and light terminals alike.
std::string qr_to_terminal(const QrSymbol& symbol, const QrRendering& rendering = {});

/// QrFound is one code that a frame shows.
struct QrFound {
  std::string text;
  bool plain_mode = true;  ///< false for FNC1, ECI and structured append, which Heyi refuses.
  int corners[8] = {};     ///< x, y of the four corners, clockwise from the top left, in pixels.
};

/// find_qr finds the QR codes of a frame, at most 16. Empty when there is none. It copies no pixel that it
/// need not, never throws, and fails only with `scan.bad_image` for a frame whose sizes make no sense.
Result<std::vector<QrFound>> find_qr(const GreyView& frame);

/// read_qr finds the code to verify: the only Heyi code; else an incumbent's code; else the only other
/// code. Fails with `scan.unreadable` (nothing was read, or a Heyi code is in a refused mode:
/// `scan.symbol_mode`) or `scan.several_codes` (two different Heyi codes in one frame).
Result<std::string> read_qr(const GreyView& frame);

}  // namespace heyi
