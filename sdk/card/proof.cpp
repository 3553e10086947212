// Building and reading the holder's proof.
#include "card/proof.hpp"

#include <heyi/card.hpp>

#include "card/china_time.hpp"
#include "codec/cbor_writer.hpp"
#include "cose/registry.hpp"

namespace heyi::card {
namespace {

using cbor::Kind;

Error malformed(const char* what) { return fail(Reason::proof_malformed, what); }

}  // namespace

Result<Bytes> build_proof(std::span<const Bytes> cards, const Signer& holder, const ProofClaims& claims) {
  if (cards.empty()) return fail(Reason::present_no_card);
  if (cards.size() > kMaxCards) return fail(Reason::proof_too_many_cards);
  cbor::MapWriter payload;
  payload.put_text(cose::kClaimAud, claims.audience).put_int(cose::kClaimIat, to_unix(claims.issued_at));
  if (!claims.nonce.empty()) payload.put_bytes(cose::kClaimCnonce, claims.nonce);
  const Result<Bytes> encoded = std::move(payload).finish();
  if (!encoded) return encoded.error();
  cbor::MapWriter headers;
  headers.put(cose::kLabelKcwt, cards.front());
  if (cards.size() > 1) {
    cbor::Writer more;
    more.array(cards.size() - 1);
    for (const Bytes& card : cards.subspan(1)) more.raw(card);
    headers.put(cose::kLabelMoreCards, more.view());
  }
  return cose::make_sign1(holder, cose::kTypProof, std::move(headers), cose::kEmptyMap, *encoded);
}

Result<ProofObject> read_proof(const cbor::Item& item) {
  constexpr std::int64_t kProtected[] = {cose::kLabelKcwt, cose::kLabelMoreCards};
  Result<cose::Sign1> object = cose::read_sign1(item);
  if (!object) return object.error();
  const auto header =
      cose::check_headers(*object, {.typ = cose::kTypProof, .kid = false, .more_protected = kProtected});
  if (!header) return header.error();
  ProofObject proof{*std::move(object), *header, {}};
  const auto first = proof.object.header(cose::kLabelKcwt);
  if (!first) return malformed("kcwt is missing");
  proof.cards.push_back(*first);
  if (const auto more = proof.object.header(cose::kLabelMoreCards)) {
    if (!more->is(Kind::array) || more->size() == 0) return malformed("more cards");
    if (more->size() > kMaxCards - 1) return fail(Reason::proof_too_many_cards);
    for (auto card = more->first(); card; card = card->next()) proof.cards.push_back(*card);
  }
  return proof;
}

Result<ProofClaims> read_proof_claims(const ProofObject& proof) {
  const Result<cbor::Tree> tree = cbor::Tree::parse_within(proof.object.payload, Reason::cose_malformed);
  if (!tree) return tree.error();
  const cbor::Item payload = tree->root();
  const auto audience = payload.find(cose::kClaimAud);
  const auto issued = payload.find(cose::kClaimIat);
  const auto nonce = payload.find(cose::kClaimCnonce);
  if (payload.size() != (nonce ? 3U : 2U)) return malformed("aud, iat and cnonce alone");
  if (!audience || !audience->is(Kind::text)) return malformed("aud");
  const std::string_view name = *audience->as_text();
  if (name.empty() || name.size() > kMaxAudienceSize) return malformed("aud");
  if (!issued || !issued->is(Kind::uint)) return malformed("iat");
  const std::uint64_t seconds = *issued->as_uint();
  if (seconds == 0 || seconds > static_cast<std::uint64_t>(kLastSecond)) return malformed("iat");
  ProofClaims claims{std::string(name), from_unix(static_cast<std::int64_t>(seconds)), {}};
  if (nonce) {
    if (!nonce->is(Kind::bytes) || nonce->as_bytes()->size() != kNonceSize) return malformed("cnonce");
    const ByteView octets = *nonce->as_bytes();
    claims.nonce.assign(octets.begin(), octets.end());
  }
  return claims;
}

}  // namespace heyi::card
