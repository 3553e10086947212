// PBM, PGM and PPM (P1 to P6), the simplest forms a camera pipeline writes.
#include <algorithm>
#include <array>
#include <optional>

#include "qr/image_file.hpp"

namespace heyi {
namespace {

bool is_space(std::uint8_t c) noexcept {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\v' || c == '\f';
}

/// Scanner reads the numbers of the header and of plain pixels, skipping comments.
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

  // bit takes one digit: in a plain PBM they need no space between them.
  std::optional<std::uint32_t> bit() {
    skip();
    if (rest_.empty() || (rest_.front() != '0' && rest_.front() != '1')) return std::nullopt;
    const std::uint32_t value = rest_.front() - std::uint32_t{'0'};
    rest_ = rest_.subspan(1);
    return value;
  }

  // after_header takes the one white-space octet that separates a raw header from its pixels.
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

Error bad() { return fail(Reason::scan_bad_image, "pnm"); }

/// Form is what the second letter says, and the header's numbers.
struct Form {
  char letter;  ///< '1' to '6'
  std::uint32_t width = 0, height = 0, max = 1;

  bool is_bits() const noexcept { return letter == '1' || letter == '4'; }
  bool is_raw() const noexcept { return letter >= '4'; }
  std::size_t channels() const noexcept { return letter == '3' || letter == '6' ? 3 : 1; }
  std::size_t pixels() const noexcept { return std::size_t{width} * height; }
};

std::uint8_t grey_of(const Form& form, const std::array<std::uint32_t, 3>& values) noexcept {
  if (form.is_bits()) return values[0] == 0 ? 255 : 0;  // One is ink.
  const std::uint8_t first = scale(values[0], form.max);
  return form.channels() == 1 ? first : luma(first, scale(values[1], form.max), scale(values[2], form.max));
}

Result<GreyImage> read_plain(Scanner scanner, const Form& form, GreyImage image) {
  for (std::size_t i = 0; i < form.pixels(); ++i) {
    std::array<std::uint32_t, 3> values{};
    for (std::size_t channel = 0; channel < form.channels(); ++channel) {
      const std::optional<std::uint32_t> value = form.is_bits() ? scanner.bit() : scanner.number();
      if (!value) return bad();
      values[channel] = *value;
    }
    image.pixels.push_back(grey_of(form, values));
  }
  return image;
}

// Eight pixels an octet, the first in its highest bit; every row begins an octet.
Result<GreyImage> read_bits(ByteView pixels, const Form& form, GreyImage image) {
  const std::size_t row_octets = (std::size_t{form.width} + 7) / 8;
  if (pixels.size() < row_octets * form.height) return bad();
  image.pixels.reserve(form.pixels());
  for (std::size_t y = 0; y < form.height; ++y) {
    for (std::size_t x = 0; x < form.width; ++x) {
      const bool is_ink = (pixels[y * row_octets + x / 8] >> (7 - x % 8) & 1) != 0;
      image.pixels.push_back(is_ink ? 0 : 255);
    }
  }
  return image;
}

Result<GreyImage> read_raw(ByteView pixels, const Form& form, GreyImage image) {
  const std::size_t octets = form.max > 255 ? 2 : 1, pixel_octets = octets * form.channels();
  if (pixels.size() < form.pixels() * pixel_octets) return bad();
  image.pixels.reserve(form.pixels());
  for (std::size_t i = 0; i < form.pixels(); ++i) {
    std::array<std::uint32_t, 3> values{};
    for (std::size_t channel = 0; channel < form.channels(); ++channel) {
      const std::uint8_t* at = pixels.data() + i * pixel_octets + channel * octets;
      values[channel] = octets == 1 ? at[0] : static_cast<std::uint32_t>(at[0] << 8 | at[1]);
    }
    image.pixels.push_back(grey_of(form, values));
  }
  return image;
}

}  // namespace

Result<GreyImage> read_pnm(ByteView file, std::int64_t max_pixels) {
  Form form{static_cast<char>(file[1])};
  Scanner scanner(file.subspan(2));
  const auto width = scanner.number();
  const auto height = scanner.number();
  const auto max = form.is_bits() ? std::optional<std::uint32_t>(1) : scanner.number();
  if (!width || !height || !max || *max == 0 || *max > 65535) return bad();
  if (!is_allowed_size(*width, *height, max_pixels)) return fail(size_reason(*width, *height), "pnm");
  form = {form.letter, *width, *height, *max};
  GreyImage image{{}, static_cast<int>(*width), static_cast<int>(*height)};
  if (!form.is_raw()) return read_plain(scanner, form, std::move(image));
  const std::optional<ByteView> pixels = scanner.after_header();
  if (!pixels) return bad();
  return form.is_bits() ? read_bits(*pixels, form, std::move(image)) : read_raw(*pixels, form, std::move(image));
}

}  // namespace heyi
