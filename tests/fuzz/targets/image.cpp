// Files that claim to be pictures: what is read has the size it says, and comes back from our own PNG.
#include <heyi/image.hpp>

#include "fuzz/support/heap_watch.hpp"
#include "fuzz/support/picture.hpp"

using namespace heyi;
using heyi::fuzz::require;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const fuzz::HeapWatch heap;
  const Result<GreyImage> image = read_image({data, size});
  const std::size_t largest = heap.largest();
  require(largest <= std::size_t{kMaxImagePixels} * 4, "no picture takes more than the largest one allowed");
  fuzz::require_picture(image);
  if (!image || image->pixels.size() > 1 << 16) return 0;
  const Result<Bytes> file = write_png(image->view());
  require(file.has_value(), "what was read can be written");
  const Result<GreyImage> again = read_image(*file);
  require(again && again->pixels == image->pixels && again->width == image->width, "a PNG of ours is read as it was");
  return 0;
}
