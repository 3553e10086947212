// What lies behind a code: a reader that is only shown empty walls is not measured.
#include <algorithm>
#include <cmath>

#include "camera/dice.hpp"
#include "camera/light.hpp"

namespace heyi::lab {
namespace {

struct Box {
  int left, top, width, height;
};

void fill(Light& frame, const Box& box, float level) {
  const int left = std::clamp(box.left, 0, frame.width), right = std::clamp(box.left + box.width, left, frame.width);
  const int bottom = std::min(box.top + box.height, frame.height);
  for (int y = std::max(box.top, 0); y < bottom; ++y) std::fill(frame.row(y) + left, frame.row(y) + right, level);
}

// A wall with a lamp somewhere: shades of long waves.
void shade(Light& frame) {
  std::vector<float> waves(static_cast<std::size_t>(frame.width));
  for (int x = 0; x < frame.width; ++x) waves[static_cast<std::size_t>(x)] = 40 * std::sin(static_cast<float>(x) / 210);
  for (int y = 0; y < frame.height; ++y) {
    const float wave = std::cos(static_cast<float>(y) / 150);
    float* row = frame.row(y);
    for (int x = 0; x < frame.width; ++x) row[x] = 120 + wave * waves[static_cast<std::size_t>(x)];
  }
}

// A notice: strokes of print in lines, with gaps between words.
void print_lines(Light& frame, const Box& sheet, Dice& dice) {
  fill(frame, sheet, 200);
  const int line = 10 + dice.below(12), stroke = std::max(1, line / 8);
  for (int top = sheet.top + line; top + line < sheet.top + sheet.height - line; top += line * 8 / 5) {
    for (int x = sheet.left + line; x + line < sheet.left + sheet.width - line; x += line * 3 / 5) {
      if (dice.below(6) == 0) continue;
      fill(frame, {x + dice.below(line / 2), top, stroke, line}, 50);
      fill(frame, {x, top + dice.below(line), line / 2, stroke}, 50);
    }
  }
}

}  // namespace

Light background(int width, int height, std::uint64_t seed) {
  Light frame{width, height, std::vector<float>(static_cast<std::size_t>(width) * static_cast<std::size_t>(height))};
  Dice dice(seed);
  shade(frame);
  for (int i = 0; i < 14; ++i) {
    const Box box{dice.below(width) - width / 10, dice.below(height) - height / 10, 20 + dice.below(width / 5 + 1),
                  20 + dice.below(height / 3 + 1)};
    fill(frame, box, static_cast<float>(dice.between(50, 210)));
  }
  for (int i = 0; i < 2; ++i) {
    print_lines(frame, {dice.below(width), dice.below(height), width / 5, height / 3}, dice);
  }
  return frame;
}

}  // namespace heyi::lab
