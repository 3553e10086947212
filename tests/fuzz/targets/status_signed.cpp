// A status list behind its signature. Chunks: the payload; entries, which the harness compresses and puts into it.
#include "codec/zlib.hpp"
#include "crypto/hash.hpp"
#include "fuzz/support/chunks.hpp"
#include "fuzz/support/heap_watch.hpp"
#include "fuzz/support/lists.hpp"
#include "fuzz/support/target.hpp"
#include "support/flow_fixtures.hpp"
#include "trust/signed_list.hpp"

using namespace heyi;
using heyi::fuzz::require;

namespace {

// The payload with other entries; as it was when it is no map.
Bytes with_entries(const Bytes& payload, const Bytes& entries) {
  const auto tree = cbor::Tree::parse(payload);
  if (!tree || !tree->root().is(cbor::Kind::map) || entries.empty()) return payload;
  cbor::MapWriter list;
  list.put_int("bits", 2).put_bytes("lst", *deflate_zlib(entries));
  const Bytes encoded = *std::move(list).finish();
  const Bytes hashed = cbor::encode_bytes(*hash(HashAlgorithm::sha256, entries));
  cbor::MapWriter out;
  for (auto key = tree->root().first(); key;) {
    const cbor::Item value = *key->next();
    const bool is_list = key->is_int(cose::kClaimStatusList);
    out.put_encoded(key->encoded(), is_list                ? ByteView(encoded)
                                    : key->is_text("hash") ? ByteView(hashed)
                                                           : value.encoded());
    key = value.next();
  }
  return std::move(out).finish().value_or(payload);
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const test::World world(test::Suites::all(Algorithm::eddsa));
  static const TrustList trust = world.trust_list();
  static const PrivateKey signer = test::key(test::Party::status, Algorithm::eddsa);
  fuzz::Chunks chunks({data, size}, 2);
  const Bytes first = chunks.next();
  const Bytes payload = with_entries(first, chunks.next());
  if (payload.empty()) return 0;
  const Bytes file = *trust::sign_list(payload, trust::kStatusListKind, signer);
  const fuzz::HeapWatch heap;
  const Result<StatusList> list = StatusList::open(file, trust, test::kNow);
  // zlib expands 1,032 times at most, and a buffer that grows holds twice what is in it.
  require(heap.largest() <= 2100 * file.size() + 65536, "memory follows the octets present");
  require(heap.largest() <= std::size_t{66} << 20, "no list expands to more than 2^27 entries");
  if (!list) return 0;

  const StatusListContent content = fuzz::content_of(*list);
  require(content.environment == test::kEnvironment, "a list of another environment does not open");
  require(list->may_speak_for(content.issuer, test::kNow), "the signer may publish what it published");
  require(!content.packed.empty() && content.size() <= StatusListContent::kMaxEntries, "entries are bounded");
  require(list->get(list->size()) == CardStatus::reserved, "what is outside a list is not valid");
  if (content.packed.size() > 65536) return 0;
  const Result<Bytes> again = sign_status_list(content, signer);
  require(again.has_value(), "what opens can be signed again");
  const Result<StatusList> reopened = StatusList::open(*again, trust, test::kNow);
  require(reopened && fuzz::says_the_same(*reopened, content), "a list signed again says the same");
  return 0;
}
