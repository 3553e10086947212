// The ways in which a frame is looked at, one after another until one shows a code.
#include <heyi/qr.hpp>

#include <algorithm>
#include <vector>

#include "qr/eyes.hpp"
#include "qr/grid_look.hpp"
#include "qr/sound_frame.hpp"
#include "qr/variant.hpp"
#include "qr/zxing.hpp"

namespace heyi {
namespace {

constexpr int kReducedSide = 500;  // A frame with a longer side is looked at reduced too,
constexpr int kReduction = 3;      // to a third.
constexpr int kLargeFrame =
    2'000'000;                      // Pixels from which the reduced frame comes first: it takes a ninth of the time.
constexpr int kEnlargedSide = 900;  // Smaller frames are looked at in twice their size too.

// Level is a frame in one of its sizes: one of its pixels is `scale` pixels of the frame that was given.
struct Level {
  GreyView view;
  double scale = 1;
};

// Levels are the sizes a frame is looked at in. Reductions are made when they are asked for first.
class Levels {
 public:
  explicit Levels(const GreyView& frame) {
    levels_.push_back({frame, 1});
    int width = frame.width, height = frame.height;
    while (std::max(width, height) > kReducedSide && std::min(width, height) >= kReduction) {
      width /= kReduction, height /= kReduction;
      levels_.push_back({{nullptr, width, height, width}, levels_.back().scale * kReduction});
    }
    images_.resize(levels_.size());
  }

  std::size_t size() const noexcept { return levels_.size(); }

  // at counts from the frame itself, or from its first reduction where the frame is so large that those come first.
  const Level& at(std::size_t number) {
    const bool is_large = static_cast<std::int64_t>(levels_[0].view.width) * levels_[0].view.height >= kLargeFrame;
    const std::size_t place = is_large ? (number + 1) % levels_.size() : number;
    for (std::size_t i = 1; i <= place; ++i) {
      if (levels_[i].view.pixels != nullptr) continue;
      images_[i] = reduced(levels_[i - 1].view, kReduction);
      levels_[i].view = images_[i].view();
    }
    return levels_[place];
  }

 private:
  std::vector<Level> levels_;
  std::vector<GreyImage> images_;
};

// Search looks at one frame. A picture full of finder patterns keeps ZXing busy for minutes; what there is to try in
// each look is known before, and what is too much for all of them together is not tried.
class Search {
 public:
  std::vector<QrFound> run(const GreyView& frame) {
    Levels levels(frame);
    // Glare and shadows beat the local threshold at times where one for the whole frame holds.
    for (const Darkness darkness : {Darkness::local, Darkness::whole, Darkness::faint}) {
      for (std::size_t i = 0; i < levels.size() && !done(); ++i) look(levels.at(i), darkness);
    }
    for (std::size_t i = 0; i < levels.size() && !done(); ++i) {
      const GreyImage negative = reversed(levels.at(i).view);
      look({negative.view(), levels.at(i).scale}, Darkness::local);
    }
    if (!done() && std::max(frame.width, frame.height) <= kEnlargedSide) {
      const GreyImage larger = twice_as_large(frame);
      look({larger.view(), 0.5}, Darkness::local);
    }
    return std::move(codes_);
  }

 private:
  bool done() const noexcept { return !codes_.empty(); }

  // look tries ZXing, and what that does not read module by module. Where fewer than three patterns are seen neither
  // would read anything.
  void look(const Level& level, Darkness darkness) {
    const Dark dark(level.view, darkness);
    const std::vector<Eye> eyes = find_eyes(dark);
    const bool first = darkness == Darkness::local && level.scale == 1;
    if (eyes.size() < 3 && !first) return;
    const std::int64_t triples = triples_of(eyes.size());
    if (darkness != Darkness::faint && triples <= triples_left_) {
      triples_left_ -= triples;
      codes_ = read_with_zxing(level.view, darkness, Effort::fast);
    }
    if (!done()) codes_ = read_by_grid(level.view, eyes);
    for (QrFound& code : codes_) {
      for (int& corner : code.corners) corner = static_cast<int>(corner * level.scale);
    }
  }

  std::vector<QrFound> codes_;
  std::int64_t triples_left_ = kMaxTriples;
};

}  // namespace

Result<std::vector<QrFound>> find_qr(const GreyView& frame) {
  if (!is_sound_frame(frame)) return fail(Reason::scan_bad_image, "frame size");
  try {
    return Search().run(frame);
  } catch (...) {
    return std::vector<QrFound>{};  // A frame that breaks the reader shows no code.
  }
}

}  // namespace heyi
