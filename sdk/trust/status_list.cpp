// Status lists signed and opened: who signed is settled before anything is expanded.
#include "trust/status_list.hpp"

#include <algorithm>

#include "base/identifiers.hpp"
#include "codec/cbor_writer.hpp"
#include "codec/zlib.hpp"
#include "cose/key.hpp"
#include "trust/entry_cbor.hpp"
#include "trust/list_time.hpp"
#include "trust/trust_list.hpp"

namespace heyi {
namespace {

using cbor::Item;
using cbor::Kind;

constexpr std::size_t kMaxPayloadNodes = 64;  // Eight claims; the entries themselves are one byte string.

Error invalid(const char* what) { return fail(Reason::status_list_invalid, what); }

bool speaks_for(const TrustEntry& entry, std::string_view issuer, std::string_view uri) {
  const auto has = [](const auto& list, const auto& value) {
    return std::find(list.begin(), list.end(), value) != list.end();
  };
  return entry.issuer == issuer && has(entry.roles, Role::status) && has(entry.status_uris, uri);
}

// The first entry that lets the signer publish this list at all decides which reason is told.
Result<void> check_entitled(const std::vector<const TrustEntry*>& entries, const StatusListContent& content, Time now) {
  std::optional<Error> refused;
  for (const TrustEntry* entry : entries) {
    if (!speaks_for(*entry, content.issuer, content.uri)) continue;
    if (now < entry->not_before || content.issued_at < entry->not_before) {
      refused = fail(Reason::trust_signer_not_yet_valid);
    } else if (now >= entry->not_after || content.issued_at >= entry->not_after) {
      refused = fail(Reason::trust_signer_expired);
    } else {
      return {};
    }
  }
  return refused ? *refused : fail(Reason::trust_wrong_role);
}

Result<std::uint64_t> number(const std::optional<Item>& item, std::uint64_t max, const char* name) {
  if (!item || !item->is(Kind::uint) || *item->as_uint() > max) return invalid(name);
  return *item->as_uint();
}

Result<std::string> text(const std::optional<Item>& item, bool (*is_ok)(std::string_view), const char* name) {
  if (!item || !item->is(Kind::text) || !is_ok(*item->as_text())) return invalid(name);
  return std::string(*item->as_text());
}

struct Parsed {
  StatusListContent content;
  ByteView compressed;
};

Result<Parsed> read_payload(const Item& payload) {
  const auto ttl = payload.find(cose::kClaimTtl);
  if (!payload.is(Kind::map) || payload.size() != (ttl ? 8U : 7U)) return invalid("seven claims, or eight with ttl");
  if (ttl && !ttl->is(Kind::uint)) return invalid("ttl");
  Parsed parsed;
  StatusListContent& content = parsed.content;
  const auto issuer = text(payload.find(cose::kClaimIss), is_issuer_code, "iss");
  if (!issuer) return issuer.error();
  const auto uri = text(payload.find(cose::kClaimSub), is_status_uri, "sub");
  if (!uri) return uri.error();
  const auto environment = text(payload.find("env"), is_issuer_code, "env");
  if (!environment) return environment.error();
  const auto expires = number(payload.find(cose::kClaimExp), trust::kLatestTime, "exp");
  if (!expires) return expires.error();
  const auto issued = number(payload.find(cose::kClaimIat), trust::kLatestTime, "iat");
  if (!issued) return issued.error();
  const auto sequence = number(payload.find("seq"), trust::kSequenceEnd - 1, "seq");
  if (!sequence) return sequence.error();
  if (*expires <= *issued) return invalid("exp is not after iat");
  content.issuer = *issuer;
  content.uri = *uri;
  content.environment = *environment;
  content.sequence = *sequence;
  content.issued_at = from_unix(static_cast<std::int64_t>(*issued));
  content.expires_at = from_unix(static_cast<std::int64_t>(*expires));
  const auto list = payload.find(cose::kClaimStatusList);
  const auto bits = list ? list->find("bits") : std::nullopt;
  const auto octets = list ? list->find("lst") : std::nullopt;
  if (!bits || !octets || list->size() != 2 || !bits->is_int(2) || !octets->is(Kind::bytes))
    return invalid("status_list: 2 bits");
  parsed.compressed = *octets->as_bytes();
  return parsed;
}

}  // namespace

Result<Bytes> sign_status_list(const StatusListContent& content, const Signer& signer) {
  if (!is_issuer_code(content.environment) || !is_issuer_code(content.issuer)) return invalid("environment and issuer");
  if (!is_status_uri(content.uri)) return invalid("uri: 1 to 28 printable characters");
  if (content.sequence >= trust::kSequenceEnd) return invalid("sequence stays below 2^48");
  if (to_unix(content.issued_at) <= 0 || content.expires_at <= content.issued_at) return invalid("expires_at");
  if (content.packed.empty() || content.size() > StatusListContent::kMaxEntries) return invalid("1 to 2^27 entries");
  const Result<Bytes> compressed = deflate_zlib(content.packed);
  if (!compressed) return compressed.error();
  cbor::MapWriter list;
  list.put_int("bits", 2).put_bytes("lst", *compressed);
  const Result<Bytes> encoded_list = std::move(list).finish();
  if (!encoded_list) return encoded_list.error();
  cbor::MapWriter payload;
  payload.put_text(cose::kClaimIss, content.issuer).put_text(cose::kClaimSub, content.uri);
  payload.put_int(cose::kClaimExp, to_unix(content.expires_at)).put_int(cose::kClaimIat, to_unix(content.issued_at));
  payload.put(cose::kClaimStatusList, *encoded_list);
  payload.put_text("env", content.environment).put_int("seq", static_cast<std::int64_t>(content.sequence));
  const Result<Bytes> encoded = std::move(payload).finish();
  if (!encoded) return encoded.error();
  const Result<Bytes> kid = key_id(signer.public_key());
  if (!kid) return kid.error();
  cbor::MapWriter headers;
  headers.put_bytes(cose::kLabelKid, *kid);
  return cose::make_sign1(signer, cose::kTypStatusList, std::move(headers), cose::kEmptyMap, *encoded);
}

Result<StatusList> StatusList::open(ByteView list, const TrustList& trust, Time now) {
  const Result<cbor::Tree> tree = cbor::Tree::parse(list, {.max_size = kMaxSize, .max_nodes = cose::kMaxFrameNodes});
  if (!tree) return tree.error();
  const Result<cose::Sign1> object = cose::read_sign1(tree->root());
  if (!object) return object.error();
  const Result<cose::Header> header = cose::check_headers(*object, {.typ = cose::kTypStatusList});
  if (!header) return header.error();
  const auto entries = trust::verifying_entries(*object, *header, trust);
  if (!entries) return entries.error();

  const cbor::Limits limits{.max_size = kMaxSize, .max_nodes = kMaxPayloadNodes};
  const Result<cbor::Tree> payload = cbor::Tree::parse_within(object->payload, Reason::cose_malformed, limits);
  if (!payload) return payload.error();
  Result<Parsed> parsed = read_payload(payload->root());
  if (!parsed) return parsed.error();
  StatusListContent& content = parsed->content;
  if (content.environment != trust.content().environment) return fail(Reason::trust_wrong_environment);
  if (const Result<void> entitled = check_entitled(*entries, content, now); !entitled) return entitled.error();
  if (trust::is_from_future(content.issued_at, now)) return fail(Reason::status_from_future);

  Result<Bytes> packed = inflate_zlib(parsed->compressed, static_cast<std::size_t>(StatusListContent::kMaxEntries / 4));
  if (!packed) return packed.error();
  if (packed->empty()) return invalid("no entries");
  content.packed = *std::move(packed);
  const Result<Digest> digest = hash(HashAlgorithm::sha256, object->payload);
  if (!digest) return digest.error();
  auto impl = std::make_shared<Impl>();
  impl->digest = *digest;
  impl->compressed_size = parsed->compressed.size();
  impl->content = std::move(content);
  impl->trust_epoch = trust.content().epoch;
  for (const TrustEntry* entry : *entries) impl->signers.push_back(*entry);
  return StatusList(std::move(impl));
}

const StatusListContent& StatusList::content() const noexcept { return impl_->content; }
std::size_t StatusList::compressed_size() const noexcept { return impl_->compressed_size; }

bool StatusList::may_speak_for(std::string_view issuer, Time now) const noexcept {
  return std::any_of(impl_->signers.begin(), impl_->signers.end(), [&](const TrustEntry& entry) {
    return speaks_for(entry, issuer, impl_->content.uri) && now >= entry.not_before && now < entry.not_after;
  });
}

namespace trust {

std::optional<StatusList> rebind(const StatusList& list, const TrustList& trust) {
  const StatusList::Impl& opened = list.impl();
  if (opened.content.environment != trust.content().environment || opened.signers.empty()) return std::nullopt;
  auto impl = std::make_shared<StatusList::Impl>(opened);
  impl->signers.clear();
  for (const TrustEntry& entry : trust.content().entries) {
    if (entry.key == opened.signers.front().key) impl->signers.push_back(entry);
  }
  const bool publishes = std::any_of(impl->signers.begin(), impl->signers.end(), [&](const TrustEntry& entry) {
    return speaks_for(entry, opened.content.issuer, opened.content.uri);
  });
  if (!publishes) return std::nullopt;
  return StatusList(std::move(impl));
}

}  // namespace trust
}  // namespace heyi
