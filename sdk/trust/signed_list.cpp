// Opening what one key signed: who signed is settled before anything of the content is looked at.
#include "trust/signed_list.hpp"

#include <algorithm>

#include "cose/key.hpp"
#include "trust/list_time.hpp"
#include "trust/trust_list.hpp"

namespace heyi::trust {
namespace {

// The first entry that lets the signer publish this list at all decides which reason is told.
Result<void> check_entitled(const std::vector<const TrustEntry*>& entries, const ListHead& head, Role role, Time now) {
  std::optional<Error> refused;
  for (const TrustEntry* entry : entries) {
    if (!may_publish(*entry, role, head.issuer, head.subject)) continue;
    if (now < entry->not_before || head.issued_at < entry->not_before) {
      refused = fail(Reason::trust_signer_not_yet_valid);
    } else if (now >= entry->not_after || head.issued_at >= entry->not_after) {
      refused = fail(Reason::trust_signer_expired);
    } else {
      return {};
    }
  }
  return refused ? *refused : fail(Reason::trust_wrong_role);
}

}  // namespace

bool may_publish(const TrustEntry& entry, Role role, std::string_view issuer, std::string_view name) {
  const auto has = [](const auto& list, const auto& value) {
    return std::find(list.begin(), list.end(), value) != list.end();
  };
  return entry.issuer == issuer && has(entry.roles, role) && (role != Role::status || has(entry.status_uris, name));
}

Result<SignedList> open_signed_list(ByteView octets, const ListKind& kind, const TrustList& trust, Time now) {
  const cbor::Limits frame{.max_size = kind.max_size, .max_nodes = cose::kMaxFrameNodes};
  const Result<cbor::Tree> tree = cbor::Tree::parse(octets, frame);
  if (!tree) return tree.error();
  const Result<cose::Sign1> object = cose::read_sign1(tree->root());
  if (!object) return object.error();
  const Result<cose::Header> header = cose::check_headers(*object, {.typ = kind.typ});
  if (!header) return header.error();
  auto entries = verifying_entries(*object, *header, trust);
  if (!entries) return entries.error();

  const cbor::Limits inside{.max_size = kind.max_size, .max_nodes = kind.max_nodes};
  Result<cbor::Tree> payload = cbor::Tree::parse_within(object->payload, Reason::cose_malformed, inside);
  if (!payload) return payload.error();
  if (!payload->root().is(cbor::Kind::map)) return fail(kind.invalid, "the payload is no map");
  Result<ListHead> head = read_head(payload->root(), kind.invalid);
  if (!head) return head.error();
  if (head->environment != trust.content().environment) return fail(Reason::trust_wrong_environment);
  if (const Result<void> entitled = check_entitled(*entries, *head, kind.role, now); !entitled) return entitled.error();
  if (is_from_future(head->issued_at, now)) return fail(kind.from_future);
  return SignedList{*std::move(payload), *std::move(head), *std::move(entries)};
}

Result<Bytes> sign_list(ByteView payload, const ListKind& kind, const Signer& signer) {
  const Result<Bytes> kid = key_id(signer.public_key());
  if (!kid) return kid.error();
  cbor::MapWriter headers;
  headers.put_bytes(cose::kLabelKid, *kid);
  return cose::make_sign1(signer, kind.typ, std::move(headers), cose::kEmptyMap, payload);
}

}  // namespace heyi::trust
