// A status delta as it comes from outside: none applies but what an entitled key signed.
#include "fuzz/support/heap_watch.hpp"
#include "fuzz/support/lists.hpp"
#include "fuzz/support/target.hpp"
#include "support/flow_fixtures.hpp"

using namespace heyi;
using heyi::fuzz::require;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const TrustList trust = test::World().trust_list();
  static const Bytes list = *sign_status_list(fuzz::status_made(), test::key(test::Party::status));
  static const StatusList parent = *StatusList::open(list, trust, test::kNow);
  static const StatusListContent after = fuzz::status_after();
  const fuzz::HeapWatch heap;
  const Result<StatusList> result = parent.apply({data, size}, trust, test::kNow);
  const std::size_t largest = heap.largest();
  if (!result) {
    require(largest <= 128 * size + 16384, "nothing is expanded before the signature holds");
    require(result.error().reason != Reason::internal_failure, "every refusal has its reason");
    return 0;
  }
  require(fuzz::says_the_same(*result, after), "no delta applies but the one that an entitled key signed");
  return 0;
}
