// Presenting for somebody else: it cannot be hidden, and a mandate that is over or was never vouched for refuses.
#include "flow/forge.hpp"
#include "support/catch.hpp"

namespace heyi::test {
namespace {

Bytes with_presenter() {
  return issued(hrss_rich_claims(), Party::hrss, Algorithm::es256, {}, {.redact = {Section::id, Section::bn}});
}

Verdict verdict_of(const Presentation& code, const World& world = World(), Time now = kNow,
                   const Policy& policy = Policy::hospital()) {
  return world.verifier(policy).verify(code.text, at(now));
}

}  // namespace

TEST_CASE("px is shown although it was not asked for", "[flow][px]") {
  const Presentation code = shown({with_presenter()}, showing({Section::id}));
  const Verdict verdict = verdict_of(code);
  CHECK(says(verdict) == "accept ok");
  CHECK(state_of(verdict, Section::px) == "shown");
  CHECK(verdict.cards.at(0).text(Section::px, "presenter_name") == "王小明");
  CHECK(state_of(verdict, Section::bn) == "withheld");
}

TEST_CASE("a mandate that is over refuses the code", "[flow][px]") {
  const Time over = *parse_time("2027-11-24T00:00:00+08:00");
  World world;
  world.trust.next_update = over + std::chrono::days{1};
  for (StatusListContent& list : world.status) {
    list.issued_at = over - std::chrono::days{1};
    list.expires_at = over + std::chrono::days{1};
  }
  const Bytes card = with_presenter();
  CHECK(says(verdict_of(shown({card}, showing({}, "medical", over - Seconds{1})), world, over - Seconds{1})) ==
        "accept ok");
  const Verdict verdict = verdict_of(shown({card}, showing({}, "medical", over)), world, over);
  CHECK(says(verdict) == "reject time.section_expired");
  CHECK(state_of(verdict, Section::px) == "expired");
  CHECK(verdict.cards.empty());
}

TEST_CASE("a mandate that its signer may not vouch for refuses the code", "[flow][px]") {
  World world;
  world.hrss().sections = {Section::id, Section::ss, Section::bn};
  CHECK(says(verdict_of(shown({with_presenter()}), world)) == "reject trust.unvouched");
}

TEST_CASE("an unvouched mandate in one half refuses the whole code", "[flow][px]") {
  const Bytes px = apart(with_presenter()).payload.at(cbor::encode_text("px"));
  const Bytes health =
      changed(hc_card(), key(Party::health), [&](Parts& card) { card.payload[cbor::encode_text("px")] = px; });
  CHECK(says(judged(proof_over({ss_card(), health}))) == "reject trust.unvouched");
  CHECK(says(judged(proof_over({with_presenter(), health}))) == "reject trust.unvouched");
}

TEST_CASE("a mandate in an expired half refuses the whole code", "[flow][px]") {
  const Bytes ended = changed(with_presenter(), key(Party::hrss), [](Parts& card) {
    card.payload[cbor::encode_int(cose::kClaimExp)] = cbor::encode_int(to_unix(kNow));
  });
  CHECK(says(judged(proof_over({ended, hc_card()}))) == "reject time.section_expired");
}

TEST_CASE("a mandate in a suspended half refuses the whole code", "[flow][px]") {
  World world;
  world.status[0].set(4711, CardStatus::suspended);
  CHECK(says(judged(proof_over({with_presenter(), hc_card()}), world)) == "reject status.suspended");
}

TEST_CASE("a mandate on a stale list goes on as stale", "[flow][px]") {
  World world;
  world.status[0].issued_at = kNow - std::chrono::days{8};
  const Verdict verdict = verdict_of(shown({with_presenter()}), world);
  CHECK(says(verdict) == "accept status.stale");
  CHECK(state_of(verdict, Section::px) == "stale");
}

TEST_CASE("a mandate without an end is refused", "[flow][px]") {
  const Bytes card = changed(with_presenter(), key(Party::hrss), [](Parts& parts) {
    Pairs px = pairs_of(parts.payload.at(cbor::encode_text("px")));
    px.erase(cbor::encode_int(0));
    parts.payload[cbor::encode_text("px")] = map_of(px);
  });
  CHECK(says(judged(proof_over({card}))) == "reject card.missing_claim");
}

TEST_CASE("a mandate alone is no section that a counter can work with", "[flow][px]") {
  Policy anything = Policy::hospital();
  anything.require_one_of.clear();
  const Bytes only = changed(with_presenter(), key(Party::hrss), [](Parts& card) {
    card.payload.erase(cbor::encode_text("ss"));
    card.unprotected.clear();
  });
  CHECK(says(judged(proof_over({only}), World(), anything)) == "reject scope.section_missing");
}

}  // namespace heyi::test
