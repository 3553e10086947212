// Printed codes: they identify and nothing more.
#include "flow/forge.hpp"
#include "support/catch.hpp"

namespace heyi::test {
namespace {

Bytes name_of(std::int64_t label) { return cbor::encode_int(label); }

Verdict identify(ByteView token, const World& world = World()) { return judged(token, world, Policy::identify()); }

Bytes set_of(const std::vector<Bytes>& cards) {
  cbor::Writer array;
  array.array(cards.size());
  for (const Bytes& card : cards) array.raw(card);
  return std::move(array).take();
}

Bytes reprinted(const std::function<void(Parts&)>& change) {
  return changed(printed_card(), key(Party::platform), change);
}

}  // namespace

TEST_CASE("identify accepts a printed code and says to check the document", "[flow][static]") {
  const Verdict verdict = identify(printed_code().plain);
  CHECK(says(verdict) == "accept ok.identified");
  CHECK(verdict.is_static);
  CHECK(verdict.audience.empty());
  CHECK(verdict.next_step(Language::en).find("document") != std::string_view::npos);
  REQUIRE(verdict.cards.size() == 1);
  CHECK(verdict.cards[0].text(Section::ss, "card_number") == kCardNumber);
  CHECK(verdict.cards[0].text(Section::hc, "index").has_value());
}

TEST_CASE("identify lets only what identifies be read, of a dynamic code too", "[flow][static]") {
  const Bytes token = proof_over({ss_card(), hc_card()}, key(Party::holder), {"any", kNow, {}});
  const Verdict verdict = identify(token);
  CHECK(says(verdict) == "accept ok");
  REQUIRE(verdict.cards.size() == 2);
  const VerifiedCard& card = verdict.cards[0];
  CHECK(card.text(Section::ss, "card_number") == kCardNumber);
  CHECK(card.text(Section::id, "name").has_value());
  CHECK_FALSE(card.text(Section::ss, "insured_area").has_value());
  CHECK_FALSE(card.number(Section::ss, "insured_area").has_value());
  CHECK(card.section_json(Section::ss).find("coverages") == std::string::npos);
  CHECK(card.section_json(Section::ss).find("370102") == std::string::npos);
  CHECK(verdict_to_json(verdict, {}, true).find("coverages") == std::string::npos);
}

TEST_CASE("identify reads nothing of vaccinations, records and benefits", "[flow][static]") {
  const Bytes card = issued(health_rich_claims(), Party::health, Algorithm::es256, {}, {});
  const Verdict verdict = identify(proof_over({card}, key(Party::holder), {"any", kNow, {}}));
  CHECK(says(verdict) == "accept ok");
  REQUIRE(verdict.cards.size() == 1);
  // Not even that there are any.
  CHECK(verdict.cards[0].sections() == std::vector<Section>{Section::hc});
  CHECK(verdict.cards[0].section_json(Section::vx) == "null");
  CHECK(verdict.cards[0].section_json(Section::mr) == "null");
}

TEST_CASE("the presets for work refuse a printed code", "[flow][static]") {
  const World world;
  for (const Policy& policy : {Policy::hospital(), Policy::pharmacy(), Policy::kiosk()}) {
    INFO(policy.name);
    const Verdict verdict = world.verifier(policy).verify(printed_code().text, at());
    CHECK(says(verdict) == "reject scope.static_not_allowed");
    CHECK(verdict.cards.empty());
    CHECK(says(world.verifier(policy).verify(printed_set().text, at())) == "reject scope.static_not_allowed");
  }
}

TEST_CASE("identify accepts a set of two authorities", "[flow][static]") {
  const Verdict verdict = identify(printed_set().plain);
  CHECK(says(verdict) == "accept ok.identified");
  CHECK(verdict.cards.size() == 2);
}

TEST_CASE("a set of two persons is refused", "[flow][static]") {
  CHECK(says(identify(set_of(printed_halves({}, kOtherPerson)))) == "reject person.mismatch");
}

TEST_CASE("a set with one card twice is refused", "[flow][static]") {
  CHECK(says(identify(set_of({printed_card(), printed_card()}))) == "reject person.same_card");
}

TEST_CASE("a set of one and a set of five are refused", "[flow][static]") {
  CHECK(says(identify(set_of({printed_card()}))) == "reject cose.malformed");
  CHECK(says(identify(set_of({}))) == "reject cose.malformed");
  CHECK(says(identify(set_of(std::vector<Bytes>(5, printed_card())))) == "reject proof.too_many_cards");
}

TEST_CASE("a set with a card that needs a proof is refused as lacking it", "[flow][static]") {
  CHECK(says(identify(set_of({printed_card(), hc_card()}))) == "reject proof.missing");
}

TEST_CASE("a set inside a set and a dynamic code inside a set are refused", "[flow][static]") {
  CHECK(says(identify(set_of({set_of(printed_halves()), printed_card()}))) == "reject cose.malformed");
  CHECK(says(identify(set_of({proof_over({hc_card()}), printed_card()}))) == "reject cose.wrong_typ");
}

TEST_CASE("one bad card spoils its set", "[flow][static]") {
  std::vector<Bytes> halves = printed_halves();
  halves[1].back() ^= 1;
  CHECK(says(identify(set_of(halves))) == "reject cose.signature_invalid");
}

TEST_CASE("a printed code of another scope is refused", "[flow][static]") {
  for (const char* scope : {"payment", "Identification", "identification ", ""}) {
    const Bytes token =
        reprinted([&](Parts& card) { card.payload[name_of(cose::kClaimScope)] = cbor::encode_text(scope); });
    CHECK(says(identify(token)) == "reject card.bad_claim");
  }
}

TEST_CASE("a printed code without scope is refused", "[flow][static]") {
  const Bytes token = reprinted([](Parts& card) { card.payload.erase(name_of(cose::kClaimScope)); });
  CHECK(says(identify(token)) == "reject card.missing_claim");
}

TEST_CASE("a printed code that names a device is refused", "[flow][static]") {
  const Bytes token = reprinted([](Parts& card) {
    card.payload[name_of(cose::kClaimCnf)] = apart(hc_card()).payload.at(name_of(cose::kClaimCnf));
  });
  CHECK(says(identify(token)) == "reject card.bad_claim");
}

TEST_CASE("a printed code that redacts is refused", "[flow][static]") {
  const Bytes hashes =
      reprinted([](Parts& card) { card.payload[simple_59()] = apart(ss_card()).payload.at(simple_59()); });
  CHECK(says(identify(hashes)) == "reject card.bad_claim");
  const Bytes opened = reprinted([](Parts& card) { set_disclosures(card, disclosures_of(apart(ss_card()))); });
  CHECK(says(identify(opened)) == "reject cose.unknown_header");
}

TEST_CASE("a printed code with a name, a coverage or another section is refused", "[flow][static]") {
  const Bytes identity = disclosures_of(apart(ss_card())).at(0);
  CHECK_FALSE(identity.empty());
  const Bytes full_ss = apart(ss_card()).payload.at(cbor::encode_text("ss"));
  const Bytes coverage = reprinted([&](Parts& card) { card.payload[cbor::encode_text("ss")] = full_ss; });
  CHECK(says(identify(coverage)) == "reject card.bad_claim");
  const Bytes vaccination = reprinted([](Parts& card) {
    card.payload[cbor::encode_text("vx")] = apart(issued(health_rich_claims(), Party::health, Algorithm::es256, {}, {}))
                                                .payload.at(cbor::encode_text("vx"));
  });
  CHECK(says(identify(vaccination)) == "reject card.bad_claim");
}

TEST_CASE("a device's card re-labelled as printed is not the authority's any more", "[flow][static]") {
  Parts card = apart(hc_card());
  card.headers[name_of(cose::kLabelTyp)] = cbor::encode_int(61);
  CHECK(says(identify(together(card))) == "reject cose.signature_invalid");
}

TEST_CASE("a packed printed code is refused", "[flow][static]") {
  Bytes token = printed_card();
  token.insert(token.begin(), 0x01);
  CHECK(says(identify(token)) == "reject cose.wrong_typ");
}

TEST_CASE("a printed code is revoked and suspended by its own index", "[flow][static]") {
  World world;
  world.status[2].set(42, CardStatus::suspended);
  CHECK(says(identify(printed_card(), world)) == "reject status.suspended");
  world.status[2].set(42, CardStatus::revoked);
  CHECK(says(identify(printed_card(), world)) == "reject status.revoked");
}

TEST_CASE("a platform's printed code shows what the platform may vouch for alone", "[flow][static][trust]") {
  World world;
  world.platform().sections = {Section::hc};
  const Verdict verdict = identify(printed_card(), world);
  CHECK(says(verdict) == "accept ok.identified");
  CHECK(state_of(verdict, Section::ss) == "unvouched");
  CHECK_FALSE(verdict.cards.at(0).text(Section::ss, "card_number").has_value());
  world.platform().sections = {Section::id};
  CHECK(says(identify(printed_card(), world)) == "reject trust.unvouched");
}

}  // namespace heyi::test
