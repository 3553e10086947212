// The holder's proof: which cards it carries, for whom, when, and nothing else.
#include <algorithm>

#include "card/proof.hpp"

#include "support/catch.hpp"
#include "unit/card/parts.hpp"

using namespace heyi;
using namespace heyi::test;

namespace {

std::string read(const Bytes& encoded) {
  const auto tree = cbor::Tree::parse(encoded);
  return tree ? reason_of(card::read_proof(tree->root())) : reason_of(tree);
}

std::string read_claims(const Bytes& encoded) {
  const auto tree = cbor::Tree::parse(encoded);
  const auto proof = card::read_proof(tree->root());
  return proof ? reason_of(card::read_proof_claims(*proof)) : reason_of(proof);
}

// A proof signed over headers and a payload of the test's choice.
Bytes signed_proof(cbor::MapWriter headers, const Bytes& payload, const cose::Typ& typ = cose::kTypProof,
                   const Bytes& unprotected = {0xa0}) {
  return *cose::make_sign1(key(Party::holder), typ, std::move(headers), unprotected, payload);
}

cbor::MapWriter one_card() {
  cbor::MapWriter headers;
  headers.put(cose::kLabelKcwt, health_card());
  return headers;
}

Bytes payload_of(std::initializer_list<std::pair<std::int64_t, Bytes>> claims) {
  cbor::MapWriter map;
  for (const auto& [claim, value] : claims) map.put(claim, value);
  return *std::move(map).finish();
}

const Bytes kAud = cbor::encode_text("medical");
const Bytes kIat = cbor::encode_int(to_unix(kNow));
const Bytes kGood = payload_of({{3, kAud}, {6, kIat}});

std::string with_claims(std::initializer_list<std::pair<std::int64_t, Bytes>> claims) {
  return read_claims(signed_proof(one_card(), payload_of(claims)));
}

}  // namespace

TEST_CASE("read_proof gives back what build_proof signed", "[card]") {
  const std::vector<Bytes> cards = {hrss_card(), health_card(), static_card(), health_card({.seed = 2})};
  for (std::size_t count = 1; count <= cards.size(); ++count) {
    const std::vector<Bytes> some(cards.begin(), cards.begin() + static_cast<std::ptrdiff_t>(count));
    const Bytes encoded = proof_of(some, {"Window 3", kNow, Bytes(8, 7)});
    const auto tree = cbor::Tree::parse(encoded);
    const auto proof = card::read_proof(tree->root());
    REQUIRE(proof);
    REQUIRE(proof->cards.size() == count);
    for (std::size_t i = 0; i < count; ++i) CHECK(std::ranges::equal(proof->cards[i].encoded(), some[i]));
    const auto said = card::read_proof_claims(*proof);
    REQUIRE(said);
    CHECK(said->audience == "Window 3");
    CHECK(said->issued_at == kNow);
    CHECK(said->nonce == Bytes(8, 7));
    CHECK(reason_of(cose::verify_sign1(proof->object, proof->header.algorithm, key(Party::holder).public_key())) ==
          "ok");
  }
}

TEST_CASE("build_proof refuses no card and more than four", "[card]") {
  const auto build = [](std::size_t count) {
    const std::vector<Bytes> cards(count, health_card());
    return reason_of(card::build_proof(cards, key(Party::holder), {"medical", kNow, {}}));
  };
  CHECK(build(0) == "present.no_card");
  CHECK(build(4) == "ok");
  CHECK(build(5) == "proof.too_many_cards");
}

TEST_CASE("read_proof refuses more than four cards", "[card]") {
  cbor::MapWriter headers = one_card();
  headers.put(cose::kLabelMoreCards, array_of(std::vector<Bytes>(4, health_card())));
  CHECK(read(signed_proof(std::move(headers), kGood)) == "proof.too_many_cards");
}

TEST_CASE("read_proof refuses a proof without its first card", "[card]") {
  CHECK(read(signed_proof({}, kGood)) == "proof.malformed");
  cbor::MapWriter only_more;
  only_more.put(cose::kLabelMoreCards, array_of({health_card()}));
  CHECK(read(signed_proof(std::move(only_more), kGood)) == "proof.malformed");
}

