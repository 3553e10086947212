// The ways in which a frame is looked at, one after another until one shows a code.
#include <heyi/qr.hpp>

#include <algorithm>
#include <iterator>

#include "qr/eyes.hpp"
#include "qr/grid_look.hpp"
#include "qr/sound_frame.hpp"
#include "qr/zxing.hpp"

namespace heyi {
namespace {

constexpr int kSmallSide = 900;  // Below this a second look at twice the size costs little and finds more.

GreyImage twice_as_large(const GreyView& frame) {
  GreyImage image{{}, frame.width * 2, frame.height * 2};
  image.pixels.resize(static_cast<std::size_t>(image.width) * static_cast<std::size_t>(image.height));
  for (int y = 0; y < image.height; ++y) {
    const std::uint8_t* source = frame.pixels + static_cast<std::ptrdiff_t>(y / 2) * frame.stride;
    std::uint8_t* row = image.pixels.data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(image.width);
    for (int x = 0; x < image.width; ++x) row[x] = source[x / 2];
  }
  return image;
}

// Light on dark, as an app in night mode draws a code.
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

// Looks are the ways in which one frame is looked at. A picture full of finder patterns keeps ZXing busy for minutes;
// what there is to try in each look is known before, and what is too much for all of them together is not tried.
class Looks {
 public:
  std::vector<QrFound> look(const GreyView& frame, Darkness darkness) {
    const std::int64_t triples = eye_triples(frame, darkness);
    if (triples > triples_left_) return {};
    triples_left_ -= triples;
    return read_with_zxing(frame, darkness, Effort::thorough);
  }

  std::vector<QrFound> look_by_grid(const GreyView& frame, Darkness darkness) {
    const Dark dark(frame, darkness);
    return read_by_grid(frame, find_eyes(dark));
  }

 private:
  std::int64_t triples_left_ = kMaxTriples;
};

}  // namespace

Result<std::vector<QrFound>> find_qr(const GreyView& frame) {
  if (!is_sound_frame(frame)) return fail(Reason::scan_bad_image, "frame size");
  try {
    Looks looks;
    std::vector<QrFound> codes = looks.look(frame, Darkness::local);
    if (codes.empty()) codes = looks.look_by_grid(frame, Darkness::local);
    // Glare and shadows beat the local threshold at times where one for the whole frame holds.
    if (codes.empty()) codes = looks.look(frame, Darkness::whole);
    if (codes.empty()) {
      const GreyImage negative = reversed(frame);
      codes = looks.look(negative.view(), Darkness::local);
    }
    if (codes.empty() && std::max(frame.width, frame.height) <= kSmallSide) {
      const GreyImage larger = twice_as_large(frame);
      codes = looks.look(larger.view(), Darkness::local);
      for (QrFound& code : codes) {
        for (int& corner : code.corners) corner /= 2;
      }
    }
    return codes;
  } catch (...) {
    return std::vector<QrFound>{};  // A frame that breaks the reader shows no code.
  }
}

}  // namespace heyi
