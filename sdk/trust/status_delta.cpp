// Deltas: what changed between two status lists, signed like a list, from one known state to another.
#include "codec/zlib.hpp"
#include "trust/signed_list.hpp"
#include "trust/status_changes.hpp"
#include "trust/status_list.hpp"
#include "trust/trust_list.hpp"

namespace heyi {
namespace {

// A change takes 5 octets at most; what needs more than the list itself is better published whole.
constexpr std::size_t kMaxChanges = trust::kMaxPacked;

Error wrong_parent(const char* what) { return fail(Reason::status_delta_parent, what); }

}  // namespace

Result<Bytes> sign_status_delta(const StatusList& from, const StatusList& to, const Signer& signer) {
  const StatusHeader& before = from.header();
  const StatusHeader& after = to.header();
  const bool same = before.environment == after.environment && before.issuer == after.issuer && before.uri == after.uri;
  if (!same) return wrong_parent("the lists have different names, publishers or environments");
  if (after.sequence <= before.sequence) return wrong_parent("the second list is not the later one");
  if (to.size() < from.size()) return wrong_parent("the second list has fewer entries");
  const Bytes changes = trust::write_changes(from.packed(), to.packed());
  if (changes.size() > kMaxChanges)
    return fail(Reason::status_list_invalid, "too many changes; publish the list whole");
  const Result<Bytes> compressed = deflate_zlib(changes);
  if (!compressed) return compressed.error();
  cbor::MapWriter payload;
  trust::put_head(trust::head_of(after), payload);
  payload.put_bytes("parent", from.hash()).put_bytes("hash", to.hash());
  payload.put_int("size", static_cast<std::int64_t>(to.packed().size())).put_bytes("delta", *compressed);
  const Result<Bytes> encoded = std::move(payload).finish();
  if (!encoded) return encoded.error();
  return trust::sign_list(*encoded, trust::kDeltaKind, signer);
}

Result<StatusDeltaInfo> read_status_delta(ByteView delta, const TrustList& trust, Time now) {
  const Result<trust::SignedList> opened = trust::open_signed_list(delta, trust::kDeltaKind, trust, now);
  if (!opened) return opened.error();
  const Result<trust::Delta> read = trust::read_delta(*opened);
  if (!read) return read.error();
  return StatusDeltaInfo{trust::header_of(opened->head), read->parent, read->result, std::uint64_t{read->size} * 4};
}

Result<StatusList> StatusList::apply(ByteView delta, const TrustList& trust, Time now) const {
  const Result<trust::SignedList> opened = trust::open_signed_list(delta, trust::kDeltaKind, trust, now);
  if (!opened) return opened.error();
  const Result<trust::Delta> read = trust::read_delta(*opened);
  if (!read) return read.error();
  const StatusHeader& here = header();
  const trust::ListHead& there = opened->head;
  if (there.issuer != here.issuer || there.subject != here.uri || there.environment != here.environment)
    return wrong_parent("the delta is for another list");
  if (read->parent != hash()) return wrong_parent("the delta starts from other entries");
  if (there.sequence <= here.sequence) return wrong_parent("the delta leads to no later list");
  if (read->size < packed().size()) return wrong_parent("the delta leads to fewer entries");
  const Result<Bytes> changes = inflate_zlib(read->changes, kMaxChanges);
  if (!changes) return changes.error();
  // The parent's size and a signed bound of 32 MiB decide how much this takes, before any change is made.
  Bytes entries(packed().begin(), packed().end());
  entries.resize(read->size, 0);
  if (const Result<void> made = trust::apply_changes(*changes, entries); !made) return made.error();
  const Result<Digest> result = heyi::hash(HashAlgorithm::sha256, entries);
  if (!result) return result.error();
  if (*result != read->result) return fail(Reason::status_delta_mismatch);
  return trust::make_status_list(*opened, trust, read->result, read->changes.size(), trust::own(std::move(entries)));
}

}  // namespace heyi
