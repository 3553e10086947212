// A rule pack as it comes from outside, and one behind its signature: the first octet says which.
#include <heyi/rule_pack.hpp>

#include "fuzz/support/heap_watch.hpp"
#include "fuzz/support/lists.hpp"
#include "fuzz/support/target.hpp"
#include "support/flow_fixtures.hpp"
#include "trust/signed_list.hpp"

using namespace heyi;
using heyi::fuzz::require;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const PrivateKey signer = test::key(test::Party::rules, Algorithm::eddsa);
  static const TrustList trust = fuzz::trust_with_rules(signer.public_key());
  if (size == 0) return 0;
  const ByteView rest = ByteView(data, size).subspan(1);
  if (data[0] % 2 == 0) {
    const fuzz::HeapWatch heap;
    const Result<RulePack> pack = RulePack::open(rest, trust, test::kNow);
    require(heap.largest() <= 128 * size + 16384, "memory follows the octets present");
    require(!pack || fuzz::same(pack->rules(), fuzz::rules_made()), "no pack opens but the one that was signed");
    return 0;
  }
  const Bytes file = *trust::sign_list(rest, trust::kRulesKind, signer);
  const Result<RulePack> pack = RulePack::open(file, trust, test::kNow);
  if (!pack) return 0;
  const RulePackHeader& header = pack->header();
  require(header.environment == test::kEnvironment && header.issuer == test::kHrss, "for whom the key may speak");
  require(test::kNow < header.expires_at, "not after its end");
  const Result<Bytes> again = sign_rule_pack(header, pack->rules(), signer);
  require(again && fuzz::same(fuzz::status_payload(*again), rest), "a pack has one encoding");
  return 0;
}
