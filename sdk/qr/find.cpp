// The ways in which a frame is looked at, one after another until one shows a code.
#include <heyi/qr.hpp>

#include <algorithm>
#include <cstdlib>
#include <vector>

#include "qr/eyes.hpp"
#include "qr/grid_look.hpp"
#include "qr/levels.hpp"
#include "qr/sound_frame.hpp"
#include "qr/variant.hpp"
#include "qr/zxing.hpp"

namespace heyi {
namespace {

constexpr std::size_t kFewEyes = 12;  // What one to three codes and some chance patterns show
constexpr int kCrowdedLooks = 3;      // Looks through ZXing at more than a few patterns, each of them long
constexpr int kEnlargedSide = 900;    // Smaller frames are looked at in twice their size too.

// Search looks at one frame. A picture full of finder patterns keeps ZXing busy for minutes; what there is to try in
// each look is known before, and what is too much for all of them together is not tried.
class Search {
 public:
  explicit Search(const GreyView& frame) : frame_(frame) {}

  std::vector<QrFound> run() {
    Levels levels(frame_);
    // Glare and shadows beat the local threshold at times where one for the whole frame holds.
    for (const Darkness darkness : {Darkness::local, Darkness::whole, Darkness::faint}) {
      for (std::size_t i = 0; i < levels.size() && !done(); ++i) look(levels.at(i), darkness);
    }
    for (std::size_t i = 0; i < levels.size() && !done(); ++i) {
      const GreyImage negative = reversed(levels.at(i).view);
      look({negative.view(), levels.at(i).scale}, Darkness::local);
    }
    if (!done() && std::max(frame_.width, frame_.height) <= kEnlargedSide) {
      const GreyImage larger = twice_as_large(frame_);
      look({larger.view(), 0.5}, Darkness::local);
    }
    return std::move(codes_);
  }

 private:
  bool done() const noexcept { return !codes_.empty(); }

  // look reads a code or a few module by module, which takes less time than ZXing; that sees what is left. Where fewer
  // than three patterns are seen neither would read anything; only the frame as it was given ZXing sees all the same.
  void look(const Level& level, Darkness darkness) {
    const Dark dark(level.view, darkness);
    const std::vector<Eye> eyes = find_eyes(dark);
    const bool is_as_given = darkness == Darkness::local && level.view.pixels == frame_.pixels;
    if (eyes.size() < 3 && !is_as_given) return;
    const bool are_few = eyes.size() <= kFewEyes;
    GridReading reading;
    if (are_few) reading = read_by_grid(level.view, eyes, budget_);
    codes_ = std::move(reading.codes);
    if (!reading.is_complete && (are_few || ++crowded_ <= kCrowdedLooks)) {
      look_with_zxing(level, darkness, triples_of(eyes.size()));
    }
    if (!done() && !are_few) codes_ = read_by_grid(level.view, eyes, budget_).codes;
    for (QrFound& code : codes_) {
      for (int& corner : code.corners) corner = static_cast<int>(corner * level.scale);
    }
  }

  void look_with_zxing(const Level& level, Darkness darkness, std::int64_t triples) {
    if (darkness == Darkness::faint || triples > triples_left_) return;
    triples_left_ -= triples;
    for (QrFound& code : read_with_zxing(level.view, darkness, Effort::fast)) {
      const bool is_known =
          std::any_of(codes_.begin(), codes_.end(), [&](const QrFound& known) { return are_same(known, code); });
      if (!is_known && codes_.size() < kMaxCodes) codes_.push_back(std::move(code));
    }
  }

  // The same code, and not another one of the same text beside it: the middle of one lies near that of the other.
  static bool are_same(const QrFound& a, const QrFound& b) {
    const auto middle = [](const QrFound& code, std::size_t axis) {
      return (code.corners[axis] + code.corners[axis + 2] + code.corners[axis + 4] + code.corners[axis + 6]) / 4;
    };
    const int side = std::abs(a.corners[0] - a.corners[4]) + std::abs(a.corners[1] - a.corners[5]);
    return a.text == b.text && std::abs(middle(a, 0) - middle(b, 0)) + std::abs(middle(a, 1) - middle(b, 1)) < side / 2;
  }

  GreyView frame_;
  std::vector<QrFound> codes_;
  std::int64_t triples_left_ = kMaxTriples;
  int crowded_ = 0;
  GridBudget budget_;
};

}  // namespace

Result<std::vector<QrFound>> find_qr(const GreyView& frame) {
  if (!is_sound_frame(frame)) return fail(Reason::scan_bad_image, "frame size");
  try {
    return Search(frame).run();
  } catch (...) {
    return std::vector<QrFound>{};  // A frame that breaks the reader shows no code.
  }
}

}  // namespace heyi
