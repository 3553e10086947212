// Presenting, the second half of the show line: the holder's cards under one fresh proof, as a code.
#include <heyi/present.hpp>

#include <algorithm>

#include "card/build.hpp"
#include "card/pack.hpp"
#include "card/proof.hpp"
#include "codec/cbor_writer.hpp"
#include "cose/key.hpp"
#include "flow/show/budget.hpp"
#include "flow/show/wallet.hpp"

namespace heyi {
namespace {

using flow::WalletCard;

// Draw is the last step of both kinds of code: budget, text and version.
Result<void> draw(Presentation& shown, flow::Form form, std::vector<flow::Shown> sections,
                  std::size_t longer_signatures, const PresentOptions& options) {
  if (options.enforce_budget) {
    const Result<void> fits =
        flow::check_budget(shown.token, options.spelling, form, std::move(sections), longer_signatures);
    if (!fits) return fits;
  }
  shown.text = encode_text(shown.token, options.spelling);
  shown.version = qr_version_for(shown.text, options.level);
  if (shown.version == 0) return fail(Reason::qr_too_large, std::to_string(shown.token.size()) + " octets");
  return {};
}

Result<void> check_audience(const PresentOptions& options) {
  const bool is_scope = options.audience == "medical" || options.audience == "social" || options.audience == "any";
  if (options.audience.empty() || options.audience.size() > card::kMaxAudienceSize) {
    return fail(Reason::claims_out_of_range, "audience");
  }
  if (options.nonce.empty()) {
    if (!is_scope)
      return fail(Reason::claims_out_of_range, "audience: medical, social or any, unless a challenge is answered");
    return {};
  }
  if (options.nonce.size() != card::kNonceSize) return fail(Reason::claims_out_of_range, "nonce: 8 octets");
  if (is_scope)
    return fail(Reason::claims_out_of_range, "audience: the verifier's own name when a challenge is answered");
  return {};
}

}  // namespace

Result<Presentation> present(std::span<const Bytes> cards, const Signer& holder, const PresentOptions& options) {
  if (const Result<void> audience = check_audience(options); !audience) return audience.error();
  const Result<std::vector<WalletCard>> wallet = flow::open_wallet(cards);
  if (!wallet) return wallet.error();
  if (std::any_of(wallet->begin(), wallet->end(), [](const WalletCard& card) { return card.held.is_static; })) {
    return fail(Reason::cose_wrong_typ, "a card for print needs no proof");
  }
  const Bytes device = cose::encode_key(holder.public_key());
  if (options.check_same_person) {
    if (const Result<void> same = flow::check_together(*wallet, device); !same) return same.error();
  }
  const Result<std::vector<flow::Choice>> choices = flow::choose(*wallet, options.show);
  if (!choices) return choices.error();

  Presentation shown;
  shown.audience = options.audience;
  std::vector<Bytes> reduced;
  std::vector<flow::Shown> sections;
  std::size_t longer_signatures = signature_size(holder.public_key().algorithm()) - 64;
  for (std::size_t i = 0; i < wallet->size(); ++i) {
    const WalletCard& card = (*wallet)[i];
    const flow::Choice& choice = (*choices)[i];
    if (choice.asked.empty()) {
      shown.left_out.push_back(card.held.issuer);
      continue;
    }
    Result<Bytes> chosen = card::choose_disclosures(cards[i], choice.asked);
    if (!chosen) return chosen.error();
    reduced.push_back(*std::move(chosen));
    longer_signatures += card.longer_signature;
    for (const HeldSection& held : card.held.sections) {
      const bool asked = std::find(choice.asked.begin(), choice.asked.end(), held.section) != choice.asked.end();
      if (!asked && held.withholdable) continue;
      shown.disclosed.push_back({card.held.issuer, held, asked});
      sections.push_back(flow::describe(card, held.section));
    }
  }
  if (reduced.size() > kMaxCards) return fail(Reason::proof_too_many_cards);
  Result<Bytes> plain = card::build_proof(reduced, holder, {options.audience, options.now, options.nonce});
  if (!plain) return plain.error();
  const Result<Bytes> packed = card::pack(*plain);
  if (!packed) return packed.error();
  const bool is_packed = options.packed && packed->size() < plain->size();
  shown.plain = *std::move(plain);
  shown.token = is_packed ? *packed : shown.plain;
  const flow::Form form = is_packed ? flow::Form::packed : flow::Form::plain;
  if (const Result<void> drawn = draw(shown, form, std::move(sections), longer_signatures, options); !drawn)
    return drawn.error();
  return shown;
}

Result<Presentation> present_static(std::span<const Bytes> cards, const PresentOptions& options) {
  const Result<std::vector<WalletCard>> wallet = flow::open_wallet(cards);
  if (!wallet) return wallet.error();
  Presentation shown;
  std::vector<flow::Shown> sections;
  std::size_t longer_signatures = 0;
  for (const WalletCard& card : *wallet) {
    if (!card.held.is_static) return fail(Reason::cose_wrong_typ, "this card is not for print");
    longer_signatures += card.longer_signature;
    for (const HeldSection& held : card.held.sections) {
      shown.disclosed.push_back({card.held.issuer, held, true});
      sections.push_back(flow::describe(card, held.section));
    }
  }
  if (options.check_same_person) {
    if (const Result<void> same = flow::check_together(*wallet, {}); !same) return same.error();
  }
  if (cards.size() > kMaxCards) return fail(Reason::proof_too_many_cards);
  if (cards.size() == 1) {
    shown.plain = cards.front();
  } else {
    cbor::Writer set;
    set.array(cards.size());
    for (const Bytes& card : cards) set.raw(card);
    shown.plain = std::move(set).take();
  }
  shown.token = shown.plain;
  const flow::Form form = cards.size() == 1 ? flow::Form::printed_one : flow::Form::printed_set;
  if (const Result<void> drawn = draw(shown, form, std::move(sections), longer_signatures, options); !drawn)
    return drawn.error();
  return shown;
}

}  // namespace heyi
