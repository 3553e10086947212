// A whole scan, text to verdict: nothing is accepted but what an issuer and a holder of the test world signed.
#include "card/pack.hpp"
#include "fuzz/support/heap_watch.hpp"
#include "fuzz/support/known.hpp"
#include "fuzz/support/target.hpp"
#include "fuzz/support/tokens.hpp"
#include "heyi/inspect.hpp"

using namespace heyi;
using heyi::fuzz::require;

namespace {

void check_accepted(std::string_view text, const Verdict& verdict, const fuzz::Known& known) {
  const Result<Bytes> token = decode_text(text);
  require(token.has_value(), "what is accepted is a text of ours");
  const auto code = flow::read_code(*token);
  require(code.has_value(), "what is accepted has the structure of a code");
  require(known.holds(**code), "what is accepted was signed by an issuer and by the holder, word for word");
  require(!verdict.cards.empty() && verdict.sections.size() == kAllSections.size(), "an accept says what it saw");
  if ((*code)->is_static()) return;
  const Result<Bytes> packed = card::pack((*code)->plain);
  require(packed.has_value(), "what is accepted can be packed");
  const Result<Bytes> plain = card::unpack(*packed);
  require(plain && fuzz::same(*plain, (*code)->plain), "packing and unpacking is the identity");
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const fuzz::Known known;
  static const std::vector<fuzz::Counter> counters = fuzz::counters();
  const std::string_view text = as_text({data, size});
  const fuzz::HeapWatch heap;
  const fuzz::Judged judged = fuzz::judge_at_any(counters, text);
  // 7,089 characters at most are looked at, and no item of CBOR takes more than 64 octets of memory.
  require(heap.largest() <= std::size_t{1} << 20, "memory follows the text and no number written in it");
  if (judged.verdict.decision == Decision::accept) {
    check_accepted(text, judged.verdict, known);
  } else {
    require(judged.verdict.cards.empty(), "a refusal exposes no claim");
    require(judged.verdict.reason != Reason::internal_failure, "every refusal has its reason");
  }
  static_cast<void>(inspect_text(text));
  return 0;
}
