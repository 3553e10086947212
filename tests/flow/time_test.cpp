// Times: of the card, its sections, its signer and the holder's proof, to the second.
#include <limits>

#include "flow/forge.hpp"
#include "support/catch.hpp"

namespace heyi::test {
namespace {

Bytes name_of(std::int64_t label) { return cbor::encode_int(label); }

// until is a card that ends at `end`; from is one that begins then.
Bytes until(const Bytes& card, Party issuer, Time end) {
  return changed(card, key(issuer),
                 [&](Parts& parts) { parts.payload[name_of(cose::kClaimExp)] = cbor::encode_int(to_unix(end)); });
}

Verdict fresh(const std::vector<Bytes>& cards, Time now, const World& world = World(), Time proof = Time{}) {
  const Bytes token = proof_over(cards, key(Party::holder), {"medical", proof == Time{} ? now : proof, {}});
  return world.verifier().verify(encode_text(token), at(now));
}

}  // namespace

TEST_CASE("verify rejects a card whose exp equals now", "[flow][time]") {
  const Bytes card = until(hc_card(), Party::health, kNow);
  CHECK(says(fresh({card}, kNow)) == "reject time.expired");
  CHECK(says(fresh({card}, kNow - Seconds{1})) == "accept ok");
}

TEST_CASE("verify grants an expired card no skew", "[flow][time]") {
  CHECK(says(fresh({until(hc_card(), Party::health, kNow)}, kNow + Seconds{1}, World(), kNow - Seconds{1})) ==
        "reject time.expired");
}

TEST_CASE("an expired half takes its own sections away and no more", "[flow][time]") {
  const Verdict verdict = fresh({until(ss_card(), Party::hrss, kNow), hc_card()}, kNow);
  CHECK(says(verdict) == "accept ok");
  CHECK(state_of(verdict, Section::ss) == "expired");
  CHECK(state_of(verdict, Section::id) == "expired");
  CHECK(state_of(verdict, Section::hc) == "shown");
  REQUIRE(verdict.cards.size() == 1);
  CHECK(verdict.cards[0].issuer() == kHealth);
}

TEST_CASE("a counter that needs the expired half refuses and says so", "[flow][time]") {
  const Bytes token =
      proof_over({until(ss_card(), Party::hrss, kNow), hc_card()}, key(Party::holder), {"social", kNow, {}});
  const Verdict verdict = World().verifier(Policy::kiosk()).verify(encode_text(token), at());
  CHECK(says(verdict) == "reject time.section_expired");
  CHECK(verdict.cards.empty());
}

TEST_CASE("when every half has expired the code has expired", "[flow][time]") {
  const Verdict verdict = fresh({until(ss_card(), Party::hrss, kNow), until(hc_card(), Party::health, kNow)}, kNow);
  CHECK(says(verdict) == "reject time.expired");
  CHECK(state_of(verdict, Section::hc) == "expired");
  CHECK(verdict.cards.empty());
}

TEST_CASE("a revoked half refuses the code although it has expired too", "[flow][time][status]") {
  World world;
  world.status[0].set(4711, CardStatus::revoked);
  CHECK(says(fresh({until(ss_card(), Party::hrss, kNow), hc_card()}, kNow, world)) == "reject status.revoked");
}

TEST_CASE("an expired half needs no status list any more", "[flow][time][status]") {
  World world;
  world.status.erase(world.status.begin());
  CHECK(says(fresh({until(ss_card(), Party::hrss, kNow), hc_card()}, kNow, world)) == "accept ok");
}

TEST_CASE("verify rejects a card that is issued later than now", "[flow][time]") {
  CHECK(says(fresh({hc_card()}, kToday - Seconds{1}, World(), kToday)) == "reject time.not_yet_valid");
  CHECK(says(fresh({hc_card()}, kToday)) == "accept ok");
}

TEST_CASE("verify rejects a card whose nbf comes after its iat", "[flow][time]") {
  const Bytes card = changed(hc_card(), key(Party::health), [](Parts& parts) {
    parts.payload[name_of(cose::kClaimNbf)] = cbor::encode_int(to_unix(kToday) + 1);
  });
  CHECK(says(fresh({card}, kNow)) == "reject time.inconsistent");
}

TEST_CASE("verify rejects a card whose exp is not after its iat", "[flow][time]") {
  CHECK(says(fresh({until(hc_card(), Party::health, kToday)}, kNow)) == "reject time.inconsistent");
}

TEST_CASE("verify rejects dates that are zero, negative, text, tagged, floating or beyond the year 9999",
          "[flow][time]") {
  const std::vector<Bytes> wrong = {{0x00},
                                    {0x20},
                                    cbor::encode_text("1795512600"),
                                    {0xc1, 0x1a, 0x6b, 0x05, 0x7a, 0x98},
                                    {0xf9, 0x7c, 0x00},
                                    {0x1b, 0x00, 0x00, 0x00, 0x3a, 0xff, 0xf4, 0x41, 0x80},
                                    {0x1b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff}};
  for (const std::int64_t claim : {cose::kClaimExp, cose::kClaimIat, cose::kClaimNbf}) {
    for (const Bytes& value : wrong) {
      const Bytes card =
          changed(hc_card(), key(Party::health), [&](Parts& parts) { parts.payload[name_of(claim)] = value; });
      INFO(claim);
      CHECK(says(fresh({card}, kNow)) == "reject card.bad_claim");
    }
  }
}

TEST_CASE("verify rejects a card without exp, iat, iss, sub or cnf", "[flow][time]") {
  for (const std::int64_t claim :
       {cose::kClaimExp, cose::kClaimIat, cose::kClaimIss, cose::kClaimSub, cose::kClaimCnf}) {
    const Bytes card =
        changed(hc_card(), key(Party::health), [&](Parts& parts) { parts.payload.erase(name_of(claim)); });
    INFO(claim);
    CHECK(says(fresh({card}, kNow)) == "reject card.missing_claim");
  }
}

TEST_CASE("a proof lives for its window and the allowance for a slow clock, not a second longer", "[flow][time]") {
  CHECK(says(fresh({hc_card()}, kNow + Seconds{179}, World(), kNow)) == "accept ok");
  CHECK(says(fresh({hc_card()}, kNow + Seconds{180}, World(), kNow)) == "reject time.proof_stale");
}

TEST_CASE("a proof may be dated thirty seconds ahead, not a second more", "[flow][time]") {
  CHECK(says(fresh({hc_card()}, kNow - Seconds{30}, World(), kNow)) == "accept ok");
  CHECK(says(fresh({hc_card()}, kNow - Seconds{31}, World(), kNow)) == "reject time.proof_future");
}

TEST_CASE("verify rejects a proof older than its card", "[flow][time]") {
  CHECK(says(fresh({hc_card()}, kToday + Seconds{5}, World(), kToday - Seconds{1})) == "reject time.inconsistent");
}

TEST_CASE("verify rejects a proof dated after its card's end", "[flow][time]") {
  const Bytes card = until(hc_card(), Party::health, kNow + Seconds{10});
  CHECK(says(fresh({card}, kNow, World(), kNow + Seconds{10})) == "reject time.expired");
  CHECK(says(fresh({card}, kNow, World(), kNow + Seconds{9})) == "accept ok");
}

TEST_CASE("with a suspect clock a dynamic code is refused and a printed one is marked", "[flow][time][clock]") {
  const World world;
  Circumstances doubt = at();
  doubt.clock_suspect = true;
  CHECK(says(world.verifier().verify(full_code().text, doubt)) == "reject time.clock_suspect");
  const std::string any = shown({ss_card()}, showing({}, "any")).text;
  CHECK(says(world.verifier(Policy::identify()).verify(any, doubt)) == "reject time.clock_suspect");
  const Verdict printed = world.verifier(Policy::identify()).verify(printed_code().text, doubt);
  CHECK(says(printed) == "accept ok.identified");
  CHECK(marks(printed) == "time.clock_suspect");
}

TEST_CASE("a section ends with its last day in China", "[flow][time]") {
  const std::string json =
      health_claims().replace(health_claims().find(R"("hc": {)"), 7, R"("hc": {"valid_until": "2026-11-24", )");
  const Bytes card = issued(json, Party::health, Algorithm::es256, {}, {});
  const Time midnight = *parse_time("2026-11-25T00:00:00+08:00");
  CHECK(says(fresh({card}, midnight - Seconds{1})) == "accept ok");
  const Verdict over = fresh({card}, midnight);
  CHECK(says(over) == "reject time.section_expired");
  CHECK(state_of(over, Section::hc) == "expired");
}

TEST_CASE("a section's later end does not extend its card", "[flow][time]") {
  const std::string json =
      health_claims().replace(health_claims().find(R"("hc": {)"), 7, R"("hc": {"valid_until": "2031-11-23", )");
  const Bytes card = until(issued(json, Party::health, Algorithm::es256, {}, {}), Party::health, kNow);
  CHECK(says(fresh({card}, kNow)) == "reject time.expired");
}

TEST_CASE("a signer must be valid at the card's day of issue and now", "[flow][time][trust]") {
  const auto with = [](Time from, Time to, Time now) {
    World world;
    world.health().not_before = from;
    world.health().not_after = to;
    return says(fresh({hc_card()}, now, world));
  };
  const Time later = kNow + std::chrono::days{1};
  CHECK(with(kToday, later, kNow) == "accept ok");
  CHECK(with(kNow, later, kNow) == "accept ok");  // `iat` is rounded down to the first day.
  CHECK(with(kNow + Seconds{1}, later, kNow) == "reject trust.signer_not_yet_valid");
  CHECK(with(kToday + std::chrono::days{1}, later + std::chrono::days{9}, kNow + std::chrono::days{2}) ==
        "reject trust.signer_not_yet_valid");
  CHECK(with(kToday - std::chrono::days{9}, kNow + Seconds{1}, kNow) == "accept ok");
  CHECK(with(kToday - std::chrono::days{9}, kNow, kNow) == "reject trust.signer_expired");
  CHECK(with(kToday - std::chrono::days{9}, kToday, kNow) == "reject trust.signer_expired");
}

TEST_CASE("no clock, however wrong, does more than refuse", "[flow][time][hostile]") {
  const World world;
  const std::int64_t moments[] = {std::numeric_limits<std::int64_t>::min(), -1, 0,
                                  std::numeric_limits<std::int64_t>::max()};
  for (const std::int64_t moment : moments) {
    INFO(moment);
    for (const std::string& text : {full_code().text, printed_code().text}) {
      for (const Policy& policy : {Policy::hospital(), Policy::identify()}) {
        MemoryReplayCache cache;
        const Verdict verdict = world.verifier(policy).verify(text, at(from_unix(moment), &cache));
        CHECK(verdict.decision == Decision::reject);
        CHECK_FALSE(verdict_to_json(verdict).empty());
      }
    }
  }
}

}  // namespace heyi::test
