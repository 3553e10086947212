// Heads of signed lists: six claims, the same for status lists, deltas and rule packs.
#include "trust/list_head.hpp"

#include "base/identifiers.hpp"
#include "cose/registry.hpp"
#include "trust/entry_cbor.hpp"
#include "trust/trust_list.hpp"

namespace heyi::trust {
namespace {

using cbor::Item;
using cbor::Kind;

Result<std::string> text_of(const std::optional<Item>& item, Reason invalid, const char* name) {
  if (!item || !item->is(Kind::text)) return fail(invalid, name);
  return std::string(*item->as_text());
}

Result<std::uint64_t> number_of(const std::optional<Item>& item, std::uint64_t max, Reason invalid, const char* name) {
  if (!item || !item->is(Kind::uint) || *item->as_uint() > max) return fail(invalid, name);
  return *item->as_uint();
}

}  // namespace

Result<void> check_head(const ListHead& head, Reason invalid) {
  if (!is_issuer_code(head.environment)) return fail(invalid, "env");
  if (!is_issuer_code(head.issuer)) return fail(invalid, "iss");
  if (!is_status_uri(head.subject)) return fail(invalid, "uri or name: 1 to 28 printable characters");
  if (head.sequence >= kSequenceEnd) return fail(invalid, "seq stays below 2^48");
  if (to_unix(head.issued_at) <= 0 || head.expires_at <= head.issued_at) return fail(invalid, "exp is not after iat");
  return {};
}

void put_head(const ListHead& head, cbor::MapWriter& payload) {
  payload.put_text(cose::kClaimIss, head.issuer).put_text(cose::kClaimSub, head.subject);
  payload.put_int(cose::kClaimExp, to_unix(head.expires_at)).put_int(cose::kClaimIat, to_unix(head.issued_at));
  payload.put_text("env", head.environment).put_int("seq", static_cast<std::int64_t>(head.sequence));
}

Result<ListHead> read_head(const Item& payload, Reason invalid) {
  ListHead head;
  for (const auto& [item, name, field] : {std::tuple{payload.find(cose::kClaimIss), "iss", &head.issuer},
                                          std::tuple{payload.find(cose::kClaimSub), "sub", &head.subject},
                                          std::tuple{payload.find("env"), "env", &head.environment}}) {
    Result<std::string> text = text_of(item, invalid, name);
    if (!text) return text.error();
    *field = *std::move(text);
  }
  const auto expires = number_of(payload.find(cose::kClaimExp), kLatestTime, invalid, "exp");
  if (!expires) return expires.error();
  const auto issued = number_of(payload.find(cose::kClaimIat), kLatestTime, invalid, "iat");
  if (!issued) return issued.error();
  const auto sequence = number_of(payload.find("seq"), kSequenceEnd - 1, invalid, "seq");
  if (!sequence) return sequence.error();
  head.expires_at = from_unix(static_cast<std::int64_t>(*expires));
  head.issued_at = from_unix(static_cast<std::int64_t>(*issued));
  head.sequence = *sequence;
  if (const Result<void> sound = check_head(head, invalid); !sound) return sound.error();
  return head;
}

Result<Digest> identity(const ListHead& head, const Digest& content) {
  cbor::MapWriter statement;
  put_head(head, statement);
  statement.put_bytes("hash", content);
  const Result<Bytes> octets = std::move(statement).finish();
  if (!octets) return octets.error();
  return hash(HashAlgorithm::sha256, *octets);
}

}  // namespace heyi::trust
