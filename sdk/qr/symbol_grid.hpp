// Where in a frame each module of a symbol lies, though the symbol is tilted, curved or bent by a lens.
#pragma once

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
  /// fit finds the grid that passes nearest to the anchors, of which there must be five that are not on a line.
  /// `size` is that of the symbol in modules. False when they determine none.
  bool fit(std::span<const Anchor> anchors, int size, int degree);

  Place at(Place module) const noexcept;
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
  std::size_t bend_terms_ = 0;
  Terms bend_x_{}, bend_y_{};
};

}  // namespace heyi
