// Rule packs signed and opened; the rules themselves are octets here.
#include "trust/rule_pack.hpp"

#include "trust/signed_list.hpp"
#include "trust/trust_list.hpp"

namespace heyi {

Result<Bytes> sign_rule_pack(const RulePackHeader& header, ByteView rules, const Signer& signer) {
  const trust::ListHead head{header.environment, header.issuer,    header.name,
                             header.sequence,    header.issued_at, header.expires_at};
  if (const Result<void> sound = trust::check_head(head, Reason::rules_invalid); !sound) return sound.error();
  if (rules.empty() || rules.size() > RulePack::kMaxSize / 2) return fail(Reason::rules_invalid, "1 octet to 2 MiB");
  cbor::MapWriter payload;
  trust::put_head(head, payload);
  payload.put_bytes("rules", rules);
  const Result<Bytes> encoded = std::move(payload).finish();
  if (!encoded) return encoded.error();
  return trust::sign_list(*encoded, trust::kRulesKind, signer);
}

Result<RulePack> RulePack::open(ByteView pack, const TrustList& trust, Time now) {
  const Result<trust::SignedList> opened = trust::open_signed_list(pack, trust::kRulesKind, trust, now);
  if (!opened) return opened.error();
  const auto rules = opened->payload.root().find("rules");
  if (opened->payload.root().size() != trust::kHeadClaims + 1 || !rules || !rules->is(cbor::Kind::bytes))
    return fail(Reason::rules_invalid, "seven claims");
  if (rules->as_bytes()->empty()) return fail(Reason::rules_invalid, "rules");
  const trust::ListHead& head = opened->head;
  if (now >= head.expires_at) return fail(Reason::rules_expired);
  auto impl = std::make_shared<Impl>();
  impl->header = {head.environment, head.issuer, head.subject, head.sequence, head.issued_at, head.expires_at};
  impl->rules.assign(rules->as_bytes()->begin(), rules->as_bytes()->end());
  impl->trust_epoch = trust.content().epoch;
  const Result<Digest> content = hash(HashAlgorithm::sha256, impl->rules);
  if (!content) return content.error();
  const Result<Digest> digest = trust::identity(head, *content);
  if (!digest) return digest.error();
  impl->digest = *digest;
  return RulePack(std::move(impl));
}

const RulePackHeader& RulePack::header() const noexcept { return impl_->header; }
ByteView RulePack::rules() const noexcept { return impl_->rules; }

}  // namespace heyi
