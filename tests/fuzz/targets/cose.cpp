// Signed structures taken apart: what is taken apart goes together again octet for octet, under closed sets of headers.
#include <heyi/status.hpp>

#include "card/card_object.hpp"
#include "card/proof.hpp"
#include "cose/sign.hpp"
#include "cose/sign1.hpp"
#include "fuzz/support/heap_watch.hpp"
#include "fuzz/support/target.hpp"
#include "support/fixtures.hpp"

using namespace heyi;
using heyi::fuzz::require;

namespace {

void check_sign1(const cbor::Item& item, std::size_t size) {
  const Result<cose::Sign1> object = cose::read_sign1(item);
  if (!object) return;
  const Bytes again =
      cose::assemble_sign1(object->protected_bytes, object->unprotected.encoded(), object->payload, object->signature);
  require(fuzz::same(again, item.encoded()), "a COSE_Sign1 goes together again as it was");
  require(!object->payload.empty() && object->payload.size() < size, "a payload is embedded");
  require(cose::check_labels_apart(object->headers.root(), object->unprotected).has_value(),
          "no label stands in both headers");
  for (const cose::Typ& typ : {cose::kTypStatic, cose::kTypRequest, cose::kTypStatusList}) {
    const bool kid = typ.text != cose::kTypRequest.text;
    const Result<cose::Header> header = cose::check_headers(*object, {.typ = typ, .kid = kid});
    if (!header) continue;
    require(cose::check_typ(object->headers.root(), typ).has_value(), "an object has the type asked for");
    require(object->unprotected.size() == 0, "nothing stands in an unprotected header that must be empty");
    require(object->headers.root().size() == (kid ? 3U : 2U), "alg, typ and kid stand alone");
    require(kid ? header->kid.size() == 8 : header->kid.empty(), "a kid has eight octets");
  }
  if (const Result<card::CardObject> card = card::read_either(item)) {
    require(card->object.unprotected.size() <= (card->is_static ? 0U : 1U), "a card has sd_claims or nothing");
  }
  if (const Result<card::ProofObject> proof = card::read_proof(item)) {
    require(!proof->cards.empty() && proof->cards.size() <= 4, "a proof has one to four cards");
    require(proof->object.unprotected.size() == 0, "a proof has no unprotected header");
  }
}

void check_sign(const cbor::Item& item) {
  const Result<cose::Sign> object = cose::read_sign(item);
  if (!object) return;
  require(!object->signers.empty() && object->signers.size() <= cose::kMaxSigners, "1 to 16 have signed");
  static const PublicKey keys[] = {test::key(test::Party::root).public_key(),
                                   test::key(test::Party::second_root).public_key()};
  const Result<int> count = cose::count_signers(*object, keys);
  if (!count) return;
  require(*count >= 0 && static_cast<std::size_t>(*count) <= object->signers.size(), "no signature counts twice");
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const fuzz::HeapWatch heap;
  const Result<cbor::Tree> tree = cbor::Tree::parse({data, size});
  if (!tree) return 0;
  check_sign1(tree->root(), size);
  check_sign(tree->root());
  require(heap.largest() <= 128 * size + 8192, "memory follows the octets present and no number written in them");
  return 0;
}
