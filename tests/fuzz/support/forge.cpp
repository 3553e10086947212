// An issuer and a holder who sign anything.
#include "fuzz/support/forge.hpp"

#include "card/card_object.hpp"
#include "codec/cbor_writer.hpp"
#include "cose/sign1.hpp"

namespace heyi::fuzz {
namespace {

using test::Party;

Bytes octets(ByteView view) { return {view.begin(), view.end()}; }

}  // namespace

Setting setting_of(ByteView chunk) {
  constexpr Algorithm kAlgorithms[] = {Algorithm::eddsa, Algorithm::es256, Algorithm::sm2, Algorithm::es384};
  Setting setting;
  if (!chunk.empty()) setting.algorithm = kAlgorithms[chunk[0] % std::size(kAlgorithms)];
  if (chunk.size() > 1) {
    setting.is_static = (chunk[1] & 1) != 0;
    setting.sm3 = (chunk[1] & 2) != 0;
  }
  return setting;
}

Party issuer_of(ByteView chunk, std::size_t index) {
  constexpr Party kIssuers[] = {Party::hrss, Party::health, Party::platform, Party::status};
  const std::size_t chosen = chunk.size() > index + 2 ? chunk[index + 2] : index;
  return kIssuers[chosen % std::size(kIssuers)];
}

Bytes sign_card(const CardParts& parts, Party issuer, const Setting& setting) {
  const PrivateKey signer = test::key(issuer, setting.algorithm);
  cbor::MapWriter headers;
  headers.put_bytes(cose::kLabelKid, *key_id(signer.public_key()));
  if (setting.sm3 && !setting.is_static) headers.put_int(cose::kLabelSdAlg, cose::kHashSm3);
  Bytes unprotected = {0xa0};
  if (!parts.sd_claims.empty()) {
    unprotected = {0xa1, static_cast<std::uint8_t>(cose::kLabelSdClaims)};
    unprotected.insert(unprotected.end(), parts.sd_claims.begin(), parts.sd_claims.end());
  }
  const cose::Typ& typ = setting.is_static ? cose::kTypStatic : cose::kTypCard;
  return *cose::make_sign1(signer, typ, std::move(headers), unprotected, parts.payload);
}

Bytes sign_proof(const std::vector<Bytes>& cards, ByteView payload, Algorithm algorithm) {
  cbor::MapWriter headers;
  headers.put(cose::kLabelKcwt, cards.front());
  if (cards.size() > 1) {
    cbor::Writer more;
    more.array(cards.size() - 1);
    for (std::size_t i = 1; i < cards.size(); ++i) more.raw(cards[i]);
    headers.put(cose::kLabelMoreCards, more.view());
  }
  return *cose::make_sign1(test::key(Party::holder, algorithm), cose::kTypProof, std::move(headers), cose::kEmptyMap,
                           payload);
}

CardParts parts_of(ByteView encoded) {
  const cbor::Tree tree = *cbor::Tree::parse(encoded);
  const card::CardObject card = *card::read_either(tree.root());
  CardParts parts{octets(card.object.payload), {}};
  if (const auto sd_claims = card.sd_claims()) parts.sd_claims = octets(sd_claims->encoded());
  return parts;
}

}  // namespace heyi::fuzz
