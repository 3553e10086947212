// Two bits a card, four cards an octet, least significant bits first (Token Status List).
#include <heyi/status.hpp>

#include "trust/status_list.hpp"

namespace heyi {
namespace {

CardStatus entry_at(ByteView packed, std::uint64_t index) noexcept {
  if (index / 4 >= packed.size()) return CardStatus::reserved;
  return static_cast<CardStatus>(packed[static_cast<std::size_t>(index / 4)] >> (index % 4 * 2) & 3);
}

}  // namespace

std::string_view card_status_name(CardStatus status) noexcept {
  switch (status) {
    case CardStatus::valid: return "valid";
    case CardStatus::revoked: return "revoked";
    case CardStatus::suspended: return "suspended";
    case CardStatus::reserved: break;
  }
  return "reserved";
}

CardStatus StatusListContent::get(std::uint64_t index) const noexcept { return entry_at(packed, index); }

void StatusListContent::set(std::uint64_t index, CardStatus status) noexcept {
  if (index >= size()) return;
  std::uint8_t& octet = packed[static_cast<std::size_t>(index / 4)];
  const unsigned shift = static_cast<unsigned>(index % 4 * 2);
  octet = static_cast<std::uint8_t>((octet & ~(3U << shift)) | static_cast<unsigned>(status) << shift);
}

CardStatus StatusList::get(std::uint64_t index) const noexcept { return entry_at(impl_->bits.octets, index); }

}  // namespace heyi
