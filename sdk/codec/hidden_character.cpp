// UTF-8 sequences of one to four octets as the number they stand for.
#include "codec/hidden_character.hpp"

#include <algorithm>

namespace heyi {

Character first_character(std::string_view text) noexcept {
  const auto lead = static_cast<unsigned char>(text.front());
  if (lead < 0x80) return {lead, 1};
  const std::size_t announced = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
  const std::size_t size = std::min(announced, text.size());
  char32_t value = lead & (0x7fU >> announced);
  for (std::size_t i = 1; i < size; ++i) value = value << 6 | (static_cast<unsigned char>(text[i]) & 0x3fU);
  return {value, size};
}

}  // namespace heyi
