// BMP, as Windows and OS/2 write it: uncompressed pixels of 1 to 32 bits. It is simple enough to need no library, and
// every number in it is held against the octets that are there.
#include <array>
#include <bit>
#include <optional>

#include "qr/image_file.hpp"

namespace heyi {
namespace {

constexpr std::size_t kFileHeader = 14;

std::uint32_t number_at(ByteView octets, std::size_t at, std::size_t size) noexcept {
  std::uint32_t value = 0;
  for (std::size_t i = size; i > 0; --i) value = value << 8 | octets[at + i - 1];
  return value;
}

/// Channel is one colour's bits in a pixel: none, or a run of them.
struct Channel {
  int shift = 0;
  std::uint32_t max = 0;

  unsigned of(std::uint32_t pixel) const noexcept {
    return static_cast<unsigned>(std::uint64_t{pixel >> shift & max} * 255 / max);
  }
};

std::optional<Channel> channel_of(std::uint32_t mask) noexcept {
  if (mask == 0) return Channel{};
  const int shift = std::countr_zero(mask);
  const std::uint32_t max = mask >> shift;
  if ((max & (max + 1)) != 0) return std::nullopt;
  return Channel{shift, max};
}

/// Header is what the two headers say, checked.
struct Header {
  std::uint32_t width = 0, height = 0;
  bool is_top_down = false;
  std::uint32_t bits = 0, compression = 0, colours = 0;
  std::size_t size = 0;    ///< Octets of the second header.
  std::size_t pixels = 0;  ///< Where they begin in the file.

