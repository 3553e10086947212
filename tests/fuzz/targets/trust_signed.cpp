// A trust list behind its signature: the test root signs whatever the fuzzer made up.
#include "fuzz/support/heap_watch.hpp"
#include "fuzz/support/lists.hpp"
#include "fuzz/support/target.hpp"
#include "heyi/inspect.hpp"

using namespace heyi;
using heyi::fuzz::require;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const RootPins pins = test::root_pins(Algorithm::eddsa);
  if (size == 0) return 0;
  const ByteView payload{data, size};
  const Bytes file = fuzz::sign_trust(payload, Algorithm::eddsa);
  const fuzz::HeapWatch heap;
  const Result<TrustList> list = TrustList::open(file, pins);
  require(heap.largest() <= 256 * size + 16384, "memory follows the octets present and no number written in them");
  static_cast<void>(inspect_octets(file));
  if (!list) return 0;

  const TrustListContent& content = list->content();
  require(content.environment == test::kEnvironment, "a list of another environment does not open");
  require(content.issued_at < content.next_update, "a list ends after it begins");
  require(content.sequence < std::uint64_t{1} << 48 && content.epoch < std::uint64_t{1} << 48, "counters stay bounded");
  for (const TrustEntry& entry : content.entries) {
    const std::vector<const TrustEntry*> sharing = list->find(*key_id(entry.key));
    require(!sharing.empty() && sharing.size() <= 4, "an entry is found by its kid, among four at most");
  }
  const Result<Bytes> written = fuzz::trust_payload_of(content);
  require(written.has_value(), "what opens can be signed again");
  // A key's y may stand as a coordinate, which is longer than the sign bit that is written; all else has one encoding.
  require(fuzz::same(*written, payload) || written->size() < size, "what opens is written again as it was");
  const Result<std::string> draft = trust_draft_to_json(content);
  require(draft.has_value(), "what opens can be drafted");
  const Result<TrustListContent> redrafted = trust_draft_from_json(*draft);
  require(redrafted.has_value(), "a draft is read again");
  require(fuzz::same(*fuzz::trust_payload_of(*redrafted), *written), "a draft says what the list said");
  return 0;
}
