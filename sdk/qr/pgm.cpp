// PGM (P2 and P5), the simplest form a camera pipeline writes.
#include <algorithm>
#include <optional>

#include "qr/image_file.hpp"

namespace heyi {
namespace {

bool is_space(std::uint8_t c) noexcept {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\v' || c == '\f';
}

/// Scanner reads the header's and P2's numbers, skipping comments.
class Scanner {
 public:
  explicit Scanner(ByteView rest) : rest_(rest) {}

  std::optional<std::uint32_t> number() {
    skip();
    std::uint32_t value = 0;
    std::size_t digits = 0;
    while (digits < rest_.size() && rest_[digits] >= '0' && rest_[digits] <= '9') {
      value = value * 10 + (rest_[digits++] - '0');
      if (value > 1'000'000) return std::nullopt;
    }
    if (digits == 0) return std::nullopt;
    rest_ = rest_.subspan(digits);
    return value;
  }

  // after_header takes the one white-space octet that separates a P5 header from its pixels.
  std::optional<ByteView> after_header() {
    if (rest_.empty() || !is_space(rest_.front())) return std::nullopt;
    return rest_.subspan(1);
  }

 private:
  void skip() {
    while (!rest_.empty() && (is_space(rest_.front()) || rest_.front() == '#')) {
      const bool comment = rest_.front() == '#';
      const auto end = comment ? std::find(rest_.begin(), rest_.end(), '\n') : rest_.begin() + 1;
      rest_ = rest_.subspan(static_cast<std::size_t>(end - rest_.begin()));
    }
  }

  ByteView rest_;
};

std::uint8_t scale(std::uint32_t value, std::uint32_t max) noexcept {
  return static_cast<std::uint8_t>(std::min(value, max) * 255 / max);
}

Error bad() { return fail(Reason::scan_bad_image, "pgm"); }

Result<GreyImage> read_plain(Scanner scanner, std::uint32_t max, GreyImage image, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) {
    const std::optional<std::uint32_t> value = scanner.number();
    if (!value) return bad();
    image.pixels.push_back(scale(*value, max));
  }
  return image;
}

Result<GreyImage> read_raw(ByteView pixels, std::uint32_t max, GreyImage image, std::size_t count) {
  const std::size_t octets = max > 255 ? 2 : 1;
  if (pixels.size() < count * octets) return bad();
  image.pixels.reserve(count);
  for (std::size_t i = 0; i < count; ++i) {
    const std::uint32_t value =
        octets == 1 ? pixels[i] : static_cast<std::uint32_t>(pixels[2 * i] << 8 | pixels[2 * i + 1]);
    image.pixels.push_back(scale(value, max));
  }
  return image;
}

}  // namespace

Result<GreyImage> read_pgm(ByteView file, std::int64_t max_pixels) {
  const bool raw = file[1] == '5';
  Scanner scanner(file.subspan(2));
  const auto width = scanner.number();
  const auto height = scanner.number();
  const auto max = scanner.number();
  if (!width || !height || !max || *max == 0 || *max > 65535) return bad();
  if (!is_allowed_size(*width, *height, max_pixels))
    return fail(*width == 0 || *height == 0 ? Reason::scan_bad_image : Reason::scan_too_large, "pgm");
  GreyImage image{{}, static_cast<int>(*width), static_cast<int>(*height)};
  const std::size_t count = static_cast<std::size_t>(*width) * *height;
  if (!raw) return read_plain(scanner, *max, std::move(image), count);
  const std::optional<ByteView> pixels = scanner.after_header();
  if (!pixels) return bad();
  return read_raw(*pixels, *max, std::move(image), count);
}

}  // namespace heyi
