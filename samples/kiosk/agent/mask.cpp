// Characters are code points here: names hold no others.
#include "agent/mask.hpp"

namespace heyi::kiosk {
namespace {

bool is_continuation(char octet) noexcept { return (static_cast<unsigned char>(octet) & 0xc0) == 0x80; }

std::size_t first_length(std::string_view text) noexcept {
  std::size_t length = text.empty() ? 0 : 1;
  while (length < text.size() && is_continuation(text[length])) ++length;
  return length;
}

std::size_t last_length(std::string_view text) noexcept {
  std::size_t length = text.empty() ? 0 : 1;
  while (length < text.size() && is_continuation(text[text.size() - length])) ++length;
  return length;
}

}  // namespace

std::string mask_name(std::string_view name) {
  if (name.empty()) return {};
  const std::size_t first = first_length(name);
  const std::string_view rest = name.substr(first);
  if (rest.empty()) return "*";
  std::string masked(name.substr(0, first));
  masked += '*';
  // Two characters alone: the given name is the one that is hidden.
  if (first_length(rest) != rest.size()) masked += rest.substr(rest.size() - last_length(rest));
  return masked;
}

std::string mask_number(std::string_view number) {
  return number.size() < 8 ? std::string() : std::string(number.substr(number.size() - 4));
}

}  // namespace heyi::kiosk
