// Frames for QR tests: drawing symbols into pictures, turning and spoiling them.
#pragma once

#include <algorithm>
#include <cstdint>
#include <random>
#include <string>

#include <heyi/qr.hpp>

#include "support/catch.hpp"

namespace heyi::test {

inline QrSymbol symbol_of(std::string_view text, QrLevel level = QrLevel::medium) {
  auto symbol = encode_qr(text, level);
  REQUIRE(symbol.has_value());
  return *std::move(symbol);
}

inline GreyImage image_of(std::string_view text, int module_pixels = 4, QrLevel level = QrLevel::medium) {
  return qr_to_image(symbol_of(text, level), {.module_pixels = module_pixels});
}

inline GreyImage blank(int width, int height, std::uint8_t grey = 255) {
  return {Bytes(static_cast<std::size_t>(width) * static_cast<std::size_t>(height), grey), width, height};
}

inline std::uint8_t& pixel(GreyImage& image, int x, int y) {
  return image
      .pixels[static_cast<std::size_t>(y) * static_cast<std::size_t>(image.width) + static_cast<std::size_t>(x)];
}

/// paste puts `small` into `large` with its top left corner at x, y; it must fit.
inline void paste(GreyImage& large, const GreyImage& small, int x, int y) {
  REQUIRE(x + small.width <= large.width);
  REQUIRE(y + small.height <= large.height);
  for (int row = 0; row < small.height; ++row) {
    const auto* source = small.pixels.data() + static_cast<std::ptrdiff_t>(row) * small.width;
    std::copy(source, source + small.width, &pixel(large, x, y + row));
  }
}

/// side_by_side stands frames next to each other on white.
inline GreyImage side_by_side(const std::vector<GreyImage>& frames) {
  int width = 0;
  int height = 0;
  for (const GreyImage& frame : frames) {
    width += frame.width;
    height = std::max(height, frame.height);
  }
  GreyImage all = blank(width, height);
  int x = 0;
  for (const GreyImage& frame : frames) {
    paste(all, frame, x, 0);
    x += frame.width;
  }
  return all;
}

/// turned is the frame turned clockwise by 90 degrees.
inline GreyImage turned(GreyImage frame) {
  GreyImage result = blank(frame.height, frame.width);
  for (int y = 0; y < frame.height; ++y) {
    for (int x = 0; x < frame.width; ++x) pixel(result, frame.height - 1 - y, x) = pixel(frame, x, y);
  }
  return result;
}

/// with_noise adds grey noise of up to `strength` to every pixel, the same on every run.
inline GreyImage with_noise(GreyImage frame, int strength) {
  std::mt19937 random(11);
  for (auto& grey : frame.pixels) {
    const int shift = static_cast<int>(random() % static_cast<unsigned>(2 * strength + 1)) - strength;
    grey = static_cast<std::uint8_t>(std::clamp(grey + shift, 0, 255));
  }
  return frame;
}

/// upper_case_text is an alphanumeric text of `size` characters that begins as a Heyi code does.
inline std::string upper_case_text(std::size_t size, unsigned seed = 1) {
  constexpr std::string_view kAlphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
  std::mt19937 random(seed);
  std::string text = "HY1:";
  while (text.size() < size) text += kAlphabet[random() % kAlphabet.size()];
  text.resize(size);
  return text;
}

}  // namespace heyi::test
