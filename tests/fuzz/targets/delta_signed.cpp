// A status delta behind its signature. Chunks: the payload; changes, which the harness compresses and puts into it.
#include "codec/zlib.hpp"
#include "crypto/hash.hpp"
#include "fuzz/support/chunks.hpp"
#include "fuzz/support/heap_watch.hpp"
#include "fuzz/support/lists.hpp"
#include "fuzz/support/target.hpp"
#include "support/flow_fixtures.hpp"
#include "trust/signed_list.hpp"
#include "trust/status_changes.hpp"

using namespace heyi;
using heyi::fuzz::require;

namespace {

// The payload with these changes, and with the hash of what they lead to where they lead anywhere.
Bytes with_changes(const Bytes& payload, const Bytes& changes, const StatusList& parent) {
  const auto tree = cbor::Tree::parse(payload);
  if (!tree || !tree->root().is(cbor::Kind::map) || changes.empty()) return payload;
  Bytes entries(parent.packed().begin(), parent.packed().end());
  const auto size = tree->root().find("size");
  if (size && size->is(cbor::Kind::uint)) entries.resize(std::min<std::uint64_t>(*size->as_uint(), 4096), 0);
  const bool leads = trust::apply_changes(changes, entries).has_value();
  const Bytes delta = cbor::encode_bytes(*deflate_zlib(changes));
  const Bytes result = cbor::encode_bytes(*hash(HashAlgorithm::sha256, entries));
  cbor::MapWriter out;
  for (auto key = tree->root().first(); key;) {
    const cbor::Item value = *key->next();
    const bool is_result = leads && key->is_text("hash");
    out.put_encoded(key->encoded(), key->is_text("delta") ? ByteView(delta)
                                    : is_result           ? ByteView(result)
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
  static const Bytes list = *sign_status_list(fuzz::status_made(), signer);
  static const StatusList parent = *StatusList::open(list, trust, test::kNow);
  fuzz::Chunks chunks({data, size}, 2);
  const Bytes first = chunks.next();
  const Bytes payload = with_changes(first, chunks.next(), parent);
  if (payload.empty()) return 0;
  const Bytes file = *trust::sign_list(payload, trust::kDeltaKind, signer);
  const Result<StatusDeltaInfo> info = read_status_delta(file, trust, test::kNow);
  const fuzz::HeapWatch heap;
  const Result<StatusList> result = parent.apply(file, trust, test::kNow);
  require(heap.largest() <= std::size_t{68} << 20, "no delta leads to more than 2^27 entries");
  if (!result) return 0;

  require(info.has_value(), "what applies can be read");
  require(info->parent == parent.hash(), "a delta starts from the entries it names");
  require(info->result == result->hash(), "and leads to those it promises");
  require(*hash(HashAlgorithm::sha256, result->packed()) == result->hash(), "the hash is that of the entries");
  require(result->size() == info->size && result->size() >= parent.size(), "a list never shrinks");
  require(result->header().sequence > parent.header().sequence, "a delta leads to a later list");
  require(fuzz::same_header(result->header(), info->header), "the result says what the delta says");
  require(result->header().uri == parent.header().uri && result->header().issuer == parent.header().issuer,
          "of the same list");
  const auto mapped = StatusList::open_mapped(file, trust, test::kNow, {result->packed(), nullptr});
  require(mapped && mapped->hash() == result->hash(), "its entries, kept elsewhere, are authenticated by it");
  if (result->packed().size() > 65536) return 0;
  Bytes again(parent.packed().begin(), parent.packed().end());
  again.resize(result->packed().size(), 0);
  require(trust::apply_changes(trust::write_changes(parent.packed(), result->packed()), again).has_value() &&
              fuzz::same(again, result->packed()),
          "changes written again lead to the same entries");
  return 0;
}