TEST_CASE("read_proof refuses further cards that are no array or an empty one", "[card]") {
  for (const Bytes& more : {octets("80"), octets("a0"), octets("f6"), health_card()}) {
    cbor::MapWriter headers = one_card();
    headers.put(cose::kLabelMoreCards, more);
    CHECK(read(signed_proof(std::move(headers), kGood)) == "proof.malformed");
  }
}

TEST_CASE("read_proof refuses a card in the unprotected header", "[card]") {
  CHECK(read(signed_proof({}, kGood, cose::kTypProof, payload_of({{13, health_card()}}))) == "cose.unknown_header");
}

TEST_CASE("read_proof refuses headers beyond its closed set", "[card]") {
  for (const std::int64_t label : {4, 5, 17, 170}) {
    cbor::MapWriter headers = one_card();
    headers.put(label, cbor::encode_bytes(Bytes(8, 1)));
    CHECK(read(signed_proof(std::move(headers), kGood)) == "cose.unknown_header");
  }
}

TEST_CASE("read_proof refuses an object of another typ", "[card]") {
  CHECK(read(signed_proof(one_card(), kGood, cose::kTypCard)) == "cose.wrong_typ");
  CHECK(read(signed_proof(one_card(), kGood, cose::kTypRequest)) == "cose.wrong_typ");
  CHECK(read(*make_request(key(Party::holder), kHrss, kNow)) == "cose.wrong_typ");
}

TEST_CASE("read_proof_claims takes aud, iat and cnonce alone", "[card]") {
  CHECK(with_claims({{3, kAud}, {6, kIat}}) == "ok");
  CHECK(with_claims({{3, kAud}, {6, kIat}, {39, cbor::encode_bytes(Bytes(8, 1))}}) == "ok");
  CHECK(with_claims({{3, kAud}}) == "proof.malformed");
  CHECK(with_claims({{6, kIat}}) == "proof.malformed");
  for (const std::int64_t claim : {1, 2, 4, 5, 7, 8, 10}) {
    CHECK(with_claims({{3, kAud}, {6, kIat}, {claim, kIat}}) == "proof.malformed");
  }
  CHECK(with_claims({{3, kAud}, {7, kIat}}) == "proof.malformed");
}

TEST_CASE("read_proof_claims refuses an audience that is empty, too long or no text", "[card]") {
  CHECK(with_claims({{3, cbor::encode_text(std::string(64, 'a'))}, {6, kIat}}) == "ok");
  for (const Bytes& bad : {cbor::encode_text(""), cbor::encode_text(std::string(65, 'a')), octets("80"), octets("01"),
                           array_of({kAud}), cbor::encode_bytes(as_bytes("medical"))}) {
    CHECK(with_claims({{3, bad}, {6, kIat}}) == "proof.malformed");
  }
}

TEST_CASE("read_proof_claims refuses dates that are zero, negative, float, text or too large", "[card]") {
  for (const char* bad :
       {"00", "20", "f97e00", "fb41dabf0f66800001", "6131", "c101", "1b0000003afff44180", "1bffffffffffffffff"}) {
    CHECK(with_claims({{3, kAud}, {6, octets(bad)}}) == "proof.malformed");
  }
  CHECK(with_claims({{3, kAud}, {6, cbor::encode_int(253402300799)}}) == "ok");
}

TEST_CASE("read_proof_claims refuses nonces that are not 8 octets", "[card]") {
  for (const Bytes& bad : {cbor::encode_bytes({}), cbor::encode_bytes(Bytes(7, 1)), cbor::encode_bytes(Bytes(9, 1)),
                           cbor::encode_text("12345678"), octets("f6")}) {
    CHECK(with_claims({{3, kAud}, {6, kIat}, {39, bad}}) == "proof.malformed");
  }
}

TEST_CASE("read_proof_claims refuses a payload that is no map", "[card]") {
  for (const char* hex : {"80", "820306", "01", "f6"}) {
    CHECK(read_claims(signed_proof(one_card(), octets(hex))) == "proof.malformed");
  }
}

TEST_CASE("a payload cut off within a whole proof is malformed, not cut off", "[card]") {
  CHECK(read_claims(signed_proof(one_card(), Bytes(kGood.begin(), kGood.end() - 1))) == "cose.malformed");
}
