// Both spellings of a code's text: what is read is written again as it was, and what is no code is refused.
#include <heyi/challenge.hpp>
#include <heyi/text.hpp>

#include "fuzz/support/heap_watch.hpp"
#include "fuzz/support/target.hpp"

using namespace heyi;
using heyi::fuzz::require;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = as_text({data, size});
  const fuzz::HeapWatch heap;
  const Result<Bytes> token = decode_text(text);
  require(heap.largest() <= size + 256, "decoding takes no more memory than the text has characters");
  if (token) {
    const Spelling spelling = text.starts_with("9701") ? Spelling::digits : Spelling::base45;
    require(!token->empty(), "a text that is read holds octets");
    require(encode_text(*token, spelling) == text, "a text that is read is written again as it was");
    require(looks_like_heyi(text) && !is_incumbent(text), "what is read looks like a code and like no incumbent's");
  }

  // Any octets are spelt in either way, and read again.
  const ByteView octets{data, size};
  for (const Spelling spelling : {Spelling::base45, Spelling::digits}) {
    const std::string spelt = encode_text(octets, spelling);
    const Result<Bytes> again = decode_text(spelt);
    if (size == 0 || spelt.size() > kMaxTextSize) {
      require(!again, "nothing, and what is longer than a QR code, is refused");
    } else if (!is_incumbent(spelt)) {
      require(again && fuzz::same(*again, octets), "octets come back from their spelling");
    }
  }
  return 0;
}
