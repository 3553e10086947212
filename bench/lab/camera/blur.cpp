// Out of focus and shaken. Sums run along whole rows, so that the compiler makes them wide.
#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>
#include <utility>

#include "camera/light.hpp"

namespace heyi::lab {
namespace {

/// Tap is one neighbour that a pixel takes light from.
struct Tap {
  int right, down;
  float share;
};

std::vector<float> bell(double deviation) {
  const int reach = std::max(1, static_cast<int>(std::ceil(3 * deviation)));
  std::vector<float> shares;
  double sum = 0;
  for (int i = -reach; i <= reach; ++i) sum += std::exp(-i * i / (2 * deviation * deviation));
  for (int i = -reach; i <= reach; ++i) {
    shares.push_back(static_cast<float>(std::exp(-i * i / (2 * deviation * deviation)) / sum));
  }
  return shares;
}

void add(float* sum, const float* from, float share, int count) {
  for (int x = 0; x < count; ++x) sum[x] += share * from[x];
}

// padded copies a row with its ends repeated `reach` times on either side.
void pad(const float* row, int width, int reach, std::vector<float>& padded) {
  padded.resize(static_cast<std::size_t>(width + 2 * reach));
  std::fill_n(padded.begin(), reach, row[0]);
  std::copy_n(row, width, padded.begin() + reach);
  std::fill_n(padded.begin() + reach + width, reach, row[width - 1]);
}

// gather makes each pixel the sum of its taps. Rows and columns beyond the frame are as its border.
void gather(Light& frame, const std::vector<Tap>& taps) {
  int reach = 0;
  for (const Tap& tap : taps) reach = std::max(reach, std::abs(tap.right));
  Light result{frame.width, frame.height, std::vector<float>(frame.levels.size(), 0.0F)};
  std::vector<float> padded;
  // Each row is padded once and added to all the rows that it gives light to.
  for (int from = 0; from < frame.height; ++from) {
    pad(frame.row(from), frame.width, reach, padded);
    for (const Tap& tap : taps) {
      const int first = from == 0 ? std::min(0, -tap.down) : from - tap.down;
      const int last = from == frame.height - 1 ? std::max(from, from - tap.down) : from - tap.down;
      for (int y = std::max(first, 0); y <= std::min(last, frame.height - 1); ++y) {
        add(result.row(y), padded.data() + reach + tap.right, tap.share, frame.width);
      }
    }
  }
  frame = std::move(result);
}

void out_of_focus(Light& frame, double deviation) {
  const std::vector<float> shares = bell(deviation);
  std::vector<Tap> across, down;
  for (std::size_t i = 0; i < shares.size(); ++i) {
    const int offset = static_cast<int>(i) - static_cast<int>(shares.size() / 2);
    across.push_back({offset, 0, shares[i]});
    down.push_back({0, offset, shares[i]});
  }
  gather(frame, across);
  gather(frame, down);
}

// The path of a pixel while the shutter is open; each place on it is shared out between the four pixels around it.
void move(Light& frame, double pixels, double degrees) {
  const double angle = degrees * std::numbers::pi / 180;
  const int steps = static_cast<int>(std::ceil(2 * pixels)) + 1;
  std::map<std::pair<int, int>, double> shares;
  for (int i = 0; i < steps; ++i) {
    const double way = pixels * ((i + 0.5) / steps - 0.5);
    const double x = way * std::cos(angle), y = way * std::sin(angle);
    const int left = static_cast<int>(std::floor(x)), top = static_cast<int>(std::floor(y));
    for (const int right : {0, 1}) {
      for (const int down : {0, 1}) {
        const double share = (right ? x - left : left + 1 - x) * (down ? y - top : top + 1 - y);
        shares[{left + right, top + down}] += share / steps;
      }
    }
  }
  std::vector<Tap> taps;
  for (const auto& [place, share] : shares) {
    if (share > 0) taps.push_back({place.first, place.second, static_cast<float>(share)});
  }
  gather(frame, taps);
}

}  // namespace

void blur(Light& frame, const Scene& scene) {
  if (scene.blur_pixels > 0) out_of_focus(frame, scene.blur_pixels);
  if (scene.motion_pixels > 0) move(frame, scene.motion_pixels, scene.motion_degrees);
}

}  // namespace heyi::lab
