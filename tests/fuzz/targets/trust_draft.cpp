// The trust list that an operator edits: what is taken is written and read again the same.
#include "fuzz/support/lists.hpp"
#include "fuzz/support/target.hpp"

using namespace heyi;
using heyi::fuzz::require;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const Result<TrustListContent> content = trust_draft_from_json(as_text({data, size}));
  if (!content) return 0;
  const Result<Bytes> payload = fuzz::trust_payload_of(*content);
  require(payload.has_value(), "a draft that is taken can be signed");
  const Result<std::string> draft = trust_draft_to_json(*content);
  require(draft.has_value(), "a draft that is taken is written");
  const Result<TrustListContent> again = trust_draft_from_json(*draft);
  require(again.has_value(), "a draft that was written is read");
  require(fuzz::same(*fuzz::trust_payload_of(*again), *payload), "a draft read again says the same");
  return 0;
}
