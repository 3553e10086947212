// Resampling as image libraries do it: rows, then columns, the kernel widened where the image gets smaller.
#include "sets/screenshot.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <vector>

namespace heyi::lab {
namespace {

double reach_of(Filter filter) noexcept {
  switch (filter) {
    case Filter::bilinear: return 1;
    case Filter::bicubic: return 2;
    case Filter::lanczos: return 3;
    case Filter::nearest: break;
  }
  return 0.5;
}

double cubic(double x) noexcept {
  constexpr double kA = -0.5;  // Catmull and Rom's
  if (x < 1) return ((kA + 2) * x - (kA + 3)) * x * x + 1;
  return x < 2 ? ((x - 5) * x + 8) * x * kA - 4 * kA : 0;
}

double sinc(double x) noexcept { return x == 0 ? 1 : std::sin(std::numbers::pi * x) / (std::numbers::pi * x); }

double kernel(Filter filter, double x) noexcept {
  x = std::abs(x);
  switch (filter) {
    case Filter::bilinear: return std::max(0.0, 1 - x);
    case Filter::bicubic: return cubic(x);
    case Filter::lanczos: return x < 3 ? sinc(x) * sinc(x / 3) : 0;
    case Filter::nearest: break;
  }
  return 1;
}

/// Window is what one pixel of the result is made of.
struct Window {
  int first = 0;
  std::vector<float> shares;
};

std::vector<Window> windows(Filter filter, int from, int to) {
  std::vector<Window> made(static_cast<std::size_t>(to));
  const double ratio = static_cast<double>(from) / to;
  const double scale = std::max(1.0, ratio);
  for (int i = 0; i < to; ++i) {
    Window& window = made[static_cast<std::size_t>(i)];
    const double middle = (i + 0.5) * ratio;
    if (filter == Filter::nearest) {
      window = {std::min(from - 1, static_cast<int>(middle)), {1}};
      continue;
    }
    const double reach = reach_of(filter) * scale;
    window.first = std::max(0, static_cast<int>(middle - reach + 0.5));
    const int last = std::min(from - 1, static_cast<int>(middle + reach + 0.5) - 1);
    double sum = 0;
    for (int k = window.first; k <= last; ++k) sum += kernel(filter, (k + 0.5 - middle) / scale);
    for (int k = window.first; k <= last; ++k) {
      window.shares.push_back(static_cast<float>(kernel(filter, (k + 0.5 - middle) / scale) / sum));
    }
  }
  return made;
}

// The code is square, so one list of windows serves rows and columns.
GreyImage resampled(const GreyImage& image, int side, Filter filter) {
  const std::vector<Window> all = windows(filter, image.width, side);
  const auto from = static_cast<std::size_t>(image.width), to = static_cast<std::size_t>(side);
  std::vector<float> rows(from * to);
  for (std::size_t y = 0; y < from; ++y) {
    for (std::size_t x = 0; x < to; ++x) {
      const std::uint8_t* source = image.pixels.data() + y * from + all[x].first;
      float sum = 0;
      for (const float share : all[x].shares) sum += share * static_cast<float>(*source++);
      rows[y * to + x] = sum;
    }
  }
  GreyImage result{Bytes(to * to), side, side};
  for (std::size_t y = 0; y < to; ++y) {
    for (std::size_t x = 0; x < to; ++x) {
      const float* source = rows.data() + static_cast<std::size_t>(all[y].first) * to + x;
      float sum = 0;
      for (const float share : all[y].shares) {
        sum += share * *source;
        source += to;
      }
      result.pixels[y * to + x] = static_cast<std::uint8_t>(std::clamp(sum, 0.0F, 255.0F) + 0.5F);
    }
  }
  return result;
}

}  // namespace

const char* name_of(Filter filter) noexcept {
  switch (filter) {
    case Filter::nearest: return "nearest";
    case Filter::bilinear: return "bilinear";
    case Filter::bicubic: return "bicubic";
    case Filter::lanczos: break;
  }
  return "lanczos";
}

const char* name_of(Surround surround) noexcept {
  return surround == Surround::white ? "white" : surround == Surround::black ? "black" : "grey";
}

GreyImage take_screenshot(const QrSymbol& symbol, int number, Filter filter, Surround surround) {
  constexpr int kStride = 23;  // Has no divisor in common with the number of sizes, so that all of them come.
  const int side = 300 + 7 * (number * kStride % kScreenshotSizes);
  const GreyImage code = resampled(qr_to_image(symbol, {.module_pixels = 6}), side, filter);
  const int level = surround == Surround::white ? 255 : surround == Surround::black ? 0 : 128;
  GreyImage screen{Bytes(1280 * 720, static_cast<std::uint8_t>(level)), 1280, 720};
  const int left = (screen.width - side) / 2, top = (screen.height - side) / 2;
  for (int y = 0; y < side; ++y) {
    std::copy_n(code.pixels.begin() + y * side, side, screen.pixels.begin() + (top + y) * screen.width + left);
  }
  return screen;
}

}  // namespace heyi::lab
