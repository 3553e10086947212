// A change of roots as it comes from outside, and one behind the signatures: the first octet says which.
#include <heyi/roots.hpp>

#include "cose/sign.hpp"
#include "fuzz/support/heap_watch.hpp"
#include "fuzz/support/lists.hpp"
#include "fuzz/support/target.hpp"

using namespace heyi;
using heyi::fuzz::require;

namespace {

void check(const RootPins& pins, ByteView list) {
  const Result<RootListContent> read = read_root_list(list);
  const Result<RootPins> next = rotate_roots(pins, list);
  if (!next) {
    require(next.error().reason != Reason::internal_failure, "every refusal has its reason");
    return;
  }
  require(read.has_value(), "what is followed can be read");
  require(next->version == pins.version + 1, "roots go on by one");
  require(next->environment == pins.environment, "in their own environment");
  require(!next->keys.empty() && next->threshold >= 1 && static_cast<std::size_t>(next->threshold) <= next->keys.size(),
          "a threshold can be reached");
  require(next->keys == read->keys, "to the keys that were signed");
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const PrivateKey old_root = test::key(test::Party::root, Algorithm::eddsa);
  static const PrivateKey new_root = test::key(test::Party::second_root, Algorithm::eddsa);
  static const RootPins pins{{old_root.public_key()}, 1, test::kEnvironment};
  if (size == 0) return 0;
  const ByteView rest = ByteView(data, size).subspan(1);
  if (data[0] % 2 == 0) {
    const fuzz::HeapWatch heap;
    check(pins, rest);
    require(heap.largest() <= 128 * size + 16384, "memory follows the octets present");
    if (const auto next = rotate_roots(pins, rest)) {
      require(next->keys.size() == 1 && next->keys[0] == new_root.public_key(), "nobody else's roots take over");
    }
    return 0;
  }
  const Signer* const signers[] = {&old_root, &new_root};
  const Result<Bytes> list = cose::make_sign(signers, cose::kTypRoots, rest);
  if (list) check(pins, *list);
  return 0;
}
