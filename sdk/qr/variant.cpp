// Whole copies of a frame; each is made only when what came before it showed no code.
#include "qr/variant.hpp"

#include <algorithm>
#include <iterator>
#include <vector>

#include "qr/greys.hpp"

namespace heyi {
namespace {

GreyImage image_of(int width, int height) {
  return {Bytes(static_cast<std::size_t>(width) * static_cast<std::size_t>(height)), width, height};
}

}  // namespace

GreyImage reduced(const GreyView& frame, int factor) {
  GreyImage image = image_of(frame.width / factor, frame.height / factor);
  const int area = factor * factor;
  std::uint8_t* target = image.pixels.data();
  std::vector<int> sums(static_cast<std::size_t>(image.width));
  for (int y = 0; y < image.height; ++y) {
    std::fill(sums.begin(), sums.end(), area / 2);
    for (int row = 0; row < factor; ++row) {
      const std::uint8_t* greys = frame.pixels + static_cast<std::ptrdiff_t>(y * factor + row) * frame.stride;
      for (int& sum : sums) {
        for (int i = 0; i < factor; ++i) sum += *greys++;
      }
    }
    for (const int sum : sums) *target++ = static_cast<std::uint8_t>(sum / area);
  }
  return image;
}

GreyImage twice_as_large(const GreyView& frame) {
  GreyImage image = image_of(frame.width * 2, frame.height * 2);
  const Greys greys(frame);
  std::uint8_t* target = image.pixels.data();
  for (int y = 0; y < image.height; ++y) {
    for (int x = 0; x < image.width; ++x) {
      *target++ = static_cast<std::uint8_t>(greys.at({x / 2.0 + 0.25, y / 2.0 + 0.25}) + 0.5);
    }
  }
  return image;
}

GreyImage reversed(const GreyView& frame) {
  GreyImage image{{}, frame.width, frame.height};
  image.pixels.reserve(static_cast<std::size_t>(frame.width) * static_cast<std::size_t>(frame.height));
  for (int y = 0; y < frame.height; ++y) {
    const std::uint8_t* row = frame.pixels + static_cast<std::ptrdiff_t>(y) * frame.stride;
    std::transform(row, row + frame.width, std::back_inserter(image.pixels),
                   [](std::uint8_t pixel) { return static_cast<std::uint8_t>(255 - pixel); });
  }
  return image;
}

}  // namespace heyi
