// WebP in through libwebp, whose luma is taken as it is.
#include <webp/decode.h>

#include "qr/image_file.hpp"

namespace heyi {
namespace {

constexpr int kLossless = 2;  // WebPBitstreamFeatures::format

// A lossy block of 256 pixels takes more than a bit, and so does a lossless copy of 4096 pixels at most. Only a
// lossless picture of one colour takes less, and shows no code.
bool may_hold(ByteView file, const WebPBitstreamFeatures& picture) noexcept {
  const std::uint64_t pixels = static_cast<std::uint64_t>(picture.width) * static_cast<std::uint64_t>(picture.height);
  return pixels <= std::uint64_t{file.size()} * 8 * (picture.format == kLossless ? 4096 : 256);
}

// A lossless picture, or opacity, is held whole by libwebp in four octets a pixel and some rows beside: no more than
// our own largest picture with its colours would take.
bool fits_libwebp(const WebPBitstreamFeatures& picture) noexcept {
  constexpr std::int64_t kRows = 32;
  const bool is_held_whole = picture.format == kLossless || picture.has_alpha != 0;
  return !is_held_whole || std::int64_t{picture.width} * (picture.height + kRows) <= kMaxImagePixels;
}

/// Planes lie beside the luma: colours that nobody looks at, and the opacity.
struct Planes {
  Bytes blue, red, alpha;
};

bool decode(ByteView file, WebPDecoderConfig& config, GreyImage& image, Planes& planes) {
  const auto width = static_cast<std::size_t>(image.width), height = static_cast<std::size_t>(image.height);
  const std::size_t half = (width + 1) / 2, half_size = half * ((height + 1) / 2);
  image.pixels.resize(width * height);
  planes.blue.resize(half_size);
  planes.red.resize(half_size);
  config.output.is_external_memory = 1;
  config.output.colorspace = MODE_YUV;
  WebPYUVABuffer& out = config.output.u.YUVA;
  out.y = image.pixels.data();
  out.y_stride = image.width;
  out.y_size = image.pixels.size();
  out.u = planes.blue.data();
  out.v = planes.red.data();
  out.u_stride = out.v_stride = static_cast<int>(half);
  out.u_size = out.v_size = half_size;
  if (config.input.has_alpha != 0) {
    planes.alpha.resize(width * height);
    config.output.colorspace = MODE_YUVA;
    out.a = planes.alpha.data();
    out.a_stride = image.width;
    out.a_size = planes.alpha.size();
  }
  return WebPDecode(file.data(), file.size(), &config) == VP8_STATUS_OK;
}

// The luma of video goes from 16 to 235.
constexpr std::uint8_t full_range(int luma) noexcept {
  return static_cast<std::uint8_t>((std::clamp(luma - 16, 0, 219) * 255 + 109) / 219);
}

}  // namespace

Result<GreyImage> read_webp(ByteView file, std::int64_t max_pixels) {
  WebPDecoderConfig config;
  if (WebPInitDecoderConfig(&config) == 0) return fail(Reason::internal_failure, "webp");
  if (WebPGetFeatures(file.data(), file.size(), &config.input) != VP8_STATUS_OK) {
    return fail(Reason::scan_bad_image, "webp");
  }
  const auto width = static_cast<std::uint64_t>(config.input.width);
  const auto height = static_cast<std::uint64_t>(config.input.height);
  if (!is_allowed_size(width, height, max_pixels) || !fits_libwebp(config.input)) {
    return fail(size_reason(width, height), "webp");
  }
  if (config.input.has_animation != 0) return fail(Reason::scan_bad_image, "webp: a moving picture is not read");
  if (!may_hold(file, config.input)) return fail(Reason::scan_bad_image, "webp");
  GreyImage image{{}, config.input.width, config.input.height};
  Planes planes;
  const bool read = decode(file, config, image, planes);
  WebPFreeDecBuffer(&config.output);
  if (!read) return fail(Reason::scan_bad_image, "webp");
  for (std::uint8_t& pixel : image.pixels) pixel = full_range(pixel);
  for (std::size_t i = 0; i < planes.alpha.size(); ++i) image.pixels[i] = on_white(image.pixels[i], planes.alpha[i]);
  return image;
}

}  // namespace heyi
