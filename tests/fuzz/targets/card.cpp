// A card, or a request for one, as a holder's app or an authority reads it from a file.
#include <heyi/card.hpp>

#include "card/card_object.hpp"
#include "card/pack.hpp"
#include "cose/sign1.hpp"
#include "fuzz/support/heap_watch.hpp"
#include "fuzz/support/held.hpp"
#include "support/fixtures.hpp"

using namespace heyi;
using heyi::fuzz::require;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const PublicKey holder = test::key(test::Party::holder).public_key();
  const ByteView input{data, size};
  const fuzz::HeapWatch heap;
  const Result<HeldCard> held = read_card(input);
  require(heap.largest() <= 256 * size + 8192, "memory follows the octets present and no number written in them");
  if (held) {
    fuzz::require_sound(*held);
    const auto tree = cbor::Tree::parse(input);
    const auto card = card::read_either(tree->root());
    require(card && card->is_static == held->is_static, "a card that is read has the structure of one");
  }
  if (const Result<HolderRequest> request = HolderRequest::open(input, test::kHrss, test::kNow)) {
    require(request->device_key() == holder, "no request opens but one that a device signed");
  }
  // Packing takes presentations alone; what it makes comes back.
  if (const Result<Bytes> packed = card::pack(input)) {
    const Result<Bytes> plain = card::unpack(*packed);
    require(!plain || fuzz::same(*plain, input), "what unpacks from a packed form is what was packed");
  }
  if (const Result<Bytes> plain = card::unpack(input)) {
    const Result<Bytes> packed = card::pack(*plain);
    require(packed && fuzz::same(*packed, input), "a presentation has one packed form");
  }
  return 0;
}