  std::size_t row_octets() const noexcept { return (std::size_t{width} * bits + 31) / 32 * 4; }
  bool is_old() const noexcept { return size == 12; }
};

constexpr std::uint32_t kPlain = 0, kMasks = 3, kMasksWithAlpha = 6;

// OS/2's first header has numbers of two octets; all later ones begin alike.
std::optional<Header> read_header(ByteView file) {
  if (file.size() < kFileHeader + 12) return std::nullopt;
  Header header;
  header.pixels = number_at(file, 10, 4);
  header.size = number_at(file, 14, 4);
  if (file.size() < kFileHeader + header.size) return std::nullopt;
  if (header.is_old()) {
    header.width = number_at(file, 18, 2);
    header.height = number_at(file, 20, 2);
    header.bits = number_at(file, 24, 2);
    return header;
  }
  const bool is_os2 = header.size == 16 || header.size == 64;
  if (!is_os2 && header.size != 40 && header.size != 52 && header.size != 56 && header.size != 108 &&
      header.size != 124) {
    return std::nullopt;
  }
  header.width = number_at(file, 18, 4);
  header.height = number_at(file, 22, 4);
  header.bits = number_at(file, 28, 2);
  if (header.size > 16) header.compression = number_at(file, 30, 4);
  if (header.size > 16) header.colours = number_at(file, 46, 4);
  // What is 3 elsewhere is another compression in OS/2.
  if (is_os2 && header.compression != kPlain) return std::nullopt;
  if ((header.height & 0x80000000) != 0) {
    header.is_top_down = true;
    header.height = 0 - header.height;
  }
  return header;
}

bool is_form_read(const Header& header) noexcept {
  switch (header.bits) {
    case 1:
    case 4:
    case 8:
    case 24: return header.compression == kPlain;
    case 16:
    case 32:
      return header.compression == kPlain || header.compression == kMasks || header.compression == kMasksWithAlpha;
    default: return false;
  }
}

using Shades = std::array<std::optional<std::uint8_t>, 256>;

// The palette stands between the headers and the pixels, blue first.
std::optional<Shades> read_palette(ByteView file, const Header& header) {
  const std::uint32_t most = 1U << header.bits;
  const std::uint32_t count = header.colours == 0 ? most : header.colours;
  const std::size_t entry = header.is_old() ? 3 : 4;
  const std::size_t begin = kFileHeader + header.size;
  // Some programs leave colours out that no pixel has, and say so nowhere but in where the pixels begin.
  const std::size_t room = header.pixels > begin ? (header.pixels - begin) / entry : 0;
  if (count > most || (header.colours != 0 && count > room)) return std::nullopt;
  Shades shades;
  for (std::size_t i = 0; i < std::min<std::size_t>(count, room); ++i) {
    const std::size_t at = begin + i * entry;
    shades[i] = luma(file[at + 2], file[at + 1], file[at]);
  }
  return shades;
}

/// Channels are where red, green, blue and the opacity lie in a pixel of 16 or 32 bits.
using Channels = std::array<Channel, 4>;

std::optional<Channels> read_channels(ByteView file, const Header& header) {
  std::array<std::uint32_t, 4> masks = {0xff0000, 0xff00, 0xff, 0};
  if (header.bits == 16) masks = {0x7c00, 0x3e0, 0x1f, 0};
  if (header.compression != kPlain) {
    // Behind the shortest header, and inside of the longer ones, they stand at the same place.
    const std::size_t count = header.compression == kMasksWithAlpha || header.size >= 56 ? 4 : 3;
    if (file.size() < 54 + 4 * count) return std::nullopt;
    for (std::size_t i = 0; i < count; ++i) masks[i] = number_at(file, 54 + 4 * i, 4);
  }
  Channels channels;
  for (std::size_t i = 0; i < channels.size(); ++i) {
    const std::optional<Channel> channel = channel_of(masks[i]);
    if (!channel || (i < 3 && channel->max == 0)) return std::nullopt;
    channels[i] = *channel;
  }
  return channels;
}

std::uint8_t shade_of(const Channels& channels, std::uint32_t pixel) noexcept {
  const unsigned grey = luma(channels[0].of(pixel), channels[1].of(pixel), channels[2].of(pixel));
  return channels[3].max == 0 ? static_cast<std::uint8_t>(grey) : on_white(grey, channels[3].of(pixel));
}

bool put_numbers(ByteView row, const Header& header, const Shades& shades, std::uint8_t* out) noexcept {
  for (std::uint32_t x = 0; x < header.width; ++x) {
    const std::size_t bit = std::size_t{x} * header.bits;
    const unsigned number = row[bit / 8] >> (8 - header.bits - bit % 8) & ((1U << header.bits) - 1);
    if (!shades[number]) return false;
    out[x] = *shades[number];
  }
  return true;
}

void put_colours(ByteView row, const Header& header, const Channels& channels, std::uint8_t* out) noexcept {
  const std::size_t size = header.bits / 8;
  for (std::uint32_t x = 0; x < header.width; ++x) out[x] = shade_of(channels, number_at(row, x * size, size));
}

Error bad() { return fail(Reason::scan_bad_image, "bmp"); }

}  // namespace

Result<GreyImage> read_bmp(ByteView file, std::int64_t max_pixels) {
  const std::optional<Header> header = read_header(file);
  if (!header) return bad();
  if (!is_allowed_size(header->width, header->height, max_pixels)) {
    return fail(size_reason(header->width, header->height), "bmp");
  }
  if (!is_form_read(*header)) return fail(Reason::scan_bad_image, "bmp: of a form that is not read");
  const std::size_t row_octets = header->row_octets();
  if (header->pixels > file.size() || file.size() - header->pixels < row_octets * header->height) return bad();
  const bool has_palette = header->bits <= 8;
  const std::optional<Shades> shades = has_palette ? read_palette(file, *header) : Shades{};
  const std::optional<Channels> channels = has_palette ? Channels{} : read_channels(file, *header);
  if (!shades || !channels) return bad();
  GreyImage image{{}, static_cast<int>(header->width), static_cast<int>(header->height)};
  image.pixels.reserve(std::size_t{header->width} * header->height);
  for (std::uint32_t y = 0; y < header->height; ++y) {
    const std::size_t line = header->is_top_down ? y : header->height - 1 - y;
    const ByteView row = file.subspan(header->pixels + line * row_octets, row_octets);
    std::uint8_t* const out = add_row(image.pixels, header->width, header->height);
    if (!has_palette) {
      put_colours(row, *header, *channels, out);
    } else if (!put_numbers(row, *header, *shades, out)) {
      return bad();
    }
  }
  return image;
}

}  // namespace heyi
