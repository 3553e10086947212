// Arithmetic on signatures: the numbers r and s as octets.
#pragma once

#include <heyi/bytes.hpp>

namespace heyi::test::negative {

/// difference is a - b, sum a + b, big endian, of equal lengths and without a carry out.
inline Bytes difference(const Bytes& a, const Bytes& b) {
  Bytes out(a.size());
  int borrow = 0;
  for (std::size_t i = a.size(); i-- > 0;) {
    const int digit = a[i] - b[i] - borrow;
    borrow = digit < 0 ? 1 : 0;
    out[i] = static_cast<std::uint8_t>(digit + borrow * 256);
  }
  return out;
}
inline Bytes sum(const Bytes& a, const Bytes& b) {
  Bytes out(a.size());
  int carry = 0;
  for (std::size_t i = a.size(); i-- > 0;) {
    const int digit = a[i] + b[i] + carry;
    carry = digit / 256;
    out[i] = static_cast<std::uint8_t>(digit % 256);
  }
  return out;
}
inline Bytes reversed(const Bytes& octets) { return {octets.rbegin(), octets.rend()}; }

}  // namespace heyi::test::negative
