// A trust list as it comes from outside: none opens but what the pinned roots signed.
#include "fuzz/support/heap_watch.hpp"
#include "fuzz/support/lists.hpp"
#include "fuzz/support/target.hpp"

using namespace heyi;
using heyi::fuzz::require;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const Bytes made = *fuzz::trust_payload_of(test::trust_content());
  static const RootPins one = test::root_pins();
  static const RootPins two = {
      {test::key(test::Party::root).public_key(), test::key(test::Party::second_root).public_key()},
      2,
      test::kEnvironment};
  const fuzz::HeapWatch heap;
  for (const RootPins* pins : {&one, &two}) {
    const Result<TrustList> list = TrustList::open({data, size}, *pins);
    if (!list) {
      require(list.error().reason != Reason::internal_failure, "every refusal has its reason");
      continue;
    }
    require(fuzz::same(fuzz::trust_payload({data, size}), made), "no list opens but the one that the roots signed");
    require(list->signed_by() >= pins->threshold, "as many roots have signed as are asked for");
  }
  require(heap.largest() <= 128 * size + 16384, "memory follows the octets present and no number written in them");
  return 0;
}
