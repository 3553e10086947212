// QR symbols through libqrencode, one forced segment each; the only file that includes it.
#include <heyi/qr.hpp>

#include <qrencode.h>

#include <memory>

#include "qr/segment.hpp"

namespace heyi {
namespace {

struct FreeInput {
  void operator()(QRinput* input) const noexcept { QRinput_free(input); }
};
struct FreeCode {
  void operator()(QRcode* code) const noexcept { QRcode_free(code); }
};

QRecLevel level_of(QrLevel level) noexcept {
  switch (level) {
    case QrLevel::low: return QR_ECLEVEL_L;
    case QrLevel::medium: return QR_ECLEVEL_M;
    case QrLevel::quartile: return QR_ECLEVEL_Q;
    case QrLevel::high: break;
  }
  return QR_ECLEVEL_H;
}

}  // namespace

Result<QrSymbol> encode_qr(std::string_view text, QrLevel level) {
  const bool numeric = is_numeric_text(text);
  if (!numeric && !is_alphanumeric_text(text)) return fail(Reason::qr_not_alphanumeric);
  const int version = qr_version_for(text, level);
  if (version == 0) return fail(Reason::qr_too_large, std::to_string(text.size()) + " characters");
  // The version is set beforehand and the segment appended whole: libqrencode's own splitter mixes modes near a limit.
  const std::unique_ptr<QRinput, FreeInput> input(QRinput_new2(version, level_of(level)));
  const auto* data = reinterpret_cast<const unsigned char*>(text.data());
  const QRencodeMode mode = numeric ? QR_MODE_NUM : QR_MODE_AN;
  if (!input || QRinput_append(input.get(), mode, static_cast<int>(text.size()), data) != 0) {
    return fail(Reason::internal_failure, "qr segment");
  }
  const std::unique_ptr<QRcode, FreeCode> code(QRcode_encodeInput(input.get()));
  if (!code || code->version != version) return fail(Reason::internal_failure, "qr version");
  QrSymbol symbol{version, code->width, level,
                  Bytes(static_cast<std::size_t>(code->width) * static_cast<std::size_t>(code->width))};
  for (std::size_t i = 0; i < symbol.modules.size(); ++i) symbol.modules[i] = code->data[i] & 1;
  return symbol;
}

}  // namespace heyi
