// One person, one device, one proof: nobody merges his half with another's.
#include "flow/forge.hpp"
#include "support/catch.hpp"

namespace heyi::test {

TEST_CASE("verify rejects cards of two persons under a good proof", "[flow][person]") {
  const Bytes token = proof_over({ss_card(), hc_card({}, {.person = kOtherPerson})});
  CHECK(says(judged(token)) == "reject person.mismatch");
}

TEST_CASE("verify rejects cards of one person on two devices", "[flow][person]") {
  const Bytes token = proof_over({ss_card(), hc_card({}, {.device = Party::other_holder})});
  CHECK(says(judged(token)) == "reject person.device_mismatch");
}

TEST_CASE("verify rejects the second device's proof over the first device's card", "[flow][person]") {
  const Bytes token = proof_over({ss_card(), hc_card({}, {.device = Party::other_holder})}, key(Party::other_holder));
  CHECK(says(judged(token)) == "reject proof.invalid");
}

TEST_CASE("verify names another person before another device", "[flow][person]") {
  const Bytes token = proof_over({ss_card(), hc_card({}, {.person = kOtherPerson, .device = Party::other_holder})});
  CHECK(says(judged(token)) == "reject person.mismatch");
}

TEST_CASE("verify compares every card with the first, not only the second", "[flow][person]") {
  const Bytes token = proof_over({ss_card(), hc_card(), hc_card({}, {.person = kOtherPerson})});
  CHECK(says(judged(token)) == "reject person.mismatch");
}

TEST_CASE("verify rejects the same card twice", "[flow][person]") {
  CHECK(says(judged(proof_over({hc_card(), hc_card()}))) == "reject person.same_card");
}

TEST_CASE("verify rejects the same card twice with different disclosures", "[flow][person]") {
  const std::vector<Bytes> cards = {
      ss_card(), changed(ss_card(), key(Party::hrss), [](Parts& card) { card.unprotected.clear(); })};
  CHECK(says(judged(proof_over(cards))) == "reject person.same_card");
}

TEST_CASE("verify takes a card and its renewal, whose salts differ", "[flow][person]") {
  const std::vector<Bytes> cards = {ss_card(), ss_card({}, {.redact = {Section::id}, .seed = 2})};
  CHECK(says(judged(proof_over(cards))) == "accept ok");
}

TEST_CASE("verify rejects a subject that merely looks alike", "[flow][person]") {
  const Bytes other = changed(hc_card(), key(Party::health), [](Parts& card) {
    Bytes& subject = card.payload.at(cbor::encode_int(cose::kClaimSub));
    subject.back() ^= 0x20;  // Another case or sign of the last character.
    if (!((subject.back() | 0x20) >= 'a' && (subject.back() | 0x20) <= 'z')) subject.back() = 'Q';
  });
  CHECK(says(judged(proof_over({ss_card(), other}))) == "reject person.mismatch");
}

TEST_CASE("verify rejects five cards", "[flow][proof]") {
  Bytes token = proof_over({ss_card(), hc_card()});
  Parts proof = apart(token);
  cbor::Writer more;
  more.array(4);
  for (int i = 0; i < 4; ++i) more.raw(hc_card());
  proof.headers[cbor::encode_int(cose::kLabelMoreCards)] = std::move(more).take();
  CHECK(says(judged(signed_again(proof, key(Party::holder)))) == "reject proof.too_many_cards");
}

TEST_CASE("verify rejects an empty array of further cards", "[flow][proof]") {
  const Bytes token = changed(proof_over({hc_card()}), key(Party::holder),
                              [](Parts& proof) { proof.headers[cbor::encode_int(cose::kLabelMoreCards)] = {0x80}; });
  CHECK(says(judged(token)) == "reject proof.malformed");
}

TEST_CASE("verify rejects a proof without its first card", "[flow][proof]") {
  const Bytes token = changed(proof_over({hc_card()}), key(Party::holder),
                              [](Parts& proof) { proof.headers.erase(cbor::encode_int(cose::kLabelKcwt)); });
  CHECK(says(judged(token)) == "reject proof.malformed");
}

TEST_CASE("verify rejects a proof by another device", "[flow][proof]") {
  CHECK(says(judged(proof_over({ss_card(), hc_card()}, key(Party::other_holder)))) == "reject proof.invalid");
}

TEST_CASE("verify rejects a proof signed by the issuer instead of the device", "[flow][proof]") {
  CHECK(says(judged(proof_over({hc_card()}, key(Party::health)))) == "reject proof.invalid");
}

TEST_CASE("verify rejects a proof whose algorithm is not its key's", "[flow][proof]") {
  CHECK(says(judged(proof_over({hc_card()}, key(Party::holder, Algorithm::sm2)))) == "reject cose.alg_mismatch");
}

TEST_CASE("verify rejects a proof that names its key", "[flow][proof]") {
  const Bytes token = changed(proof_over({hc_card()}), key(Party::holder), [](Parts& proof) {
    proof.headers[cbor::encode_int(cose::kLabelKid)] = cbor::encode_bytes(*key_id(key(Party::holder).public_key()));
  });
  CHECK(says(judged(token)) == "reject cose.unknown_header");
}

TEST_CASE("verify rejects a proof inside a proof", "[flow][proof]") {
  const Bytes inner = proof_over({hc_card()});
  CHECK(says(judged(proof_over({inner}))) == "reject cose.wrong_typ");
}

TEST_CASE("verify rejects a printed card under a holder's proof", "[flow][proof]") {
  CHECK(says(judged(proof_over({printed_card()}))) == "reject cose.wrong_typ");
  CHECK(says(judged(proof_over({ss_card(), printed_card()}))) == "reject cose.wrong_typ");
}

TEST_CASE("verify rejects further claims beside aud, iat and cnonce in a proof", "[flow][proof]") {
  const Bytes token = changed(proof_over({hc_card()}), key(Party::holder), [](Parts& proof) {
    proof.payload[cbor::encode_int(cose::kClaimExp)] = cbor::encode_int(to_unix(kNow) + 1'000'000);
  });
  CHECK(says(judged(token)) == "reject proof.malformed");
}

TEST_CASE("verify rejects an empty or overlong audience", "[flow][proof]") {
  for (const std::string& audience : {std::string(), std::string(65, 'a')}) {
    const Bytes token = changed(proof_over({hc_card()}), key(Party::holder), [&](Parts& proof) {
      proof.payload[cbor::encode_int(cose::kClaimAud)] = cbor::encode_text(audience);
    });
    CHECK(says(judged(token)) == "reject proof.malformed");
  }
}

}  // namespace heyi::test
