// Files that claim to be pictures: what is read has the size it says, and comes back from our own PNG.
#include <heyi/image.hpp>

#include "fuzz/support/heap_watch.hpp"
#include "fuzz/support/target.hpp"

using namespace heyi;
using heyi::fuzz::require;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const fuzz::HeapWatch heap;
  const Result<GreyImage> image = read_image({data, size});
  const std::size_t largest = heap.largest();
  require(largest <= std::size_t{kMaxImagePixels} * 4, "no picture takes more than the largest one allowed");
  if (!image) {
    const Reason reason = image.error().reason;
    require(reason == Reason::scan_bad_image || reason == Reason::scan_too_large, "a picture is refused as a picture");
    return 0;
  }
  require(image->width > 0 && image->height > 0, "a picture has a size");
  require(image->width <= kMaxImageSide && image->height <= kMaxImageSide, "no side is longer than allowed");
  const auto pixels = static_cast<std::size_t>(image->width) * static_cast<std::size_t>(image->height);
  require(pixels == image->pixels.size(), "a picture has as many pixels as its size says");
  if (pixels > 1 << 16) return 0;
  const Result<Bytes> file = write_png(image->view());
  require(file.has_value(), "what was read can be written");
  const Result<GreyImage> again = read_image(*file);
  require(again && again->pixels == image->pixels && again->width == image->width, "a PNG of ours is read as it was");
  return 0;
}
