// The edges of time: a card's own, and the window of the holder's proof, to the second.
#include "policy/holder_time.hpp"

#include "support/catch.hpp"
#include "support/fixtures.hpp"

using namespace heyi;
using namespace heyi::test;

namespace {

card::Envelope card_of(Time not_before, Time issued_at, Time expires_at) {
  return {kHrss, "nrfELXUURvht", issued_at, not_before, expires_at, {}, {}, {}};
}

const card::Envelope kCard = card_of(kToday, kToday, kNow + Seconds{100});

std::string card_time(Time now, const card::Envelope& envelope = kCard) {
  return reason_of(check_card_time(envelope, now));
}

std::string window(Time proof, Time now, const Policy& policy = Policy::hospital()) {
  return reason_of(check_proof_window({"medical", proof, {}}, policy, now));
}

}  // namespace

TEST_CASE("check_card_time refuses a card whose exp equals now", "[policy]") {
  CHECK(card_time(kNow + Seconds{99}) == "ok");
  CHECK(card_time(kNow + Seconds{100}) == "time.expired");
  CHECK(card_time(kNow + Seconds{101}) == "time.expired");
}

TEST_CASE("check_card_time takes a card from its nbf on", "[policy]") {
  const card::Envelope early = card_of(kToday - Seconds{10}, kToday - Seconds{10}, kNow);
  CHECK(card_time(kToday - Seconds{10}, early) == "ok");
  CHECK(card_time(kToday - Seconds{11}, early) == "time.not_yet_valid");
}

TEST_CASE("check_card_time takes a card from its iat on, whatever its nbf", "[policy]") {
  const card::Envelope backdated = card_of(kToday - std::chrono::days{9}, kToday, kNow);
  CHECK(card_time(kToday, backdated) == "ok");
  CHECK(card_time(kToday - Seconds{1}, backdated) == "time.not_yet_valid");
}

TEST_CASE("check_card_time allows no skew", "[policy]") {
  CHECK(card_time(kNow + Seconds{100}) == "time.expired");
  CHECK(card_time(kToday - Seconds{1}) == "time.not_yet_valid");
}

TEST_CASE("check_card_time survives clocks at both ends of time", "[policy]") {
  CHECK(card_time(from_unix(INT64_MAX)) == "time.expired");
  CHECK(card_time(from_unix(INT64_MIN)) == "time.not_yet_valid");
}

TEST_CASE("check_proof_relations refuses a proof older than its card", "[policy]") {
  const auto relation = [](Time proof) { return reason_of(check_proof_relations({"medical", proof, {}}, kCard)); };
  CHECK(relation(kToday) == "ok");
  CHECK(relation(kToday - Seconds{1}) == "time.inconsistent");
  const card::Envelope later = card_of(kToday + Seconds{5}, kToday, kNow);
  CHECK(reason_of(check_proof_relations({"medical", kToday + Seconds{4}, {}}, later)) == "time.inconsistent");
  CHECK(reason_of(check_proof_relations({"medical", kToday + Seconds{5}, {}}, later)) == "ok");
}

TEST_CASE("check_proof_window takes a proof for 60 s and 120 s of lateness, exclusive", "[policy]") {
  CHECK(window(kNow, kNow) == "ok");
  CHECK(window(kNow, kNow + Seconds{60}) == "ok");
  CHECK(window(kNow, kNow + Seconds{179}) == "ok");
  CHECK(window(kNow, kNow + Seconds{180}) == "time.proof_stale");
}

TEST_CASE("check_proof_window takes a proof dated 30 s ahead and not a second more", "[policy]") {
  CHECK(window(kNow, kNow - Seconds{30}) == "ok");
  CHECK(window(kNow, kNow - Seconds{31}) == "time.proof_future");
}

TEST_CASE("check_proof_window follows the policy", "[policy]") {
  Policy strict = Policy::hospital();
  strict.proof_window = Seconds{10};
  strict.proof_late = Seconds{0};
  strict.proof_early = Seconds{0};
  CHECK(window(kNow, kNow + Seconds{9}, strict) == "ok");
  CHECK(window(kNow, kNow + Seconds{10}, strict) == "time.proof_stale");
  CHECK(window(kNow, kNow - Seconds{1}, strict) == "time.proof_future");
}

TEST_CASE("check_proof_window survives clocks at both ends of time", "[policy]") {
  CHECK(window(kNow, from_unix(INT64_MAX)) == "time.proof_stale");
  CHECK(window(kNow, from_unix(INT64_MIN)) == "time.proof_future");
  CHECK(window(from_unix(253402300799), kNow) == "time.proof_future");
}

TEST_CASE("proof_end is the first instant at which the window refuses", "[policy]") {
  const card::ProofClaims proof{"medical", kNow, {}};
  const Policy policy = Policy::pharmacy();
  const Time end = proof_end(proof, policy);
  CHECK(reason_of(check_proof_window(proof, policy, end - Seconds{1})) == "ok");
  CHECK(reason_of(check_proof_window(proof, policy, end)) == "time.proof_stale");
}
