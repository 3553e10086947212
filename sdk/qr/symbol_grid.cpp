// Least squares for the view, then for what the view leaves.
#include "qr/symbol_grid.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>

namespace heyi {
namespace {

// Normal equations of at most Size unknowns.
template <std::size_t Size>
class Equations {
 public:
  void add(const std::array<double, Size>& factors, double value, double weight) noexcept {
    for (std::size_t row = 0; row < Size; ++row) {
      for (std::size_t column = 0; column < Size; ++column) {
        matrix_[row][column] += weight * factors[row] * factors[column];
      }
      matrix_[row][Size] += weight * factors[row] * value;
    }
  }

  void hold(std::size_t unknown, double stiffness) noexcept { matrix_[unknown][unknown] += stiffness; }

  // solve is Gauss's elimination of the first `count` unknowns; the others stay 0.
  bool solve(std::array<double, Size>& result, std::size_t count) noexcept {
    for (std::size_t column = 0; column < count; ++column) {
      std::size_t pivot = column;
      for (std::size_t row = column + 1; row < count; ++row) {
        if (std::abs(matrix_[row][column]) > std::abs(matrix_[pivot][column])) pivot = row;
      }
      if (!(std::abs(matrix_[pivot][column]) > 1e-9)) return false;
      std::swap(matrix_[pivot], matrix_[column]);
      for (std::size_t row = 0; row < count; ++row) {
        if (row == column) continue;
        const double factor = matrix_[row][column] / matrix_[column][column];
        for (std::size_t i = column; i < count; ++i) matrix_[row][i] -= factor * matrix_[column][i];
        matrix_[row][Size] -= factor * matrix_[column][Size];
      }
    }
    for (std::size_t i = 0; i < count; ++i) result[i] = matrix_[i][Size] / matrix_[i][i];
    return true;
  }

 private:
  std::array<std::array<double, Size + 1>, Size> matrix_{};
};

constexpr double kViewStiffness = 1e-6;
constexpr double kBendStiffness = 1e-3;
constexpr std::array<std::size_t, 4> kTermsOf = {0, 3, 6, 10};  // Of a polynomial of degree 0 (none here) to 3

}  // namespace

bool SymbolGrid::fit(std::span<const Anchor> anchors, int size, int degree) {
  half_ = size / 2.0;
  bend_x_ = {}, bend_y_ = {};
  if (anchors.size() < 5) return false;
  Place sum;
  for (const Anchor& anchor : anchors) sum = sum + anchor.pixel;
  origin_ = sum * (1.0 / static_cast<double>(anchors.size()));
  scale_ = 1;
  for (const Anchor& anchor : anchors) scale_ = std::max(scale_, length(anchor.pixel - origin_));
  if (!fit_view(anchors)) return false;
  fit_bend(anchors, kTermsOf[static_cast<std::size_t>(degree)]);
  return true;
}

bool SymbolGrid::fit_view(std::span<const Anchor> anchors) {
  Equations<8> equations;
  for (const Anchor& anchor : anchors) {
    const Place from = normal(anchor.module);
    const Place to = (anchor.pixel - origin_) * (1 / scale_);
    equations.add({from.x, from.y, 1, 0, 0, 0, -from.x * to.x, -from.y * to.x}, to.x, anchor.weight);
    equations.add({0, 0, 0, from.x, from.y, 1, -from.x * to.y, -from.y * to.y}, to.y, anchor.weight);
  }
  equations.hold(6, kViewStiffness);
  equations.hold(7, kViewStiffness);
  return equations.solve(view_, 8);
}

void SymbolGrid::fit_bend(std::span<const Anchor> anchors, std::size_t count) {
  if (count == 0) return;
  Equations<kTerms> across, down;
  for (const Anchor& anchor : anchors) {
    const Place from = normal(anchor.module);
    const Place rest = anchor.pixel - view(from);
    across.add(terms(from), rest.x / scale_, anchor.weight);
    down.add(terms(from), rest.y / scale_, anchor.weight);
  }
  for (std::size_t i = 0; i < count; ++i) {
    across.hold(i, kBendStiffness);
    down.hold(i, kBendStiffness);
  }
  if (!across.solve(bend_x_, count) || !down.solve(bend_y_, count)) bend_x_ = {}, bend_y_ = {};
}

SymbolGrid::Terms SymbolGrid::terms(Place p) noexcept {
  return {
      1, p.x, p.y, p.x * p.x, p.x * p.y, p.y * p.y, p.x * p.x * p.x, p.x * p.x * p.y, p.x * p.y * p.y, p.y * p.y * p.y};
}

Place SymbolGrid::view(Place p) const noexcept {
  const double depth = std::max(view_[6] * p.x + view_[7] * p.y + 1, 1e-3);
  return origin_ + Place{view_[0] * p.x + view_[1] * p.y + view_[2], view_[3] * p.x + view_[4] * p.y + view_[5]} *
                       (scale_ / depth);
}

SymbolGrid::Row SymbolGrid::row(double module_y) const noexcept {
  const double y = module_y / half_ - 1;
  Row row;
  row.half = half_;
  row.across = {scale_ * (view_[1] * y + view_[2]), scale_ * view_[0]};
  row.down = {scale_ * (view_[4] * y + view_[5]), scale_ * view_[3]};
  row.depth = {view_[7] * y + 1, view_[6]};
  // The terms, collected by the power of x.
  const auto collect = [&](const Terms& k) -> std::array<double, 4> {
    return {scale_ * (k[0] + y * (k[2] + y * (k[5] + y * k[9]))), scale_ * (k[1] + y * (k[4] + y * k[8])),
            scale_ * (k[3] + y * k[7]), scale_ * k[6]};
  };
  row.bend_x = collect(bend_x_);
  row.bend_y = collect(bend_y_);
  row.bend_x[0] += origin_.x;
  row.bend_y[0] += origin_.y;
  return row;
}

}  // namespace heyi
