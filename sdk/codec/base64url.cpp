// base64url, six bits a character.
#include "codec/base64url.hpp"

namespace heyi {
namespace {

constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

}  // namespace

std::string base64url_encode(ByteView octets) {
  std::string text;
  text.reserve((octets.size() * 4 + 2) / 3);
  std::uint32_t bits = 0;
  int count = 0;
  for (const std::uint8_t octet : octets) {
    bits = bits << 8 | octet;
    count += 8;
    while (count >= 6) {
      count -= 6;
      text.push_back(kAlphabet[bits >> count & 0x3f]);
    }
  }
  if (count > 0) text.push_back(kAlphabet[bits << (6 - count) & 0x3f]);
  return text;
}

std::optional<Bytes> base64url_decode(std::string_view text) {
  if (text.size() % 4 == 1) return std::nullopt;
  Bytes octets;
  octets.reserve(text.size() * 3 / 4);
  std::uint32_t bits = 0;
  int count = 0;
  for (const char character : text) {
    const std::size_t value = kAlphabet.find(character);
    if (value == std::string_view::npos) return std::nullopt;
    bits = bits << 6 | static_cast<std::uint32_t>(value);
    count += 6;
    if (count >= 8) {
      count -= 8;
      octets.push_back(static_cast<std::uint8_t>(bits >> count));
    }
  }
  if ((bits & ((1U << count) - 1)) != 0) return std::nullopt;
  return octets;
}

}  // namespace heyi
