// The text of a challenge's code, which the holder's app reads: one challenge has one text.
#include <heyi/challenge.hpp>

#include "fuzz/support/target.hpp"

using namespace heyi;
using heyi::fuzz::require;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = as_text({data, size});
  const Result<Challenge> challenge = read_challenge(text);
  if (!challenge) return 0;
  require(challenge->nonce.size() == 8, "a nonce has eight octets");
  require(!challenge->name.empty() && challenge->name.size() <= 64, "a verifier's name has 1 to 64 octets");
  for (const char* word : {"medical", "social", "any"})
    require(challenge->name != word, "a scope is no verifier's name");
  require(challenge_text(*challenge) == text, "a challenge that is read is written again as it was");
  return 0;
}
