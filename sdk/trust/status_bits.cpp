// Two bits a card, four cards an octet, least significant bits first (Token Status List).
#include <heyi/status.hpp>

namespace heyi {

std::string_view card_status_name(CardStatus status) noexcept {
  switch (status) {
    case CardStatus::valid: return "valid";
    case CardStatus::revoked: return "revoked";
    case CardStatus::suspended: return "suspended";
    case CardStatus::reserved: break;
  }
  return "reserved";
}

CardStatus StatusListContent::get(std::uint64_t index) const noexcept {
  if (index >= size()) return CardStatus::reserved;
  return static_cast<CardStatus>(packed[static_cast<std::size_t>(index / 4)] >> (index % 4 * 2) & 3);
}

void StatusListContent::set(std::uint64_t index, CardStatus status) noexcept {
  if (index >= size()) return;
  std::uint8_t& octet = packed[static_cast<std::size_t>(index / 4)];
  const unsigned shift = static_cast<unsigned>(index % 4 * 2);
  octet = static_cast<std::uint8_t>((octet & ~(3U << shift)) | static_cast<unsigned>(status) << shift);
}

}  // namespace heyi
