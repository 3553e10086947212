// The profile: which claims a card has, of which type, and what its disclosures may open.
#include "card/payload.hpp"

#include <algorithm>

#include "base/identifiers.hpp"
#include "card/china_time.hpp"
#include "card/fields.hpp"
#include "card/section_check.hpp"
#include "cose/key.hpp"
#include "cose/registry.hpp"

namespace heyi::card {
namespace {

using cbor::Item;
using cbor::Kind;

Error missing(const char* claim) { return fail(Reason::card_missing_claim, claim); }
Error bad(const char* claim) { return fail(Reason::card_bad_claim, claim); }

Result<Time> read_time(const Item& payload, std::int64_t key, const char* name) {
  const auto found = payload.find(key);
  if (!found) return missing(name);
  if (!found->is(Kind::uint)) return bad(name);
  const std::uint64_t seconds = *found->as_uint();
  if (seconds == 0 || seconds > static_cast<std::uint64_t>(kLastSecond)) return bad(name);
  return from_unix(static_cast<std::int64_t>(seconds));
}

Result<std::string> read_text(const Item& payload, std::int64_t key, const char* name,
                              bool (*is_ok)(std::string_view)) {
  const auto found = payload.find(key);
  if (!found) return missing(name);
  if (!found->is(Kind::text) || !is_ok(*found->as_text())) return bad(name);
  return std::string(*found->as_text());
}

Result<std::optional<StatusReference>> read_status(const Item& payload) {
  const auto status = payload.find(cose::kClaimStatus);
  if (!status) return std::optional<StatusReference>{};
  const auto list = status->find("status_list");
  if (!list || status->size() != 1 || !list->is(Kind::map) || list->size() != 2) return bad("status");
  const auto index = list->find("idx");
  const auto uri = list->find("uri");
  if (!index || !uri || !index->is(Kind::uint) || !uri->is(Kind::text)) return bad("status");
  if (*index->as_uint() > kMaxStatusIndex || !is_status_uri(*uri->as_text())) return bad("status");
  return std::optional<StatusReference>{StatusReference{std::string(*uri->as_text()), *index->as_uint()}};
}

// The device key has one encoding, so that equal keys are equal octets.
Result<PublicKey> read_confirmation(const Item& confirmation) {
  const auto key = confirmation.find(1);
  if (!key || confirmation.size() != 1) return bad("cnf");
  Result<PublicKey> parsed = cose::decode_key(*key);
  if (!parsed) return parsed.error();
  if (!std::ranges::equal(cose::encode_key(*parsed), key->encoded())) return fail(Reason::cose_bad_key, "cnf");
  return parsed;
}

Result<void> refuse_unknown_claims(const Item& payload, bool is_static) {
  constexpr std::int64_t kCommon[] = {cose::kClaimIss, cose::kClaimSub, cose::kClaimExp,
                                      cose::kClaimNbf, cose::kClaimIat, cose::kClaimStatus};
  for (auto key = payload.first(); key; key = key->next()->next()) {
    const bool common =
        std::any_of(std::begin(kCommon), std::end(kCommon), [&](std::int64_t k) { return key->is_int(k); });
    const bool own = key->is_int(is_static ? cose::kClaimScope : cose::kClaimCnf);
    const bool redacted = !is_static && key->simple_value() == cose::kSimpleRedactedKeys;
    const bool section = key->is(Kind::text) && section_from_name(*key->as_text()).has_value();
    if (!common && !own && !redacted && !section) return bad("a claim that the profile does not know");
  }
  return {};
}

// A printed code says who a number belongs to and nothing more.
Result<void> check_static_section(Section section, const Item& value) {
  if (section != Section::ss && section != Section::hc) return bad("a section that no printed code may hold");
  for (auto key = value.first(); key; key = key->next()->next()) {
    const auto fields = section_fields(section);
    const bool allowed = std::any_of(fields.begin(), fields.end(),
                                     [&](const Field& field) { return field.identifying && key->is_int(field.key); });
    if (!allowed) return bad("a field that no printed code may hold");
  }
  return {};
}

// holds_redaction looks for hashes inside a value. Sections are withheld as a whole: a hash deeper down could hide one
// field of `px`, or an enrolment, from a verifier that believes to see the section.
bool holds_redaction(const Item& item) noexcept {
  if (item.is(Kind::tag) && item.tag() == cose::kTagRedactedElement) return true;
  if (item.simple_value() == cose::kSimpleRedactedKeys) return true;
  for (auto part = item.first(); part; part = part->next()) {
    if (holds_redaction(*part)) return true;
  }
  return false;
}

// Values of the payload and of the disclosures, the hashes at the top aside.
Result<void> refuse_deep_redaction(const Item& payload, const std::vector<Disclosure>& disclosures) {
  for (auto key = payload.first(); key;) {
    const Item value = *key->next();
    if (holds_redaction(value)) return fail(Reason::sd_not_redactable);
    key = value.next();
  }
  for (const Disclosure& disclosure : disclosures) {
    const auto value = disclosure.value();
    if (value && holds_redaction(*value)) return fail(Reason::sd_not_redactable);
  }
  return {};
}

// check_profile holds hashes and disclosures against the profile: sorted hashes of a section each, disclosures in their
// order.
Result<int> check_profile(const Item& payload, const std::vector<Disclosure>& disclosures) {
  const auto hashes = payload.find_simple(cose::kSimpleRedactedKeys);
  if (!hashes) {
    if (!disclosures.empty()) return fail(Reason::sd_unreferenced);
    return 0;
  }
  if (!hashes->is(Kind::array) || hashes->size() == 0) return fail(Reason::sd_malformed);
  ByteView previous;
  for (auto hash = hashes->first(); hash; hash = hash->next()) {
    const Result<ByteView> octets = hash->as_bytes();
    if (!octets || octets->size() != Digest{}.size()) return fail(Reason::sd_malformed);
    if (!previous.empty() && std::ranges::equal(previous, *octets)) return fail(Reason::sd_repeated_hash);
    if (!previous.empty() && !std::ranges::lexicographical_compare(previous, *octets)) return fail(Reason::sd_order);
    previous = *octets;
  }
  for (std::size_t i = 0; i < disclosures.size(); ++i) {
    const Disclosure& disclosure = disclosures[i];
    if (disclosure.is_decoy()) return fail(Reason::sd_decoy_opened);
    if (!disclosure.is_claim()) return fail(Reason::sd_malformed);
    const Result<std::string_view> name = disclosure.key()->as_text();
    const std::optional<Section> section = name ? section_from_name(*name) : std::nullopt;
    if (!section || *section == Section::px) return fail(Reason::sd_not_redactable);
    if (i > 0 && disclosures[i - 1].hash == disclosure.hash) return fail(Reason::sd_repeated_hash);
    if (i > 0 && !(disclosures[i - 1].hash < disclosure.hash)) return fail(Reason::sd_order);
  }
  return static_cast<int>(hashes->size()) - static_cast<int>(disclosures.size());
}

}  // namespace

Result<Envelope> read_envelope(const Item& payload, bool is_static) {
  if (!payload.is(Kind::map)) return bad("the payload is no map");
  if (const Result<void> known = refuse_unknown_claims(payload, is_static); !known) return known.error();
  const Result<std::string> issuer = read_text(payload, cose::kClaimIss, "iss", is_issuer_code);
  if (!issuer) return issuer.error();
  const Result<std::string> subject = read_text(payload, cose::kClaimSub, "sub", is_pseudonym);
  if (!subject) return subject.error();
  const Result<Time> expires = read_time(payload, cose::kClaimExp, "exp");
  if (!expires) return expires.error();
  const Result<Time> issued = read_time(payload, cose::kClaimIat, "iat");
  if (!issued) return issued.error();
  Time not_before = *issued;
  if (payload.find(cose::kClaimNbf)) {
    const Result<Time> says = read_time(payload, cose::kClaimNbf, "nbf");
    if (!says) return says.error();
    not_before = *says;
  }
  // SD-CWT draft, Verifier Validation: nbf <= iat, nbf < exp, iat < exp.
  if (not_before > *issued || *issued >= *expires) return fail(Reason::time_inconsistent);
  Result<std::optional<StatusReference>> status = read_status(payload);
  if (!status) return status.error();
  Envelope envelope{*issuer, *subject, *issued, not_before, *expires, {}, {}, *std::move(status)};
  if (is_static) {
    // Accepting a printed code means that its number is not revoked, so there must be a place to ask.
    if (!envelope.status) return missing("status");
    const auto scope = payload.find(cose::kClaimScope);
    if (!scope) return missing("scope");
    if (!scope->is_text(cose::kScopeIdentification)) return bad("scope");
    return envelope;
  }
  const auto confirmation = payload.find(cose::kClaimCnf);
  if (!confirmation) return missing("cnf");
  Result<PublicKey> key = read_confirmation(*confirmation);
  if (!key) return key.error();
  envelope.device_key = *std::move(key);
  envelope.confirmation = confirmation->encoded();
  return envelope;
}

Result<std::shared_ptr<const Content>> open_content(const CardObject& card, const Item& payload) {
  std::vector<Disclosure> disclosures;
  if (const auto sd_claims = card.sd_claims()) {
    Result<std::vector<Disclosure>> read = read_disclosures(*sd_claims, card.hash);
    if (!read) return read.error();
    disclosures = *std::move(read);
  }
  const Result<int> hidden = check_profile(payload, disclosures);
  if (!hidden) return hidden.error();
  if (const Result<void> flat = refuse_deep_redaction(payload, disclosures); !flat) return flat.error();
  Result<Bytes> expanded = expand(payload, disclosures);
  if (!expanded) return expanded.error();
  Result<cbor::Tree> tree = cbor::Tree::parse(*expanded);
  if (!tree) return tree.error();
  // Moving a vector keeps its octets where they are, so the tree stays good.
  auto content = std::make_shared<const Content>(Content{*std::move(expanded), *std::move(tree), *hidden});
  bool any = false;
  for (const Section section : kAllSections) {
    const auto value = content->section(section);
    if (!value) continue;
    any = true;
    if (const Result<void> ok = check_section(section, *value); !ok) return ok.error();
    if (card.is_static) {
      if (const Result<void> ok = check_static_section(section, *value); !ok) return ok.error();
    }
  }
  if (card.is_static && !any) return missing("a section");
  return content;
}

}  // namespace heyi::card
