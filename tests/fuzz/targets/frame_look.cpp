// A frame to be looked at: width, height and the gap between rows, one octet each, then two bits a pixel.
#include <heyi/guidance.hpp>

#include "fuzz/support/target.hpp"

using namespace heyi;
using heyi::fuzz::require;

namespace {

// Rows `gap` octets apart, and nothing behind the last one, so that a sanitizer sees a pixel read that is none.
Bytes laid_out(const std::uint8_t* data, std::size_t size, int width, int height, int gap, std::uint8_t between) {
  Bytes pixels;
  std::size_t place = 0;
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x, ++place) {
      const unsigned octet = place / 4 < size ? data[place / 4] : 0xff;
      pixels.push_back(static_cast<std::uint8_t>((octet >> (2 * (place % 4)) & 3U) * 85));
    }
    if (y + 1 < height) pixels.insert(pixels.end(), static_cast<std::size_t>(gap), between);
  }
  pixels.shrink_to_fit();
  return pixels;
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 3) return 0;
  const int width = data[0];
  const int height = data[1];
  const int gap = data[2];
  const Bytes pixels = laid_out(data + 3, size - 3, width, height, gap, 0);
  const Result<FrameLook> look = look_at_frame({pixels.data(), width, height, width + gap});
  if (!look) {
    require(look.error().reason == Reason::scan_bad_image, "a frame is refused for its sizes alone");
    require(width == 0 || height == 0, "a frame with pixels is looked at");
    return 0;
  }
  require(!guidance_name(look->guidance).empty(), "what would help has a name");
  require(look->brightness >= 0 && look->brightness <= 255, "brightness is a luma");
  require(look->contrast >= 0 && look->contrast <= 255, "contrast is a difference of two of them");
  require(look->finders >= 0 && look->finders <= 16, "at most sixteen finder patterns are told");
  require((look->finders == 0) == (look->module_pixels == 0), "modules are measured where finder patterns are");
  require(look->module_pixels >= 0 && look->module_pixels * 7 <= width + height, "a finder pattern lies in the frame");

  const Bytes others = laid_out(data + 3, size - 3, width, height, gap, 255);
  const Result<FrameLook> again = look_at_frame({others.data(), width, height, width + gap});
  require(again && again->guidance == look->guidance && again->finders == look->finders &&
              again->module_pixels == look->module_pixels,
          "what lies between the rows says nothing");
  return 0;
}
