// A card behind its headers: the harness puts them before what the fuzzer made up.
// Chunks: setting; a card's payload; its disclosures; a request's payload, which the device signs.
#include <heyi/card.hpp>

#include "card/payload.hpp"
#include "cose/key.hpp"
#include "fuzz/support/chunks.hpp"
#include "fuzz/support/forge.hpp"
#include "fuzz/support/held.hpp"

using namespace heyi;
using heyi::fuzz::require;

namespace {

// How many of the payload's hashes stay closed, counted by hand.
void check_hashes(ByteView encoded, const HeldCard& held) {
  const auto tree = cbor::Tree::parse(encoded);
  const auto card = card::read_either(tree->root());
  const auto payload = cbor::Tree::parse(card->object.payload);
  const auto hashes = payload->root().find_simple(59);
  const auto sd_claims = card->sd_claims();
  const std::size_t opened = sd_claims ? sd_claims->size() : 0;
  require((hashes ? hashes->size() : 0) >= opened, "every disclosure of a held card has its hash");
  std::size_t withholdable = 0;
  for (const HeldSection& section : held.sections) withholdable += section.withholdable ? 1 : 0;
  require(withholdable + static_cast<std::size_t>(held.decoys) == opened, "a disclosure is a section or a decoy");
}

void check_request(ByteView payload) {
  const PrivateKey device = test::key(test::Party::holder, Algorithm::eddsa);
  const Result<Bytes> request = cose::make_sign1(device, cose::kTypRequest, {}, cose::kEmptyMap, payload);
  const auto opened = HolderRequest::open(*request, test::kHrss, test::kNow);
  if (!opened) return;
  require(opened->device_key() == device.public_key(), "a request speaks for the key that signed it");
  const auto tree = cbor::Tree::parse(payload);
  require(tree && tree->root().size() == 3, "a request says issuer, moment and key and no more");
  require(tree->root().find(3)->is_text(test::kHrss), "a request names the issuer it is opened by");
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fuzz::Chunks chunks({data, size}, 4);
  const Bytes setup = chunks.next();
  const fuzz::CardParts parts{chunks.next(), chunks.next()};
  if (!parts.payload.empty()) {
    fuzz::Setting setting = fuzz::setting_of(setup);
    setting.algorithm = Algorithm::eddsa;  // No app checks its own card's signature.
    const Bytes card = fuzz::sign_card(parts, fuzz::issuer_of(setup, 0), setting);
    if (const Result<HeldCard> held = read_card(card)) {
      fuzz::require_sound(*held);
      check_hashes(card, *held);
    }
  }
  if (const Bytes request = chunks.next(); !request.empty()) check_request(request);
  return 0;
}
