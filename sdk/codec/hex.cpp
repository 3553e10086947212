// Hexadecimal text, two digits an octet.
#include "codec/hex.hpp"

namespace heyi {
namespace {

std::string encode(ByteView octets, const char* digits) {
  std::string text;
  text.reserve(octets.size() * 2);
  for (const std::uint8_t octet : octets) {
    text.push_back(digits[octet >> 4]);
    text.push_back(digits[octet & 0xf]);
  }
  return text;
}

int value_of(char digit) noexcept {
  if (digit >= '0' && digit <= '9') return digit - '0';
  if (digit >= 'a' && digit <= 'f') return digit - 'a' + 10;
  if (digit >= 'A' && digit <= 'F') return digit - 'A' + 10;
  return -1;
}

}  // namespace

std::string hex_encode(ByteView octets) { return encode(octets, "0123456789abcdef"); }
std::string hex_encode_upper(ByteView octets) { return encode(octets, "0123456789ABCDEF"); }

std::optional<Bytes> hex_decode(std::string_view text) {
  if (text.size() % 2 != 0) return std::nullopt;
  Bytes octets;
  octets.reserve(text.size() / 2);
  for (std::size_t i = 0; i < text.size(); i += 2) {
    const int high = value_of(text[i]);
    const int low = value_of(text[i + 1]);
    if (high < 0 || low < 0) return std::nullopt;
    octets.push_back(static_cast<std::uint8_t>(high << 4 | low));
  }
  return octets;
}

}  // namespace heyi
