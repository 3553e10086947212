// The issuing line: claims, redaction, payload, signature.
#include "card/build.hpp"

#include <algorithm>

#include "card/card_object.hpp"
#include "card/disclosure.hpp"
#include "card/fields.hpp"
#include "codec/cbor_writer.hpp"
#include "cose/key.hpp"
#include "cose/registry.hpp"
#include "cose/sign1.hpp"

namespace heyi::card {
namespace {

constexpr int kMaxDecoys = 8;

// Issue times are rounded down to the day, so that they tell one holder from another as little as may be.
Time day_of(Time now) noexcept { return std::chrono::floor<std::chrono::days>(now); }

Bytes status_claim(const StatusReference& status) {
  cbor::Writer writer;
  writer.map(1).text("status_list").map(2).text("idx").uint(status.index).text("uri").text(status.uri);
  return std::move(writer).take();
}

// The claims that both kinds of card have.
Result<cbor::MapWriter> common_claims(const Claims& claims, std::string_view subject, Time now) {
  const Time issued = day_of(now);
  if (claims.valid_until() <= issued)
    return fail(Reason::claims_inconsistent, "valid_until is before the day of issue");
  cbor::MapWriter payload;
  payload.put_text(cose::kClaimIss, claims.issuer()).put_text(cose::kClaimSub, subject);
  payload.put_int(cose::kClaimExp, to_unix(claims.valid_until())).put_int(cose::kClaimIat, to_unix(issued));
  if (claims.valid_from()) {
    // The draft asks for nbf <= iat: a card cannot be issued ahead of its validity.
    if (*claims.valid_from() > now) return fail(Reason::claims_out_of_range, "valid_from is after the day of issue");
    if (*claims.valid_from() < issued) payload.put_int(cose::kClaimNbf, to_unix(*claims.valid_from()));
  }
  if (claims.status()) payload.put(cose::kClaimStatus, status_claim(*claims.status()));
  return payload;
}

struct Hashed {
  Digest hash;
  Bytes encoded;
};

// redact makes the disclosures and decoys, in the order of their hashes.
Result<std::vector<Hashed>> redact(const Claims& claims, HashAlgorithm algorithm, Random& random,
                                   const IssueOptions& options) {
  std::vector<Bytes> encoded;
  for (const Section section : options.redact) {
    Result<Bytes> disclosure =
        encode_disclosure(random, claims.section_cbor(section), cbor::encode_text(section_name(section)));
    if (!disclosure) return disclosure.error();
    encoded.push_back(*std::move(disclosure));
  }
  for (int i = 0; i < options.decoys; ++i) {
    Result<Bytes> decoy = encode_decoy(random);
    if (!decoy) return decoy.error();
    encoded.push_back(*std::move(decoy));
  }
  std::vector<Hashed> hashed;
  for (Bytes& one : encoded) {
    const Result<Digest> digest = hash_disclosure(algorithm, one);
    if (!digest) return digest.error();
    hashed.push_back({*digest, std::move(one)});
  }
  std::sort(hashed.begin(), hashed.end(), [](const Hashed& a, const Hashed& b) { return a.hash < b.hash; });
  return hashed;
}

Result<void> check_options(const Claims& claims, const IssueOptions& options) {
  if (options.decoys < 0 || options.decoys > kMaxDecoys) return fail(Reason::claims_out_of_range, "decoys: 0 to 8");
  for (auto section = options.redact.begin(); section != options.redact.end(); ++section) {
    if (*section == Section::px) return fail(Reason::claims_not_redactable, "px");
    if (claims.section_cbor(*section).empty()) {
      return fail(Reason::claims_missing, std::string(section_name(*section)) + " is to be withholdable but absent");
    }
    if (std::find(options.redact.begin(), section, *section) != section) {
      return fail(Reason::claims_not_redactable, std::string(section_name(*section)) + " is named twice");
    }
  }
  return {};
}

Bytes sd_claims_header(const std::vector<Hashed>& hashed) {
  if (hashed.empty()) return Bytes(std::begin(cose::kEmptyMap), std::end(cose::kEmptyMap));
  cbor::Writer writer;
  writer.map(1).integer(cose::kLabelSdClaims).array(hashed.size());
  for (const Hashed& one : hashed) writer.bytes(one.encoded);
  return std::move(writer).take();
}

Result<void> check_static_fields(const Claims& claims) {
  for (const Section section : claims.sections()) {
    const std::string name(section_name(section));
    if (section != Section::ss && section != Section::hc) return fail(Reason::claims_not_static, name);
    const Result<cbor::Tree> tree = cbor::Tree::parse(claims.section_cbor(section));
    if (!tree) return tree.error();
    for (const Field& field : section_fields(section)) {
      if (!field.identifying && tree->root().find(field.key)) {
        return fail(Reason::claims_not_static, name + "." + std::string(field.name));
      }
    }
  }
  return {};
}

// Both kinds of card name their signer's key in the same way.
Result<Bytes> sign_card(const Signer& issuer, const cose::Typ& typ, cbor::MapWriter headers, ByteView unprotected,
                        cbor::MapWriter payload) {
  const Result<Bytes> encoded = std::move(payload).finish();
  if (!encoded) return encoded.error();
  const Result<Bytes> kid = cose::thumbprint_id(issuer.public_key());
  if (!kid) return kid.error();
  headers.put_bytes(cose::kLabelKid, *kid);
  return cose::make_sign1(issuer, typ, std::move(headers), unprotected, *encoded);
}

}  // namespace

Result<Bytes> build_dynamic(const Claims& claims, std::string_view subject, const PublicKey& device_key,
                            const Signer& issuer, Random& random, const IssueOptions& options) {
  if (const Result<void> ok = check_options(claims, options); !ok) return ok.error();
  // The national suite hashes with SM3 throughout; the others use the draft's default, which needs no header.
  const bool national = issuer.public_key().algorithm() == Algorithm::sm2;
  const Result<std::vector<Hashed>> hashed =
      redact(claims, national ? HashAlgorithm::sm3 : HashAlgorithm::sha256, random, options);
  if (!hashed) return hashed.error();

  Result<cbor::MapWriter> payload = common_claims(claims, subject, options.now);
  if (!payload) return payload.error();
  payload->put(cose::kClaimCnf, std::move(cbor::Writer{}.map(1).integer(1).raw(cose::encode_key(device_key))).take());
  for (const Section section : claims.sections()) {
    const bool hidden = std::find(options.redact.begin(), options.redact.end(), section) != options.redact.end();
    if (!hidden) payload->put(section_name(section), claims.section_cbor(section));
  }
  if (!hashed->empty()) {
    cbor::Writer hashes;
    hashes.array(hashed->size());
    for (const Hashed& one : *hashed) hashes.bytes(one.hash);
    payload->put_encoded(std::move(cbor::Writer{}.simple(cose::kSimpleRedactedKeys)).take(), hashes.view());
  }
  cbor::MapWriter headers;
  if (national && !hashed->empty()) headers.put_int(cose::kLabelSdAlg, cose::kHashSm3);
  return sign_card(issuer, cose::kTypCard, std::move(headers), sd_claims_header(*hashed), *std::move(payload));
}

Result<Bytes> build_static(const Claims& claims, std::string_view subject, const Signer& issuer, Time now) {
  if (const Result<void> ok = check_static_fields(claims); !ok) return ok.error();
  if (!claims.status()) return fail(Reason::claims_missing, "status: a printed code must be revocable");
  Result<cbor::MapWriter> payload = common_claims(claims, subject, now);
  if (!payload) return payload.error();
  payload->put_text(cose::kClaimScope, cose::kScopeIdentification);
  for (const Section section : claims.sections()) payload->put(section_name(section), claims.section_cbor(section));
  return sign_card(issuer, cose::kTypStatic, cbor::MapWriter{}, cose::kEmptyMap, *std::move(payload));
}

Result<Bytes> choose_disclosures(ByteView card, std::span<const Section> keep) {
  const Result<cbor::Tree> tree = cbor::Tree::parse(card);
  if (!tree) return tree.error();
  const Result<CardObject> object = read_dynamic(tree->root());
  if (!object) return object.error();
  std::vector<Hashed> kept;
  if (const auto sd_claims = object->sd_claims()) {
    const Result<std::vector<Disclosure>> disclosures = read_disclosures(*sd_claims, object->hash);
    if (!disclosures) return disclosures.error();
    for (const Disclosure& disclosure : *disclosures) {
      if (!disclosure.is_claim()) continue;
      const std::optional<Section> section =
          section_from_name(disclosure.key()->as_text().value_or(std::string_view{}));
      if (!section || std::find(keep.begin(), keep.end(), *section) == keep.end()) continue;
      kept.push_back({disclosure.hash, Bytes(disclosure.encoded.begin(), disclosure.encoded.end())});
    }
  }
  const cose::Sign1& sign1 = object->object;
  return cose::assemble_sign1(sign1.protected_bytes, sd_claims_header(kept), sign1.payload, sign1.signature);
}

}  // namespace heyi::card
