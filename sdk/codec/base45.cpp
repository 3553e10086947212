// Base45 (RFC 9285 §4): two octets in three characters, one in two, least significant first.
#include "codec/base45.hpp"

#include <array>

namespace heyi {
namespace {

constexpr std::string_view kAlphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";

constexpr auto kValues = [] {
  std::array<std::int8_t, 256> values{};
  for (auto& value : values) value = -1;
  for (std::size_t i = 0; i < kAlphabet.size(); ++i) {
    values[static_cast<unsigned char>(kAlphabet[i])] = static_cast<std::int8_t>(i);
  }
  return values;
}();

// value_of adds up `count` characters; none when one is outside the alphabet.
std::optional<std::uint32_t> value_of(std::string_view group) noexcept {
  std::uint32_t value = 0;
  for (auto character = group.rbegin(); character != group.rend(); ++character) {
    const int digit = kValues[static_cast<unsigned char>(*character)];
    if (digit < 0) return std::nullopt;
    value = value * 45 + static_cast<std::uint32_t>(digit);
  }
  return value;
}

}  // namespace

std::string base45_encode(ByteView octets) {
  std::string text;
  text.reserve(octets.size() / 2 * 3 + 2);
  for (std::size_t i = 0; i < octets.size(); i += 2) {
    const bool pair = i + 1 < octets.size();
    std::uint32_t value = pair ? static_cast<std::uint32_t>(octets[i] << 8 | octets[i + 1]) : octets[i];
    for (int n = pair ? 3 : 2; n > 0; --n) {
      text.push_back(kAlphabet[value % 45]);
      value /= 45;
    }
  }
  return text;
}

std::optional<Bytes> base45_decode(std::string_view text) {
  if (text.size() % 3 == 1) return std::nullopt;
  Bytes octets;
  octets.reserve(text.size() / 3 * 2 + 1);
  for (std::size_t i = 0; i < text.size(); i += 3) {
    const std::string_view group = text.substr(i, 3);
    const std::optional<std::uint32_t> value = value_of(group);
    if (!value || *value > (group.size() == 3 ? 0xffffU : 0xffU)) return std::nullopt;
    if (group.size() == 3) octets.push_back(static_cast<std::uint8_t>(*value >> 8));
    octets.push_back(static_cast<std::uint8_t>(*value));
  }
  return octets;
}

}  // namespace heyi
