// A status list as it comes from outside: none opens but what an entitled key signed.
#include "fuzz/support/heap_watch.hpp"
#include "fuzz/support/lists.hpp"
#include "fuzz/support/target.hpp"
#include "support/flow_fixtures.hpp"

using namespace heyi;
using heyi::fuzz::require;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const TrustList trust = test::World().trust_list();
  static const StatusListContent made = fuzz::status_made();
  const fuzz::HeapWatch heap;
  const Result<StatusList> list = StatusList::open({data, size}, trust, test::kNow);
  const std::size_t largest = heap.largest();
  if (!list) {
    require(largest <= 128 * size + 16384, "nothing is expanded before the signature holds");
    require(list.error().reason != Reason::internal_failure, "every refusal has its reason");
    return 0;
  }
  require(fuzz::says_the_same(*list, made), "no list opens but the one that an entitled key signed");
  return 0;
}
