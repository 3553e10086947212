// Where in a frame each module of a symbol lies, though the symbol is tilted, curved or bent by a lens.
#pragma once

#include <algorithm>
#include <array>
#include <span>

#include "qr/place.hpp"

namespace heyi {

/// Anchor is a place of the symbol, in modules, that was found in the frame, in pixels.
struct Anchor {
  Place module;
  Place pixel;
  double weight = 1;
};

/// SymbolGrid maps modules to pixels: a perspective view, and what bends it, a polynomial of degree 0 (nothing) to 3
/// on top.
class SymbolGrid {
 public:
  /// Row is what the grid is along one row of modules, where it depends on the column alone.
  class Row {
   public:
    Place at(double column) const noexcept {
      const double x = column / half - 1;
      const double scale = 1 / std::max(depth[0] + depth[1] * x, 1e-3);
      return {(across[0] + across[1] * x) * scale + bend_x[0] + x * (bend_x[1] + x * (bend_x[2] + x * bend_x[3])),
              (down[0] + down[1] * x) * scale + bend_y[0] + x * (bend_y[1] + x * (bend_y[2] + x * bend_y[3]))};
    }

   private:
    friend SymbolGrid;
    double half = 1;
    std::array<double, 2> across{}, down{}, depth{};
    std::array<double, 4> bend_x{}, bend_y{};
  };

  /// fit finds the grid that passes nearest to the anchors, of which there must be five that are not on a line.
  /// `size` is that of the symbol in modules. False when they determine none.
  bool fit(std::span<const Anchor> anchors, int size, int degree);

  Row row(double y) const noexcept;
  Place at(Place module) const noexcept { return row(module.y).at(module.x); }
  /// right and down are the ways, in pixels, that lead to the next module.
  Place right(Place module) const noexcept {
    return (at({module.x + 1, module.y}) - at({module.x - 1, module.y})) * 0.5;
  }
  Place down(Place module) const noexcept {
    return (at({module.x, module.y + 1}) - at({module.x, module.y - 1})) * 0.5;
  }

 private:
  static constexpr std::size_t kTerms = 10;
  using Terms = std::array<double, kTerms>;

  Place normal(Place module) const noexcept { return {module.x / half_ - 1, module.y / half_ - 1}; }
  Place view(Place normal) const noexcept;
  static Terms terms(Place normal) noexcept;
  bool fit_view(std::span<const Anchor> anchors);
  void fit_bend(std::span<const Anchor> anchors, std::size_t count);

  double half_ = 1;
  Place origin_;
  double scale_ = 1;
  std::array<double, 8> view_{};
  Terms bend_x_{}, bend_y_{};
};

}  // namespace heyi
