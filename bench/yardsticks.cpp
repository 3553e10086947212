// Direct calls into OpenSSL, libqrencode and ZXing, with nothing of Heyi in between.
#include "yardsticks.hpp"

#include <openssl/ec.h>
#include <openssl/evp.h>
#include <qrencode.h>

#define ZX_USE_UTF8 1
#include <ZXing/ReadBarcode.h>
#if __has_include(<ZXing/Version.h>)
#include <ZXing/Version.h>
#else
#include <ZXing/ZXVersion.h>
#endif

#include <array>

namespace heyi::bench {
namespace {

template <auto Free>
struct Deleter {
  template <typename T>
  void operator()(T* handle) const noexcept {
    Free(handle);
  }
};
using Pkey = std::unique_ptr<EVP_PKEY, Deleter<EVP_PKEY_free>>;
using PkeyCtx = std::unique_ptr<EVP_PKEY_CTX, Deleter<EVP_PKEY_CTX_free>>;
using MdCtx = std::unique_ptr<EVP_MD_CTX, Deleter<EVP_MD_CTX_free>>;
using Message = std::array<unsigned char, 400>;

Pkey generate(Algorithm algorithm) {
  const bool national = algorithm == Algorithm::sm2;
  return Pkey(national ? EVP_PKEY_Q_keygen(nullptr, nullptr, "SM2")
                       : EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", "P-256"));
}

struct Context {
  PkeyCtx pkey;
  MdCtx md{EVP_MD_CTX_new()};
};

// SM2 wants its id set before it starts; the context is made anew for every signature, as any caller must.
Context context_for(Algorithm algorithm, EVP_PKEY* key, bool sign) {
  Context context;
  if (algorithm == Algorithm::sm2) {
    context.pkey.reset(EVP_PKEY_CTX_new(key, nullptr));
    EVP_PKEY_CTX_set1_id(context.pkey.get(), "1234567812345678", 16);
    EVP_MD_CTX_set_pkey_ctx(context.md.get(), context.pkey.get());
  }
  const EVP_MD* digest = algorithm == Algorithm::sm2 ? EVP_sm3() : EVP_sha256();
  if (sign) {
    EVP_DigestSignInit(context.md.get(), nullptr, digest, nullptr, key);
  } else {
    EVP_DigestVerifyInit(context.md.get(), nullptr, digest, nullptr, key);
  }
  return context;
}

std::vector<unsigned char> sign_once(Algorithm algorithm, EVP_PKEY* key, const Message& message) {
  const Context context = context_for(algorithm, key, true);
  std::vector<unsigned char> signature(128);
  std::size_t size = signature.size();
  if (EVP_DigestSign(context.md.get(), signature.data(), &size, message.data(), message.size()) != 1) return {};
  signature.resize(size);
  return signature;
}

#if __has_include(<ZXing/ReaderOptions.h>)
using Options = ZXing::ReaderOptions;
#else
using Options = ZXing::DecodeHints;
#endif

// Since 3, QRCode stands for the whole family, Micro QR and rMQR among it.
#if ZXING_VERSION_MAJOR >= 3
constexpr auto kQrCode = ZXing::BarcodeFormat::QRCodeModel2;
#else
constexpr auto kQrCode = ZXing::BarcodeFormat::QRCode;
#endif

// A template, so that what a version of ZXing does not have is left out.
template <typename Any>
Any options_of(bool harder) {
  Any options;
  options.setFormats(kQrCode);
  options.setTryHarder(harder);
  options.setTryRotate(harder);
  options.setTryDownscale(harder);
  if constexpr (requires { options.setTryInvert(harder); }) options.setTryInvert(harder);
  return options;
}

ZXing::ImageView view_of(const GreyView& frame) {
  return {frame.pixels, frame.width, frame.height, ZXing::ImageFormat::Lum, frame.stride, 1};
}

}  // namespace

struct EvpVerify::Impl {
  Algorithm algorithm;
  Pkey key;
  Message message{};
  std::vector<unsigned char> signature;
};

EvpVerify::EvpVerify(Algorithm algorithm) {
  Impl impl{algorithm, generate(algorithm), {}, {}};
  impl.signature = sign_once(algorithm, impl.key.get(), impl.message);
  impl_ = std::make_shared<const Impl>(std::move(impl));
}

bool EvpVerify::once() const {
  const Context context = context_for(impl_->algorithm, impl_->key.get(), false);
  return EVP_DigestVerify(context.md.get(), impl_->signature.data(), impl_->signature.size(), impl_->message.data(),
                          impl_->message.size()) == 1;
}

struct EvpSign::Impl {
  Algorithm algorithm;
  Pkey key;
  Message message{};
};

EvpSign::EvpSign(Algorithm algorithm) : impl_(std::make_shared<const Impl>(Impl{algorithm, generate(algorithm), {}})) {}

bool EvpSign::once() const { return !sign_once(impl_->algorithm, impl_->key.get(), impl_->message).empty(); }

bool qrencode_alone(const std::string& text, int version) {
  const std::unique_ptr<QRinput, Deleter<QRinput_free>> input(QRinput_new2(version, QR_ECLEVEL_M));
  const auto* data = reinterpret_cast<const unsigned char*>(text.data());
  if (QRinput_append(input.get(), QR_MODE_AN, static_cast<int>(text.size()), data) != 0) return false;
  const std::unique_ptr<QRcode, Deleter<QRcode_free>> code(QRcode_encodeInput(input.get()));
  return code != nullptr;
}

bool zxing_alone(const GreyView& frame) {
  Options options;
  options.setFormats(kQrCode);
  return ZXing::ReadBarcode(view_of(frame), options).isValid();
}

std::vector<std::string> zxing_texts(const GreyView& frame, ZxingEffort effort) {
  // ReadBarcode, for one code, gives up after the first three patterns that make none.
  std::vector<std::string> texts;
  for (const auto& code : ZXing::ReadBarcodes(view_of(frame), options_of<Options>(effort == ZxingEffort::harder))) {
    const auto& bytes = code.bytes();
    if (code.isValid()) texts.emplace_back(bytes.begin(), bytes.end());
  }
  return texts;
}

}  // namespace heyi::bench
