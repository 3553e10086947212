// The holder's cards side by side: whether they belong together, and which of them show what was asked for.
#pragma once

#include <span>
#include <vector>

#include <heyi/card.hpp>

#include "flow/show/budget.hpp"

namespace heyi::flow {

/// WalletCard is a held card with what merging needs to know of it.
struct WalletCard {
  HeldCard held;
  Bytes payload;     ///< The signed payload; equal ones are the same card.
  Bytes device_key;  ///< The encoded COSE_Key in `cnf`; empty for printed cards.
  std::vector<Shown> weights;
  std::size_t longer_signature = 0;  ///< Octets of its signature beyond 64.
};

/// open_wallet reads every card. Fails with `present.no_card` or a reason of a damaged card.
Result<std::vector<WalletCard>> open_wallet(std::span<const Bytes> cards);

/// check_together: one person, one device, no card twice. `device_key` is the proof's key, empty for printed cards.
/// Fails with `person.mismatch`, `person.device_mismatch`, `person.same_card` or `key.mismatch`.
Result<void> check_together(const std::vector<WalletCard>& wallet, ByteView device_key);

/// Choice is what one card is to show; an empty one leaves the card out.
struct Choice {
  std::vector<Section> asked;
};

/// choose assigns each wanted section to one card, to one that shows it anyhow where there is such; `wanted` empty
/// wants everything. Fails with `present.section_absent`, the detail naming the section.
Result<std::vector<Choice>> choose(const std::vector<WalletCard>& wallet, std::span<const Section> wanted);

/// describe is a section's weight in its card.
Shown describe(const WalletCard& card, Section section);

}  // namespace heyi::flow
