// Telling image formats apart by their first octets.
#include <algorithm>
#include <array>

#include "qr/image_file.hpp"

namespace heyi {
namespace {

constexpr std::array<std::uint8_t, 8> kPng = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
constexpr std::array<std::uint8_t, 3> kJpeg = {0xff, 0xd8, 0xff};

template <std::size_t Size>
bool begins_with(ByteView file, const std::array<std::uint8_t, Size>& magic) noexcept {
  return file.size() > Size && std::equal(magic.begin(), magic.end(), file.begin());
}

}  // namespace

Result<GreyImage> read_image(ByteView file, std::int64_t max_pixels) {
  if (begins_with(file, kPng)) return read_png(file, max_pixels);
  if (begins_with(file, kJpeg)) return read_jpeg(file, max_pixels);
  if (file.size() > 2 && file[0] == 'P' && (file[1] == '2' || file[1] == '5')) return read_pgm(file, max_pixels);
  return fail(Reason::scan_bad_image, "neither PNG, JPEG nor PGM");
}

}  // namespace heyi
