// Status lists signed and opened: who signed is settled before anything is expanded.
#include "trust/status_list.hpp"

#include <algorithm>

#include "codec/zlib.hpp"
#include "trust/signed_list.hpp"
#include "trust/trust_list.hpp"

namespace heyi {
namespace {

using cbor::Item;
using cbor::Kind;

Error invalid(const char* what) { return fail(Reason::status_list_invalid, what); }

struct Statement {
  StatusHash hash{};
  ByteView compressed;
};

Result<StatusHash> hash_claim(const Item& payload, const char* name) {
  const auto item = payload.find(name);
  StatusHash hash{};
  if (!item || !item->is(Kind::bytes) || item->as_bytes()->size() != hash.size()) return invalid(name);
  std::copy(item->as_bytes()->begin(), item->as_bytes()->end(), hash.begin());
  return hash;
}

Result<Statement> read_list(const Item& payload) {
  const auto ttl = payload.find(cose::kClaimTtl);
  if (payload.size() != trust::kHeadClaims + (ttl ? 3U : 2U)) return invalid("eight claims, or nine with ttl");
  if (ttl && !ttl->is(Kind::uint)) return invalid("ttl");
  const Result<StatusHash> hash = hash_claim(payload, "hash");
  if (!hash) return hash.error();
  const auto list = payload.find(cose::kClaimStatusList);
  const auto bits = list ? list->find("bits") : std::nullopt;
  const auto octets = list ? list->find("lst") : std::nullopt;
  if (!bits || !octets || list->size() != 2 || !bits->is_int(2) || !octets->is(Kind::bytes))
    return invalid("status_list: 2 bits");
  return Statement{*hash, *octets->as_bytes()};
}

// A statement is either the whole list or the delta that led to it: both sign the hash of the expanded entries.
Result<trust::SignedList> open_statement(ByteView statement, const TrustList& trust, Time now, bool& is_delta) {
  Result<trust::SignedList> list = trust::open_signed_list(statement, trust::kStatusListKind, trust, now);
  is_delta = !list && list.error().reason == Reason::cose_wrong_typ;
  return is_delta ? trust::open_signed_list(statement, trust::kDeltaKind, trust, now) : std::move(list);
}

}  // namespace

namespace trust {

ListHead head_of(const StatusHeader& header) {
  return {header.environment, header.issuer, header.uri, header.sequence, header.issued_at, header.expires_at};
}

StatusHeader header_of(const ListHead& head) {
  return {head.environment, head.issuer, head.subject, head.sequence, head.issued_at, head.expires_at};
}

StatusBits own(Bytes packed) {
  const auto owner = std::make_shared<const Bytes>(std::move(packed));
  return {*owner, owner};
}

Result<StatusList> make_status_list(const SignedList& statement, const TrustList& trust, const StatusHash& hash,
                                    std::size_t compressed_size, StatusBits bits) {
  const Result<Digest> digest = identity(statement.head, hash);
  if (!digest) return digest.error();
  auto impl = std::make_shared<StatusList::Impl>();
  impl->header = header_of(statement.head);
  impl->bits = std::move(bits);
  impl->hash = hash;
  impl->trust_epoch = trust.content().epoch;
  impl->compressed_size = compressed_size;
  impl->digest = *digest;
  for (const TrustEntry* entry : statement.entries) impl->signers.push_back(*entry);
  return StatusList(std::move(impl));
}

Result<Delta> read_delta(const SignedList& list) {
  const Item& payload = list.payload.root();
  if (payload.size() != kHeadClaims + 4) return invalid("a delta has ten claims");
  const Result<StatusHash> parent = hash_claim(payload, "parent");
  if (!parent) return parent.error();
  const Result<StatusHash> result = hash_claim(payload, "hash");
  if (!result) return result.error();
  const auto size = payload.find("size");
  if (!size || !size->is(Kind::uint) || *size->as_uint() == 0 || *size->as_uint() > kMaxPacked) return invalid("size");
  const auto changes = payload.find("delta");
  if (!changes || !changes->is(Kind::bytes)) return invalid("delta");
  return Delta{*parent, *result, static_cast<std::size_t>(*size->as_uint()), *changes->as_bytes()};
}

Result<StatusHeader> read_status_header(ByteView list, const TrustList& trust, Time now) {
  const Result<SignedList> opened = open_signed_list(list, kStatusListKind, trust, now);
  if (!opened) return opened.error();
  if (const Result<Statement> form = read_list(opened->payload.root()); !form) return form.error();
  return header_of(opened->head);
}

std::optional<StatusList> rebind(const StatusList& list, const TrustList& trust) {
  const StatusList::Impl& opened = list.impl();
  const StatusHeader& header = opened.header;
  if (header.environment != trust.content().environment || opened.signers.empty()) return std::nullopt;
  auto impl = std::make_shared<StatusList::Impl>(opened);
  impl->signers.clear();
  for (const TrustEntry& entry : trust.content().entries) {
    if (entry.key == opened.signers.front().key) impl->signers.push_back(entry);
  }
  const bool publishes = std::any_of(impl->signers.begin(), impl->signers.end(), [&](const TrustEntry& entry) {
    return may_publish(entry, Role::status, header.issuer, header.uri);
  });
  if (!publishes) return std::nullopt;
  return StatusList(std::move(impl));
}

}  // namespace trust

Result<Bytes> sign_status_list(const StatusListContent& content, const Signer& signer) {
  const trust::ListHead head = trust::head_of(content);
  if (const Result<void> sound = trust::check_head(head, Reason::status_list_invalid); !sound) return sound.error();
  if (content.packed.empty() || content.size() > StatusListContent::kMaxEntries) return invalid("1 to 2^27 entries");
  const Result<Bytes> compressed = deflate_zlib(content.packed);
  if (!compressed) return compressed.error();
  const Result<Digest> expanded = hash(HashAlgorithm::sha256, content.packed);
  if (!expanded) return expanded.error();
  cbor::MapWriter list;
  list.put_int("bits", 2).put_bytes("lst", *compressed);
  const Result<Bytes> encoded_list = std::move(list).finish();
  if (!encoded_list) return encoded_list.error();
  cbor::MapWriter payload;
  trust::put_head(head, payload);
  payload.put(cose::kClaimStatusList, *encoded_list).put_bytes("hash", *expanded);
  const Result<Bytes> encoded = std::move(payload).finish();
  if (!encoded) return encoded.error();
  return trust::sign_list(*encoded, trust::kStatusListKind, signer);
}

Result<StatusList> StatusList::open(ByteView list, const TrustList& trust, Time now) {
  const Result<trust::SignedList> opened = trust::open_signed_list(list, trust::kStatusListKind, trust, now);
  if (!opened) return opened.error();
  const Result<Statement> statement = read_list(opened->payload.root());
  if (!statement) return statement.error();
  Result<Bytes> packed = inflate_zlib(statement->compressed, trust::kMaxPacked);
  if (!packed) return packed.error();
  if (packed->empty()) return invalid("no entries");
  const Result<Digest> expanded = heyi::hash(HashAlgorithm::sha256, *packed);
  if (!expanded) return expanded.error();
  if (*expanded != statement->hash) return invalid("hash: the entries are not those that it names");
  return trust::make_status_list(*opened, trust, statement->hash, statement->compressed.size(),
                                 trust::own(*std::move(packed)));
}

Result<StatusList> StatusList::open_mapped(ByteView statement, const TrustList& trust, Time now, StatusBits bits) {
  bool is_delta = false;
  const Result<trust::SignedList> opened = open_statement(statement, trust, now, is_delta);
  if (!opened) return opened.error();
  StatusHash promised{};
  std::size_t compressed_size = 0;
  if (is_delta) {
    const Result<trust::Delta> delta = trust::read_delta(*opened);
    if (!delta) return delta.error();
    if (bits.octets.size() != delta->size) return invalid("the entries kept are not those that were signed");
    promised = delta->result;
    compressed_size = delta->changes.size();
  } else {
    const Result<Statement> list = read_list(opened->payload.root());
    if (!list) return list.error();
    promised = list->hash;
    compressed_size = list->compressed.size();
  }
  if (bits.octets.empty() || bits.octets.size() > trust::kMaxPacked) return invalid("1 to 2^27 entries");
  const Result<Digest> kept = heyi::hash(HashAlgorithm::sha256, bits.octets);
  if (!kept) return kept.error();
  if (*kept != promised) return invalid("the entries kept are not those that were signed");
  return trust::make_status_list(*opened, trust, promised, compressed_size, std::move(bits));
}

const StatusHeader& StatusList::header() const noexcept { return impl_->header; }
std::uint64_t StatusList::size() const noexcept { return std::uint64_t{impl_->bits.octets.size()} * 4; }
ByteView StatusList::packed() const noexcept { return impl_->bits.octets; }
const StatusHash& StatusList::hash() const noexcept { return impl_->hash; }
std::size_t StatusList::compressed_size() const noexcept { return impl_->compressed_size; }

bool StatusList::may_speak_for(std::string_view issuer, Time now) const noexcept {
  return std::any_of(impl_->signers.begin(), impl_->signers.end(), [&](const TrustEntry& entry) {
    return trust::may_publish(entry, Role::status, issuer, impl_->header.uri) && now >= entry.not_before &&
           now < entry.not_after;
  });
}

}  // namespace heyi
