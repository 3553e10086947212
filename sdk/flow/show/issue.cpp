// Issuing, the first half of the show line: checked claims and a checked request in, a signed card out.
#include <heyi/card.hpp>
#include <heyi/present.hpp>

#include "card/build.hpp"
#include "card/pack.hpp"
#include "card/proof.hpp"
#include "flow/show/budget.hpp"

namespace heyi {
namespace {

std::size_t beyond_64(const PublicKey& key) noexcept { return signature_size(key.algorithm()) - 64; }

/// BlankSigner stands in for the holder's device when a card's size is checked before any proof exists: its
/// signature is zeros of the right length and leaves this file in no token.
class BlankSigner final : public Signer {
 public:
  explicit BlankSigner(PublicKey key) : key_(std::move(key)) {}
  const PublicKey& public_key() const noexcept override { return key_; }
  Result<Bytes> sign(ByteView) const override { return Bytes(signature_size(key_.algorithm()), 0); }

 private:
  PublicKey key_;
};

// A card must fit a code on its own: each section that can be shown alone, in the packed form of a dynamic code.
Result<void> check_card_budget(ByteView card, const Claims& claims, const PublicKey& device, const PublicKey& issuer,
                               const IssueOptions& options) {
  const std::vector<Section> sections = claims.sections();
  std::vector<std::vector<Section>> choices = {sections};
  for (const Section half : {Section::ss, Section::hc}) {
    if (!claims.section_cbor(half).empty()) choices.push_back({half});
  }
  for (const std::vector<Section>& keep : choices) {
    const Result<Bytes> reduced = card::choose_disclosures(card, keep);
    if (!reduced) return reduced.error();
    const std::vector<Bytes> cards = {*reduced};
    const Result<Bytes> plain = card::build_proof(cards, BlankSigner(device), {"medical", options.now, {}});
    if (!plain) return plain.error();
    const Result<Bytes> packed = card::pack(*plain);
    if (!packed) return packed.error();
    const Result<cbor::Tree> tree = cbor::Tree::parse(*reduced);
    if (!tree) return tree.error();
    const Result<card::CardObject> object = card::read_dynamic(tree->root());
    if (!object) return object.error();
    const Result<void> fits =
        flow::check_budget(*packed, Spelling::base45, flow::Form::packed,
                           flow::shown_sections(*object, claims.issuer()), beyond_64(device) + beyond_64(issuer));
    if (!fits) return fits;
  }
  return {};
}

}  // namespace

Result<Bytes> issue_card(const Claims& claims, const HolderRequest& request, const Signer& issuer,
                         const PseudonymKey& pseudonyms, Random& random, const IssueOptions& options) {
  const Result<std::string> subject = pseudonyms.pseudonym(claims.person());
  if (!subject) return subject.error();
  Result<Bytes> card = card::build_dynamic(claims, *subject, request.device_key(), issuer, random, options);
  if (!card || !options.enforce_budget) return card;
  const Result<void> fits = check_card_budget(*card, claims, request.device_key(), issuer.public_key(), options);
  if (!fits) return fits.error();
  return card;
}

Result<Bytes> issue_static(const Claims& claims, const Signer& issuer, const PseudonymKey& pseudonyms,
                           const IssueOptions& options) {
  if (!options.redact.empty() || options.decoys != 0)
    return fail(Reason::claims_not_redactable, "a printed code hides nothing");
  const Result<std::string> subject = pseudonyms.pseudonym(claims.person());
  if (!subject) return subject.error();
  Result<Bytes> card = card::build_static(claims, *subject, issuer, options.now);
  if (!card || !options.enforce_budget) return card;
  const Result<cbor::Tree> tree = cbor::Tree::parse(*card);
  if (!tree) return tree.error();
  const Result<card::CardObject> object = card::read_static(tree->root());
  if (!object) return object.error();
  const Result<void> fits =
      flow::check_budget(*card, Spelling::base45, flow::Form::printed_one,
                         flow::shown_sections(*object, claims.issuer()), beyond_64(issuer.public_key()));
  if (!fits) return fits.error();
  return card;
}

}  // namespace heyi
