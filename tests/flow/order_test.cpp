// Order is security: of several faults the earlier check speaks, and no claim is looked at before its signature holds.
#include "flow/forge.hpp"
#include "support/catch.hpp"

namespace heyi::test {
namespace {

Bytes name_of(std::int64_t label) { return cbor::encode_int(label); }

Bytes expired(const Bytes& card, Party signer) {
  return changed(card, key(signer),
                 [](Parts& parts) { parts.payload[name_of(cose::kClaimExp)] = cbor::encode_int(to_unix(kNow)); });
}

}  // namespace

TEST_CASE("a code that is forged and expired is told as forged", "[flow][order]") {
  CHECK(says(judged(proof_over({expired(hc_card(), Party::stranger)}))) == "reject cose.signature_invalid");
}

TEST_CASE("a code that is forged and of two persons is told as forged", "[flow][order]") {
  const Bytes other = hc_card({}, {.person = kOtherPerson});
  const Bytes forged = changed(other, key(Party::stranger), [](Parts&) {});
  CHECK(says(judged(proof_over({ss_card(), forged}))) == "reject cose.signature_invalid");
}

TEST_CASE("a payload that is no CBOR is not looked at before its signature", "[flow][order]") {
  Parts card = apart(hc_card());
  const Bytes token =
      cose::assemble_sign1(map_of(card.headers), map_of(card.unprotected), Bytes{0xff, 0xff}, card.signature);
  CHECK(says(judged(proof_over({token}))) == "reject cose.signature_invalid");
}

TEST_CASE("a signed payload that is no CBOR is refused for what it is", "[flow][order]") {
  Parts card = apart(hc_card());
  const Bytes payload = {0xa1, 0x01};
  const Bytes signature = *key(Party::health).sign(cose::sig_structure(map_of(card.headers), payload));
  const Bytes token = cose::assemble_sign1(map_of(card.headers), map_of(card.unprotected), payload, signature);
  const Verdict verdict = judged(proof_over({token}));
  CHECK(says(verdict) == "reject cose.malformed");
  CHECK(verdict.cards.empty());
}

TEST_CASE("typ comes before the key", "[flow][order]") {
  const Bytes token = changed(hc_card(), key(Party::stranger), [](Parts& card) {
    card.headers[name_of(cose::kLabelTyp)] = cbor::encode_int(999);
    card.headers[name_of(cose::kLabelKid)] = cbor::encode_bytes(Bytes(8, 0));
  });
  CHECK(says(judged(proof_over({token}))) == "reject cose.wrong_typ");
}

TEST_CASE("an unknown key comes before the proof", "[flow][order]") {
  const Bytes token = changed(hc_card(), key(Party::stranger), [](Parts& card) {
    card.headers[name_of(cose::kLabelKid)] = cbor::encode_bytes(*key_id(key(Party::stranger).public_key()));
  });
  CHECK(says(judged(proof_over({token}, key(Party::other_holder)))) == "reject trust.unknown_key");
}

TEST_CASE("the proof comes before the same person", "[flow][order]") {
  const std::vector<Bytes> cards = {ss_card(), hc_card({}, {.person = kOtherPerson})};
  CHECK(says(judged(proof_over(cards, key(Party::stranger)))) == "reject proof.invalid");
}

TEST_CASE("the same person comes before the disclosures", "[flow][order]") {
  Parts card = apart(ss_card());
  set_disclosures(card, {});
  CHECK(says(judged(proof_over({together(card), hc_card({}, {.person = kOtherPerson})}))) == "reject person.mismatch");
}

TEST_CASE("disclosures come before time", "[flow][order]") {
  Parts card = apart(expired(ss_card(), Party::hrss));
  set_disclosures(card, {});
  CHECK(says(judged(proof_over({together(card)}))) == "reject sd.empty");
}

TEST_CASE("time comes before status", "[flow][order]") {
  World world;
  world.status[1].set(815, CardStatus::revoked);
  CHECK(says(judged(proof_over({expired(hc_card(), Party::health)}), world)) == "reject time.expired");
  CHECK(says(judged(proof_over({hc_card()}, key(Party::holder), {"medical", kNow - Seconds{500}, {}}), world)) ==
        "reject time.proof_stale");
}

TEST_CASE("status comes before scope", "[flow][order]") {
  World world;
  world.status[1].set(815, CardStatus::revoked);
  CHECK(says(judged(proof_over({hc_card()}, key(Party::holder), {"social", kNow, {}}), world)) ==
        "reject status.revoked");
}

TEST_CASE("scope comes before replay, which a refused code does not touch", "[flow][order]") {
  MemoryReplayCache none(0);
  const std::string text = encode_text(proof_over({hc_card()}, key(Party::holder), {"social", kNow, {}}));
  CHECK(says(World().verifier().verify(text, at(kNow, &none))) == "reject scope.wrong_audience");
}

TEST_CASE("size comes before everything", "[flow][order]") {
  CHECK(says(World().verifier().verify("HY1:" + std::string(8000, '#'), at())) == "retry_scan text.too_long");
}

TEST_CASE("text comes before structure", "[flow][order]") {
  const Verifier verifier = World().verifier();
  CHECK(says(verifier.verify("", at())) == "retry_scan text.empty");
  CHECK(says(verifier.verify("https://example.org", at())) == "reject text.unknown_prefix");
  CHECK(says(verifier.verify("HY1:#", at())) == "retry_scan text.bad_base45");
  std::string lower = full_code().text;
  for (char& c : lower) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  CHECK(says(verifier.verify(lower, at())) == "retry_scan text.case_flipped");
}

TEST_CASE("a rejection keeps no card, whatever the stage", "[flow][order]") {
  World world;
  world.status[0].set(4711, CardStatus::suspended);
  const std::vector<std::pair<Bytes, Time>> refused = {
      {proof_over({hc_card()}, key(Party::holder), {"social", kNow, {}}), kNow},
      {proof_over({ss_card()}), kNow},
      {proof_over({hc_card()}), kNow + Seconds{999}},
      {proof_over({hc_card(), hc_card({}, {.person = kOtherPerson})}), kNow},
      {hc_card(), kNow}};
  for (const auto& [token, now] : refused) {
    const Verdict verdict = judged(token, world, Policy::hospital(), now);
    CHECK(verdict.decision == Decision::reject);
    CHECK(verdict.cards.empty());
    CHECK(verdict_to_json(verdict, {}, true).find(kIndex) == std::string::npos);
    CHECK(verdict_to_json(verdict, {}, true).find(kPerson) == std::string::npos);
  }
}

}  // namespace heyi::test
