// Choosing among the holder's cards.
#include "flow/show/wallet.hpp"

#include <algorithm>

#include "card/build.hpp"
#include "card/payload.hpp"
#include "cose/registry.hpp"

namespace heyi::flow {
namespace {

// Decoys are taken out first: they weigh in no code.
Result<void> weigh(ByteView encoded, WalletCard& card) {
  Bytes shown(encoded.begin(), encoded.end());
  if (!card.held.is_static) {
    Result<Bytes> chosen = card::choose_disclosures(encoded, kAllSections);
    if (!chosen) return chosen.error();
    shown = *std::move(chosen);
  }
  const Result<cbor::Tree> tree = cbor::Tree::parse(shown);
  if (!tree) return tree.error();
  const Result<card::CardObject> object = card::read_either(tree->root());
  if (!object) return object.error();
  card.weights = shown_sections(*object, card.held.issuer);
  return {};
}

Result<WalletCard> open_card(ByteView encoded) {
  Result<HeldCard> held = read_card(encoded);
  if (!held) return held.error();
  const Result<cbor::Tree> tree = cbor::Tree::parse(encoded);
  if (!tree) return tree.error();
  const Result<card::CardObject> object = card::read_either(tree->root());
  if (!object) return object.error();
  const Result<cbor::Tree> payload = cbor::Tree::parse(object->object.payload);
  if (!payload) return payload.error();
  WalletCard card{*std::move(held), Bytes(object->object.payload.begin(), object->object.payload.end()), {}, {}, 0};
  if (const auto confirmation = payload->root().find(cose::kClaimCnf)) {
    const auto key = confirmation->find(1);
    if (key) card.device_key.assign(key->encoded().begin(), key->encoded().end());
  }
  const std::size_t size = object->object.signature.size();
  card.longer_signature = size > 64 ? size - 64 : 0;
  if (const Result<void> weighed = weigh(encoded, card); !weighed) return weighed.error();
  return card;
}

const HeldSection* find(const WalletCard& card, Section section) noexcept {
  const auto& sections = card.held.sections;
  const auto found =
      std::find_if(sections.begin(), sections.end(), [&](const HeldSection& one) { return one.section == section; });
  return found == sections.end() ? nullptr : &*found;
}

// The card to show a section: one that cannot hide it, else the first that has it; -1 for none.
std::ptrdiff_t card_for(const std::vector<WalletCard>& wallet, Section section) noexcept {
  std::ptrdiff_t first = -1;
  for (std::size_t i = 0; i < wallet.size(); ++i) {
    const HeldSection* held = find(wallet[i], section);
    if (held == nullptr) continue;
    if (!held->withholdable) return static_cast<std::ptrdiff_t>(i);
    if (first < 0) first = static_cast<std::ptrdiff_t>(i);
  }
  return first;
}

}  // namespace

Result<std::vector<WalletCard>> open_wallet(std::span<const Bytes> cards) {
  if (cards.empty()) return fail(Reason::present_no_card);
  std::vector<WalletCard> wallet;
  for (const Bytes& encoded : cards) {
    Result<WalletCard> card = open_card(encoded);
    if (!card) return card.error();
    wallet.push_back(*std::move(card));
  }
  return wallet;
}

Result<void> check_together(const std::vector<WalletCard>& wallet, ByteView device_key) {
  for (std::size_t i = 0; i < wallet.size(); ++i) {
    const WalletCard& card = wallet[i];
    if (card.held.subject != wallet.front().held.subject) return fail(Reason::person_mismatch);
    if (card.device_key != wallet.front().device_key) return fail(Reason::person_device_mismatch);
    const auto same = [&](const WalletCard& other) { return other.payload == card.payload; };
    if (std::any_of(wallet.begin(), wallet.begin() + static_cast<std::ptrdiff_t>(i), same))
      return fail(Reason::person_same_card);
  }
  if (!std::ranges::equal(wallet.front().device_key, device_key)) return fail(Reason::key_mismatch);
  return {};
}

Result<std::vector<Choice>> choose(const std::vector<WalletCard>& wallet, std::span<const Section> wanted) {
  std::vector<Choice> choices(wallet.size());
  if (wanted.empty()) {
    for (std::size_t i = 0; i < wallet.size(); ++i) {
      for (const HeldSection& held : wallet[i].held.sections) choices[i].asked.push_back(held.section);
    }
    return choices;
  }
  for (const Section section : wanted) {
    const std::ptrdiff_t index = card_for(wallet, section);
    if (index < 0) return fail(Reason::present_section_absent, std::string(section_name(section)));
    std::vector<Section>& asked = choices[static_cast<std::size_t>(index)].asked;
    if (std::find(asked.begin(), asked.end(), section) == asked.end()) asked.push_back(section);
  }
  return choices;
}

Shown describe(const WalletCard& card, Section section) {
  const auto found =
      std::find_if(card.weights.begin(), card.weights.end(), [&](const Shown& one) { return one.section == section; });
  return found == card.weights.end() ? Shown{section, card.held.issuer, 0, {}} : *found;
}

}  // namespace heyi::flow
