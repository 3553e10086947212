// Half of the modules around any module are dark, since symbols are masked so, and that gives a threshold for each.
#include "qr/module_levels.hpp"

#include <algorithm>
#include <cstdlib>

namespace heyi {
namespace {

constexpr int kAround = 4;  // Modules to every side that a threshold is taken from

std::vector<float> sharpened(const ModuleLevels& levels, double amount) {
  if (amount == 0) return levels.greys;
  const int size = levels.size;
  const auto at = [&](int x, int y) {
    return levels.greys[static_cast<std::size_t>(std::clamp(y, 0, size - 1) * size + std::clamp(x, 0, size - 1))];
  };
  std::vector<float> result(levels.greys.size());
  for (int y = 0; y < size; ++y) {
    for (int x = 0; x < size; ++x) {
      const float around = (at(x - 1, y) + at(x + 1, y) + at(x, y - 1) + at(x, y + 1)) / 4;
      result[static_cast<std::size_t>(y * size + x)] = at(x, y) + static_cast<float>(amount) * (at(x, y) - around);
    }
  }
  return result;
}

}  // namespace

ModuleLevels sample_modules(const Greys& greys, const SymbolGrid& grid, int size) {
  ModuleLevels levels{size, {}};
  levels.greys.reserve(static_cast<std::size_t>(size) * static_cast<std::size_t>(size));
  constexpr double kAside = 0.2;  // Modules from the middle: noise is averaged, and neighbours stay out.
  for (int y = 0; y < size; ++y) {
    const SymbolGrid::Row row = grid.row(y + 0.5);
    Place middle = row.at(0.5);
    for (int x = 0; x < size; ++x) {
      const Place after = row.at(x + 1.5);
      const Place next = (after - middle) * kAside;
      const Place below{-next.y, next.x};
      const double sum = greys.at(middle) * 2 + greys.at(middle + next) + greys.at(middle - next) +
                         greys.at(middle + below) + greys.at(middle - below);
      levels.greys.push_back(static_cast<float>(sum / 6));
      middle = after;
    }
  }
  return levels;
}

bool has_timing(const Greys& greys, const SymbolGrid& grid, int size) {
  int right = 0, all = 0;
  for (const bool is_row : {true, false}) {
    const auto grey = [&](int i) { return greys.at(grid.at(is_row ? Place{i + 0.5, 6.5} : Place{6.5, i + 0.5})); };
    double before = grey(7), here = grey(8);
    for (int i = 8; i < size - 8; ++i) {
      const double after = grey(i + 1);
      const double rise = (before + after) / 2 - here;
      right += (i % 2 == 0) == (rise > 0) ? 1 : 0;
      ++all;
      before = here, here = after;
    }
  }
  return right * 10 >= all * 7;
}

Bytes dark_modules(const ModuleLevels& levels, double sharpening) {
  const int size = levels.size;
  const std::vector<float> greys = sharpened(levels, sharpening);
  // sums[y][x] is of all modules above and to the left.
  const int wide = size + 1;
  std::vector<double> sums(static_cast<std::size_t>(wide * wide));
  const auto sum = [&](int x, int y) -> double& { return sums[static_cast<std::size_t>(y * wide + x)]; };
  for (int y = 0; y < size; ++y) {
    for (int x = 0; x < size; ++x) {
      sum(x + 1, y + 1) = sum(x, y + 1) + sum(x + 1, y) - sum(x, y) + greys[static_cast<std::size_t>(y * size + x)];
    }
  }
  Bytes dark(greys.size());
  for (int y = 0; y < size; ++y) {
    const int top = std::clamp(y - kAround, 0, size - 2 * kAround - 1), bottom = top + 2 * kAround + 1;
    for (int x = 0; x < size; ++x) {
      const int left = std::clamp(x - kAround, 0, size - 2 * kAround - 1), right = left + 2 * kAround + 1;
      const double all = sum(right, bottom) - sum(left, bottom) - sum(right, top) + sum(left, top);
      const double mean = all / ((right - left) * (bottom - top));
      const auto place = static_cast<std::size_t>(y * size + x);
      dark[place] = greys[place] < mean ? 1 : 0;
    }
  }
  return dark;
}

int mend_patterns(Bytes& dark, int size) {
  int wrong = 0;
  const auto check = [&](int x, int y, bool is_dark) {
    if (x < 0 || y < 0 || x >= size || y >= size) return;
    std::uint8_t& module = dark[static_cast<std::size_t>(y * size + x)];
    const std::uint8_t right = is_dark ? 1 : 0;
    wrong += module != right ? 1 : 0;
    module = right;
  };
  for (int i = 8; i < size - 8; ++i) {
    check(i, 6, i % 2 == 0);
    check(6, i, i % 2 == 0);
  }
  // The patterns and the light modules around them
  for (int y = -1; y < 8; ++y) {
    for (int x = -1; x < 8; ++x) {
      const int ring = std::max(std::abs(x - 3), std::abs(y - 3));
      const bool is_dark = ring != 2 && ring != 4;
      check(x, y, is_dark);
      check(size - 7 + x, y, is_dark);
      check(x, size - 7 + y, is_dark);
    }
  }
  return wrong;
}

}  // namespace heyi
