// Groups of octets as decimal numbers of fixed length.
#include "codec/digits.hpp"

#include <algorithm>
#include <array>

namespace heyi {
namespace {

constexpr std::size_t kGroupOctets = 7;
constexpr std::size_t kGroupDigits = 17;

// How many digits n octets take: the shortest that hold 256^n - 1.
constexpr std::array<std::size_t, kGroupOctets + 1> kDigitsFor = {0, 3, 5, 8, 10, 13, 15, kGroupDigits};

void append_number(std::string& text, std::uint64_t value, std::size_t width) {
  std::string digits(width, '0');
  for (std::size_t i = width; i > 0; --i) {
    digits[i - 1] = static_cast<char>('0' + value % 10);
    value /= 10;
  }
  text += digits;
}

}  // namespace

std::string digits_encode(ByteView octets) {
  std::string text;
  text.reserve(octets.size() / kGroupOctets * kGroupDigits + kGroupDigits);
  for (std::size_t i = 0; i < octets.size(); i += kGroupOctets) {
    const ByteView group = octets.subspan(i, std::min(kGroupOctets, octets.size() - i));
    std::uint64_t value = 0;
    for (const std::uint8_t octet : group) value = value << 8 | octet;
    append_number(text, value, kDigitsFor[group.size()]);
  }
  return text;
}

std::optional<Bytes> digits_decode(std::string_view digits) {
  Bytes octets;
  octets.reserve(digits.size() / kGroupDigits * kGroupOctets + kGroupOctets);
  for (std::size_t i = 0; i < digits.size(); i += kGroupDigits) {
    const std::string_view group = digits.substr(i, kGroupDigits);
    const auto width = std::find(kDigitsFor.begin() + 1, kDigitsFor.end(), group.size());
    if (width == kDigitsFor.end()) return std::nullopt;
    const auto size = static_cast<std::size_t>(width - kDigitsFor.begin());
    std::uint64_t value = 0;
    for (const char digit : group) {
      if (digit < '0' || digit > '9') return std::nullopt;
      value = value * 10 + static_cast<std::uint64_t>(digit - '0');
    }
    if (value >> (8 * size) != 0) return std::nullopt;
    for (std::size_t n = size; n > 0; --n) octets.push_back(static_cast<std::uint8_t>(value >> (8 * (n - 1))));
  }
  return octets;
}

}  // namespace heyi
