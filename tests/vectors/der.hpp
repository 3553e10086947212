// DER signatures to raw ones, strictly: tokens carry r||s alone, so the product has no reader of foreign DER.
#pragma once

#include <optional>

#include <heyi/bytes.hpp>

namespace heyi::test {

/// take_der_integer reads one shortest, non-negative INTEGER off the front of `input` into `size` octets.
inline bool take_der_integer(ByteView& input, std::size_t size, Bytes& out) {
  if (input.size() < 3 || input[0] != 0x02) return false;
  const std::size_t length = input[1];
  if (length == 0 || length > 0x7f || input.size() < 2 + length) return false;
  ByteView value = input.subspan(2, length);
  if ((value[0] & 0x80) != 0) return false;
  if (value[0] == 0 && length > 1 && (value[1] & 0x80) == 0) return false;
  if (value[0] == 0) value = value.subspan(1);
  if (value.size() > size) return false;
  out.insert(out.end(), size - value.size(), 0);
  out.insert(out.end(), value.begin(), value.end());
  input = input.subspan(2 + length);
  return true;
}

/// raw_from_strict_der is r||s of `size` octets each; none when `der` is not exactly one DER Ecdsa-Sig-Value.
inline std::optional<Bytes> raw_from_strict_der(ByteView der, std::size_t size) {
  if (der.size() < 2 || der[0] != 0x30 || der[1] > 0x7f || der.size() != std::size_t{2} + der[1]) return std::nullopt;
  ByteView rest = der.subspan(2);
  Bytes raw;
  if (!take_der_integer(rest, size, raw) || !take_der_integer(rest, size, raw) || !rest.empty()) return std::nullopt;
  return raw;
}

}  // namespace heyi::test
