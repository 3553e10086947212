// BMP files, whatever their first octets: the one picture format with a reader of our own that has a header to lie in.
#include "fuzz/support/heap_watch.hpp"
#include "fuzz/support/picture.hpp"
#include "qr/image_file.hpp"

using namespace heyi;
using heyi::fuzz::require;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const fuzz::HeapWatch heap;
  const Result<GreyImage> image = read_bmp({data, size}, kMaxImagePixels);
  require(heap.largest() <= 8 * size + 4096, "a pixel takes a bit of the file at least");
  fuzz::require_picture(image);
  return 0;
}
