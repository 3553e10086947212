// Changes the data of a version 1-M symbol, for modes that libqrencode does not write. Error correction is linear and
// masks are an exclusive or, so the difference of two streams, with its own check octets, turns one symbol into the
// other.
#pragma once

#include <qrencode.h>

#include <array>
#include <cstdint>
#include <string_view>

namespace heyi::test {

inline constexpr std::size_t kData1M = 16;
inline constexpr std::size_t kCheck1M = 10;
using Stream1M = std::array<std::uint8_t, kData1M>;

/// stream_1m is the data of a 1-M symbol: `bits` bits of `prefix`, then `text` as an alphanumeric segment (ISO/IEC
/// 18004, 7.4).
inline Stream1M stream_1m(std::string_view text, unsigned prefix, int bits) {
  constexpr std::string_view kAlphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
  Stream1M stream{};
  std::size_t at = 0;
  const auto append = [&](unsigned value, int size) {
    for (int i = size - 1; i >= 0; --i, ++at)
      stream[at / 8] |= static_cast<std::uint8_t>((value >> i & 1U) << (7 - at % 8));
  };
  append(prefix, bits);
  append(0b0010, 4);
  append(static_cast<unsigned>(text.size()), 9);
  for (std::size_t i = 0; i < text.size(); i += 2) {
    const auto first = static_cast<unsigned>(kAlphabet.find(text[i]));
    const bool pair = i + 1 < text.size();
    append(pair ? first * 45 + static_cast<unsigned>(kAlphabet.find(text[i + 1])) : first, pair ? 11 : 6);
  }
  append(0, 4);
  at = (at + 7) / 8 * 8;
  for (bool even = true; at < kData1M * 8; even = !even) append(even ? 0xec : 0x11, 8);
  return stream;
}

/// multiply is the product in GF(256) modulo x^8 + x^4 + x^3 + x^2 + 1.
inline std::uint8_t multiply(unsigned a, unsigned b) {
  unsigned product = 0;
  for (; b != 0; b >>= 1, a = a << 1 ^ ((a & 0x80) != 0 ? 0x11d : 0)) product ^= (b & 1U) != 0 ? a : 0;
  return static_cast<std::uint8_t>(product);
}

/// with_check appends the ten Reed-Solomon octets of a 1-M block.
inline std::array<std::uint8_t, kData1M + kCheck1M> with_check(const Stream1M& data) {
  std::array<std::uint8_t, kCheck1M + 1> generator{1};
  std::uint8_t root = 1;
  for (std::size_t degree = 0; degree < kCheck1M; ++degree, root = multiply(root, 2)) {
    for (std::size_t i = degree + 1; i > 0; --i) generator[i] ^= multiply(generator[i - 1], root);
  }
  std::array<std::uint8_t, kData1M + kCheck1M> block{};
  for (std::size_t i = 0; i < kData1M; ++i) block[i] = data[i];
  for (std::size_t i = 0; i < kData1M; ++i) {
    const std::uint8_t factor = block[i];
    for (std::size_t n = 0; n <= kCheck1M; ++n) block[i + n] ^= multiply(generator[n], factor);
  }
  for (std::size_t i = 0; i < kData1M; ++i) block[i] = data[i];
  return block;
}

/// exchange_data turns the symbol that holds `old_data` into the one that holds `new_data`.
inline void exchange_data(QRcode& code, const Stream1M& old_data, const Stream1M& new_data) {
  Stream1M difference{};
  for (std::size_t i = 0; i < kData1M; ++i) difference[i] = old_data[i] ^ new_data[i];
  const auto block = with_check(difference);
  std::size_t bit = 0;
  bool upwards = true;
  // Pairs of columns from the right, the timing column left out, up and down in turn (ISO/IEC 18004, 7.7.3).
  for (int right = code.width - 1; right > 0; right -= 2, upwards = !upwards) {
    if (right == 6) --right;
    for (int step = 0; step < code.width; ++step) {
      for (const int x : {right, right - 1}) {
        unsigned char& module = code.data[(upwards ? code.width - 1 - step : step) * code.width + x];
        if ((module & 0x80) != 0) continue;  // libqrencode's mark of what is no data
        module ^= block[bit / 8] >> (7 - bit % 8) & 1U;
        ++bit;
      }
    }
  }
}

}  // namespace heyi::test
