// Status: which list may speak, and what each of its values does to a code.
#include "flow/forge.hpp"
#include "support/catch.hpp"

namespace heyi::test {
namespace {

Verdict full(const World& world, const Policy& policy = Policy::hospital()) {
  return judged(proof_over({ss_card(), hc_card()}), world, policy);
}

}  // namespace

TEST_CASE("a suspended half is not readable and the other half goes on", "[flow][status]") {
  World world;
  world.status[0].set(4711, CardStatus::suspended);
  const Verdict verdict = full(world);
  CHECK(says(verdict) == "accept ok");
  CHECK(state_of(verdict, Section::ss) == "suspended");
  CHECK(state_of(verdict, Section::id) == "suspended");
  CHECK(state_of(verdict, Section::hc) == "shown");
  REQUIRE(verdict.cards.size() == 1);
  CHECK(verdict.cards[0].issuer() == kHealth);
}

TEST_CASE("a code whose needed half is suspended is refused as suspended", "[flow][status]") {
  World world;
  world.status[1].set(815, CardStatus::suspended);
  const Verdict verdict = judged(proof_over({hc_card()}), world);
  CHECK(says(verdict) == "reject status.suspended");
  CHECK(verdict.cards.empty());
}

TEST_CASE("a suspension that was lifted in a newer list no longer counts", "[flow][status]") {
  World world;
  world.status[1].set(815, CardStatus::suspended);
  StatusListContent lifted = status_content(kHealth, kHealthStatus);
  lifted.sequence = 2;
  world.status.push_back(lifted);
  CHECK(says(judged(proof_over({hc_card()}), world)) == "accept ok");
  std::swap(world.status[1], world.status[3]);
  CHECK(says(judged(proof_over({hc_card()}), world)) == "accept ok");
}

TEST_CASE("the newest list counts in whatever order the lists were given", "[flow][status]") {
  World world;
  StatusListContent revoking = status_content(kHealth, kHealthStatus);
  revoking.sequence = 2;
  revoking.set(815, CardStatus::revoked);
  world.status.push_back(revoking);
  CHECK(says(full(world)) == "reject status.revoked");
  std::swap(world.status[1], world.status[3]);
  CHECK(says(full(world)) == "reject status.revoked");
}

TEST_CASE("an older list does not speak in place of a newer one that has expired", "[flow][status]") {
  World world;
  StatusListContent newer = status_content(kHealth, kHealthStatus);
  newer.sequence = 2;
  newer.expires_at = kNow;
  newer.set(815, CardStatus::revoked);
  world.status.push_back(newer);
  CHECK(says(full(world)) == "reject status.unavailable");
  CHECK(marks(judged(proof_over({hc_card()}, key(Party::holder), {"any", kNow, {}}), world, Policy::identify())) ==
        "status.unavailable");
}

TEST_CASE("the reserved status refuses under every policy", "[flow][status]") {
  World world;
  world.status[1].set(815, CardStatus::reserved);
  CHECK(says(full(world)) == "reject status.reserved");
  CHECK(says(judged(proof_over({hc_card()}, key(Party::holder), {"any", kNow, {}}), world, Policy::identify())) ==
        "reject status.reserved");
}

TEST_CASE("a list under another uri does not speak for a card", "[flow][status]") {
  World world;
  world.trust.entries[4].status_uris = {"jn-hc:1", "jn-hc:2"};
  world.status[1].uri = "jn-hc:2";
  CHECK(says(full(world)) == "reject status.unavailable");
}

TEST_CASE("a list whose uri differs in case does not speak for a card", "[flow][status]") {
  World world;
  world.trust.entries[4].status_uris = {"JN-HC:1", "jn-hc:1"};
  world.status[1].uri = "JN-HC:1";
  CHECK(says(full(world)) == "reject status.unavailable");
}

TEST_CASE("a foreign issuer's list under the card's uri does not speak for the card", "[flow][status]") {
  World world;
  world.trust.entries[3].status_uris = {"jn-hc:1", "jn-hrss:1"};
  world.status[1].issuer = kHrss;
  // The status key may publish jn-hc:1 for both; the list of the other name speaks for cards of either.
  CHECK(says(full(world)) == "accept ok");
  // Once only the social-security authority may use that name, its list says nothing of health cards.
  world.trust.entries[4].status_uris = {"jn-hc:9"};
  CHECK(says(full(world)) == "reject status.unavailable");
}

TEST_CASE("a list whose signer is no longer valid speaks no more", "[flow][status]") {
  World world;
  world.trust.entries[4].not_after = kNow;
  CHECK(says(full(world)) == "reject status.unavailable");
}

TEST_CASE("a list dated more than a day ahead is not used", "[flow][status]") {
  World world;
  world.status[1].issued_at = kNow + std::chrono::days{1};
  CHECK(says(full(world)) == "accept ok");
  world.status[1].issued_at += Seconds{1};
  CHECK(says(full(world)) == "reject status.unavailable");
}

TEST_CASE("a trust list dated more than a day ahead is not used", "[flow][trust]") {
  World world;
  world.trust.issued_at = kNow + std::chrono::days{1};
  CHECK(says(full(world)) == "accept ok");
  world.trust.issued_at += Seconds{1};
  CHECK(says(full(world)) == "reject trust.from_future");
}

TEST_CASE("a card without a status reference needs no list", "[flow][status]") {
  World world;
  world.status.clear();
  const Bytes card = changed(hc_card(), key(Party::health),
                             [](Parts& parts) { parts.payload.erase(cbor::encode_int(cose::kClaimStatus)); });
  CHECK(says(judged(proof_over({card}), world)) == "accept ok");
}

TEST_CASE("a verdict says as of which lists it stands", "[flow][status]") {
  World world;
  world.trust.sequence = 17;
  const Verdict verdict = full(world);
  REQUIRE(verdict.as_of.trust.has_value());
  CHECK(verdict.as_of.trust->name == kEnvironment);
  CHECK(verdict.as_of.trust->sequence == 17);
  CHECK(verdict.as_of.trust->age == kNow - kToday);
  REQUIRE(verdict.as_of.status.size() == 2);
  CHECK(verdict.as_of.status[0].name == kHrssStatus);
  CHECK(verdict.as_of.status[1].age == kNow - kToday);
}

TEST_CASE("a section outside its signer's entitlement is named and cannot be read", "[flow][trust]") {
  World world;
  world.hrss().sections = {Section::ss};
  const Verdict verdict = full(world);
  CHECK(says(verdict) == "accept ok");
  CHECK(state_of(verdict, Section::id) == "unvouched");
  REQUIRE(verdict.cards.size() == 2);
  CHECK_FALSE(verdict.cards[0].text(Section::id, "name").has_value());
  CHECK(verdict.cards[0].section_json(Section::id) == "null");
}

TEST_CASE("a code whose needed sections are unvouched is refused", "[flow][trust]") {
  World world;
  world.health().sections = {Section::vx};
  CHECK(says(judged(proof_over({hc_card()}), world)) == "reject trust.unvouched");
}

TEST_CASE("one authority does not vouch for the other's section", "[flow][trust]") {
  const Bytes hc = apart(hc_card()).payload.at(cbor::encode_text("hc"));
  const Bytes card =
      changed(ss_card(), key(Party::hrss), [&](Parts& parts) { parts.payload[cbor::encode_text("hc")] = hc; });
  const Verdict verdict = judged(proof_over({card}));
  CHECK(state_of(verdict, Section::hc) == "unvouched");
  CHECK(state_of(verdict, Section::id) == "shown");
}

TEST_CASE("a section issued for an area outside the signer's is unvouched", "[flow][trust]") {
  World world;
  world.health().areas = {"370200"};
  const Verdict verdict = full(world);
  CHECK(state_of(verdict, Section::hc) == "unvouched");
  world.health().areas = {"370000"};
  CHECK(state_of(full(world), Section::hc) == "shown");
  world.health().areas = {"370102"};
  CHECK(state_of(full(world), Section::hc) == "unvouched");
  world.health().areas = {};
  CHECK(state_of(full(world), Section::hc) == "shown");
}

TEST_CASE("an issuer name that nearly matches is another issuer", "[flow][trust]") {
  for (const char* issuer : {"jn-HC", "JN-HC.", "JN-H", "JN-HRSS"}) {
    const Bytes card = changed(hc_card(), key(Party::health), [&](Parts& parts) {
      parts.payload[cbor::encode_int(cose::kClaimIss)] = cbor::encode_text(issuer);
    });
    INFO(issuer);
    CHECK(says(judged(proof_over({card}))) == "reject trust.wrong_issuer");
  }
}

TEST_CASE("a key that may only sign status lists or rules issues no card", "[flow][trust]") {
  for (const Role role : {Role::status, Role::rules}) {
    World world;
    world.health().roles = {role};
    CHECK(says(full(world)) == "reject trust.wrong_role");
  }
}

TEST_CASE("a key with one entry for each of two issuers vouches for each", "[flow][trust]") {
  World world;
  TrustEntry second = world.health();
  second.issuer = "JN-HC-2";
  second.sections = {Section::vx};
  world.trust.entries.insert(world.trust.entries.begin(), second);
  const auto lists = World().status_lists();
  const Bytes token = proof_over({hc_card()});
  const Verifier verifier(world.trust_list(), lists, Policy::hospital());
  CHECK(says(verifier.verify(encode_text(token), at())) == "accept ok");
}

}  // namespace heyi::test
