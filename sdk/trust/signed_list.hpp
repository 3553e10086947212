// A list that one key of the trust list signs: status lists, deltas and rule packs are opened alike.
#pragma once

#include <functional>
#include <string_view>
#include <vector>

#include <heyi/rule_pack.hpp>
#include <heyi/status.hpp>
#include <heyi/trust.hpp>

#include "codec/cbor.hpp"
#include "cose/registry.hpp"
#include "cose/sign1.hpp"
#include "trust/list_head.hpp"

namespace heyi::trust {

/// ListKind is what tells one kind of signed list from another.
struct ListKind {
  cose::Typ typ;
  Role role;           ///< What its signer must be allowed to do.
  Reason invalid;      ///< For its form.
  Reason from_future;  ///< For a date more than 24 h ahead of the clock.
  std::size_t max_size;
  std::size_t max_nodes;  ///< Data items of the payload.
};

inline constexpr std::size_t kMaxStatusNodes = 64;  // A dozen claims; the entries are one byte string.
inline constexpr ListKind kStatusListKind{cose::kTypStatusList,       Role::status,         Reason::status_list_invalid,
                                          Reason::status_from_future, StatusList::kMaxSize, kMaxStatusNodes};
inline constexpr ListKind kDeltaKind{
    cose::kTypDelta,      Role::status,   Reason::status_list_invalid, Reason::status_from_future,
    StatusList::kMaxSize, kMaxStatusNodes};

inline constexpr ListKind kRulesKind{cose::kTypRules,           Role::rules,        Reason::rules_invalid,
                                     Reason::rules_from_future, RulePack::kMaxSize, kMaxStatusNodes};

/// SignedList is a list whose signature holds, with its payload parsed and its head checked; it borrows the octets.
struct SignedList {
  cbor::Tree payload;
  ListHead head;
  std::vector<const TrustEntry*> entries;  ///< Every entry of the key that signed; the trust list owns them.
};

/// open_signed_list checks size, structure, typ, signature, head, environment, the signer's entitlement and the date.
/// Fails with `kind.invalid`, `kind.from_future`, `trust.unknown_key`, `trust.wrong_role`, `trust.wrong_environment`,
/// `trust.signer_expired`, `trust.signer_not_yet_valid` or a `cbor`/`cose` reason.
Result<SignedList> open_signed_list(ByteView octets, const ListKind& kind, const TrustList& trust, Time now);

/// sign_list signs a payload as a list of this kind. Fails with `key.sign_failed`.
Result<Bytes> sign_list(ByteView payload, const ListKind& kind, const Signer& signer);

/// may_publish says whether an entry lets its key sign lists of this role and name for `issuer`.
bool may_publish(const TrustEntry& entry, Role role, std::string_view issuer, std::string_view name);

}  // namespace heyi::trust
