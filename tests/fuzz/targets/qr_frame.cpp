// A camera's frame: width and height, one octet each, then one bit a pixel, or one octet where the height is odd.
#include <heyi/qr.hpp>
#include <heyi/text.hpp>

#include <algorithm>

#include "fuzz/support/target.hpp"

using namespace heyi;
using heyi::fuzz::require;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 2) return 0;
  GreyImage frame;
  frame.width = data[0];
  frame.height = data[1];
  const bool grey = frame.height % 2 != 0;
  frame.pixels.assign(static_cast<std::size_t>(frame.width) * static_cast<std::size_t>(frame.height), 255);
  for (std::size_t i = 0; i < frame.pixels.size(); ++i) {
    const std::size_t place = 2 + (grey ? i : i / 8);
    if (place >= size) break;
    frame.pixels[i] = grey ? data[place] : (data[place] >> (7 - i % 8) & 1) != 0 ? 0 : 255;
  }
  const Result<std::vector<QrFound>> found = find_qr(frame.view());
  if (!found) {
    require(found.error().reason == Reason::scan_bad_image, "a frame is refused for its sizes alone");
    require(frame.pixels.empty(), "a frame with pixels is looked at");
    return 0;
  }
  require(found->size() <= 16, "at most sixteen codes are told");
  const Result<std::string> text = read_qr(frame.view());
  if (!text) return 0;
  const bool told = std::any_of(found->begin(), found->end(), [&](const QrFound& one) { return one.text == *text; });
  require(told, "the code to verify is one of those found");
  return 0;
}
