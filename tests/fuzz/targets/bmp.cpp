// BMP files, whatever their first octets: the one picture format with a reader of our own that has a header to lie in.
#include "fuzz/support/heap_watch.hpp"
#include "fuzz/support/target.hpp"
#include "qr/image_file.hpp"

using namespace heyi;
using heyi::fuzz::require;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const fuzz::HeapWatch heap;
  const Result<GreyImage> image = read_bmp({data, size}, kMaxImagePixels);
  require(heap.largest() <= 8 * size + 4096, "a pixel takes a bit of the file at least");
  if (!image) {
    const Reason reason = image.error().reason;
    require(reason == Reason::scan_bad_image || reason == Reason::scan_too_large, "a picture is refused as a picture");
    return 0;
  }
  require(image->width > 0 && image->height > 0, "a picture has a size");
  require(image->width <= kMaxImageSide && image->height <= kMaxImageSide, "no side is longer than allowed");
  const auto pixels = static_cast<std::size_t>(image->width) * static_cast<std::size_t>(image->height);
  require(pixels == image->pixels.size(), "a picture has as many pixels as its size says");
  return 0;
}
