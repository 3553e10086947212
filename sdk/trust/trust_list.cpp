// Trust lists signed and opened; docs/format.md describes their octets.
#include "trust/trust_list.hpp"

#include "codec/cbor_writer.hpp"
#include "cose/key.hpp"
#include "cose/sign.hpp"
#include "trust/entry_cbor.hpp"

namespace heyi {
namespace {

using cbor::Item;

// 4096 entries take some 300 000 items; no list that fits into kMaxSize has more than this.
constexpr std::size_t kMaxPayloadNodes = TrustList::kMaxSize / 4;

Error invalid(const char* what) { return fail(Reason::trust_list_invalid, what); }

Result<Time> time_claim(const Item& payload, std::int64_t key, const char* name) {
  const auto found = payload.find(key);
  if (!found || !found->is(cbor::Kind::uint) || *found->as_uint() > trust::kLatestTime) return invalid(name);
  return from_unix(static_cast<std::int64_t>(*found->as_uint()));
}

Result<std::uint64_t> counter(const Item& payload, std::string_view key) {
  const auto found = payload.find(key);
  if (!found || !found->is(cbor::Kind::uint)) return invalid("seq and epoch");
  return *found->as_uint();
}

Result<TrustListContent> read_content(const Item& payload) {
  if (!payload.is(cbor::Kind::map) || payload.size() != 6)
    return invalid("six claims: exp, iat, env, seq, keys, epoch");
  TrustListContent content;
  const auto environment = payload.find("env");
  if (!environment || !environment->is(cbor::Kind::text)) return invalid("env");
  content.environment = *environment->as_text();
  const Result<std::uint64_t> sequence = counter(payload, "seq");
  const Result<std::uint64_t> epoch = counter(payload, "epoch");
  if (!sequence || !epoch) return invalid("seq and epoch");
  content.sequence = *sequence;
  content.epoch = *epoch;
  const Result<Time> issued = time_claim(payload, cose::kClaimIat, "iat");
  if (!issued) return issued.error();
  const Result<Time> next = time_claim(payload, cose::kClaimExp, "exp");
  if (!next) return next.error();
  content.issued_at = *issued;
  content.next_update = *next;
  const auto entries = payload.find("keys");
  if (!entries || !entries->is(cbor::Kind::array) || entries->size() > trust::kMaxEntries) return invalid("keys");
  for (auto item = entries->first(); item; item = item->next()) {
    Result<TrustEntry> entry = trust::read_entry(*item);
    if (!entry)
      return fail(entry.error().reason,
                  "keys[" + std::to_string(content.entries.size()) + "]: " + entry.error().detail);
    content.entries.push_back(*std::move(entry));
  }
  return content;
}

bool are_sound(const RootPins& pins) noexcept {
  return !pins.keys.empty() && pins.threshold >= 1 && static_cast<std::size_t>(pins.threshold) <= pins.keys.size();
}

}  // namespace

Result<Bytes> sign_trust_list(const TrustListContent& content, std::span<const Signer* const> roots) {
  if (const Result<void> sound = trust::check_content(content); !sound) return sound.error();
  if (roots.empty() || roots.size() > cose::kMaxSigners) return invalid("1 to 16 root keys sign a list");
  cbor::Writer entries;
  entries.array(content.entries.size());
  for (const TrustEntry& entry : content.entries) {
    const Result<Bytes> encoded = trust::write_entry(entry);
    if (!encoded) return encoded.error();
    entries.raw(*encoded);
  }
  cbor::MapWriter payload;
  payload.put_int(cose::kClaimExp, to_unix(content.next_update)).put_int(cose::kClaimIat, to_unix(content.issued_at));
  payload.put_text("env", content.environment).put_int("seq", static_cast<std::int64_t>(content.sequence));
  payload.put_int("epoch", static_cast<std::int64_t>(content.epoch)).put("keys", entries.view());
  const Result<Bytes> encoded = std::move(payload).finish();
  if (!encoded) return encoded.error();
  return cose::make_sign(roots, cose::kTypTrustList, *encoded);
}

Result<TrustList> TrustList::open(ByteView list, const RootPins& pins) {
  if (!are_sound(pins)) return invalid("the pinned root keys and threshold do not fit");
  const Result<cbor::Tree> tree = cbor::Tree::parse(list, {.max_size = kMaxSize, .max_nodes = cose::kMaxFrameNodes});
  if (!tree) return tree.error();
  const Result<cose::Sign> object = cose::read_sign(tree->root());
  if (!object) return object.error();
  if (const Result<void> typ = cose::check_typ(object->headers.root(), cose::kTypTrustList); !typ) return typ.error();
  if (object->headers.root().size() != 1 || object->unprotected.size() != 0) return fail(Reason::cose_unknown_header);
  const Result<int> count = cose::count_signers(*object, pins.keys);
  if (!count) return count.error();
  if (*count < pins.threshold) return fail(Reason::trust_threshold);

  const cbor::Limits limits{.max_size = kMaxSize, .max_nodes = kMaxPayloadNodes};
  const Result<cbor::Tree> payload = cbor::Tree::parse_within(object->payload, Reason::cose_malformed, limits);
  if (!payload) return payload.error();
  Result<TrustListContent> content = read_content(payload->root());
  if (!content) return content.error();
  if (content->environment != pins.environment) return fail(Reason::trust_wrong_environment);
  if (const Result<void> sound = trust::check_content(*content); !sound) return sound.error();

  auto impl = std::make_shared<Impl>();
  impl->content = *std::move(content);
  impl->signed_by = *count;
  const Result<Digest> digest = hash(HashAlgorithm::sha256, object->payload);
  if (!digest) return digest.error();
  impl->digest = *digest;
  for (const TrustEntry& entry : impl->content.entries) {
    const Result<Bytes> kid = key_id(entry.key);
    if (!kid) return kid.error();
    impl->by_kid[std::string(as_text(*kid))].push_back(&entry);
  }
  return TrustList(std::move(impl));
}

const TrustListContent& TrustList::content() const noexcept { return impl_->content; }
int TrustList::signed_by() const noexcept { return impl_->signed_by; }

std::vector<const TrustEntry*> TrustList::find(ByteView kid) const {
  const auto found = impl_->by_kid.find(std::string(as_text(kid)));
  return found == impl_->by_kid.end() ? std::vector<const TrustEntry*>{} : found->second;
}

namespace trust {

Result<std::vector<const TrustEntry*>> verifying_entries(const cose::Sign1& object, const cose::Header& header,
                                                         const TrustList& trust) {
  std::vector<const TrustEntry*> verifying;
  std::vector<const PublicKey*> refused;
  std::optional<Error> first_error;
  for (const TrustEntry* candidate : trust.find(header.kid)) {
    bool known = false;
    for (const PublicKey* key : refused) known = known || *key == candidate->key;
    if (known) continue;
    if (!verifying.empty()) {
      // A signature holds under one key; further entries of that key say what else it may do.
      if (verifying.front()->key == candidate->key) verifying.push_back(candidate);
      continue;
    }
    const Result<void> verified = cose::verify_sign1(object, header.algorithm, candidate->key);
    if (verified) {
      verifying.push_back(candidate);
    } else {
      refused.push_back(&candidate->key);
      if (!first_error) first_error = verified.error();
    }
  }
  if (!verifying.empty()) return verifying;
  return first_error ? *first_error : fail(Reason::trust_unknown_key);
}

}  // namespace trust
}  // namespace heyi
