// Issuing: against a request of the device, for this authority, now.
#include "flow/forge.hpp"
#include "support/catch.hpp"

namespace heyi::test {
namespace {

std::string opening(const Bytes& request, Time now = kNow, const char* issuer = kHealth) {
  return why(HolderRequest::open(request, issuer, now));
}

Bytes request(Time now = kNow) { return *make_request(key(Party::holder), kHealth, now); }

Result<Bytes> issuing_of(const std::string& json, const IssueOptions& options, Random& random) {
  const HolderRequest holder = *HolderRequest::open(request(), kHealth, kNow);
  return issue_card(claims(json), holder, key(Party::health), pseudonym_key(), random, options);
}

std::string issue(const std::string& json, const IssueOptions& options) {
  CountingRandom random;
  return why(issuing_of(json, options, random));
}

std::string with_from(const char* from) {
  std::string json = health_claims();
  return json.replace(json.find(R"("valid_until")"), 0, std::string(R"("valid_from": ")") + from + "\", ");
}

}  // namespace

TEST_CASE("a request proves the device key to one authority", "[issue]") {
  const auto opened = HolderRequest::open(request(), kHealth, kNow);
  REQUIRE(opened);
  CHECK(opened->device_key() == key(Party::holder).public_key());
}

TEST_CASE("a request to another authority is refused", "[issue]") {
  CHECK(opening(request(), kNow, kHrss) == "request.wrong_issuer");
  CHECK(opening(request(), kNow, "jn-hc") == "request.wrong_issuer");
}

TEST_CASE("a request holds for a day, and may be thirty seconds ahead", "[issue]") {
  CHECK(opening(request(), kNow + std::chrono::days{1}) == "ok");
  CHECK(opening(request(), kNow + std::chrono::days{1} + Seconds{1}) == "request.stale");
  CHECK(opening(request(), kNow - Seconds{30}) == "ok");
  CHECK(opening(request(), kNow - Seconds{31}) == "request.stale");
}

TEST_CASE("a request signed by another key than it names is refused", "[issue]") {
  CHECK(opening(changed(request(), key(Party::stranger), [](Parts&) {})) == "cose.signature_invalid");
}

TEST_CASE("a request with another device's key put in is refused", "[issue]") {
  Parts parts = apart(request());
  parts.payload[cbor::encode_int(cose::kClaimCnf)] =
      apart(*make_request(key(Party::other_holder), kHealth, kNow)).payload.at(cbor::encode_int(cose::kClaimCnf));
  CHECK(opening(together(parts)) == "cose.signature_invalid");
}

TEST_CASE("a request with one claim less or more is invalid", "[issue]") {
  for (const std::int64_t claim : {cose::kClaimAud, cose::kClaimIat, cose::kClaimCnf}) {
    CHECK(opening(changed(request(), key(Party::holder),
                          [&](Parts& parts) { parts.payload.erase(cbor::encode_int(claim)); })) == "request.invalid");
  }
  CHECK(opening(changed(request(), key(Party::holder), [](Parts& parts) {
          parts.payload[cbor::encode_int(cose::kClaimIss)] = cbor::encode_text(kHealth);
        })) == "request.invalid");
}

TEST_CASE("a card's iat is the day of issue", "[issue]") {
  const HeldCard held = *read_card(hc_card());
  CHECK(held.issued_at == kToday);
  CHECK(held.valid_from == kToday);
  CHECK(held.valid_until == *parse_time("2031-11-24T00:00:00+08:00"));
}

TEST_CASE("a card may be valid from an earlier day and not from a later one", "[issue]") {
  CHECK(issue(with_from("2026-11-20"), issuing()) == "ok");
  CHECK(issue(with_from("2026-11-26"), issuing()) == "claims.out_of_range");
  CountingRandom random;
  CHECK(read_card(*issuing_of(with_from("2026-11-20"), issuing(), random))->valid_from ==
        *parse_time("2026-11-20T00:00:00+08:00"));
}

TEST_CASE("a card that would have ended on its first day is not issued", "[issue]") {
  std::string json = health_claims();
  json.replace(json.find("2031-11-23"), 10, "2026-11-23");
  CHECK(issue(json, issuing()) == "claims.inconsistent");
}

TEST_CASE("decoys are hashes that nothing tells from sections", "[issue]") {
  CountingRandom random;
  const Bytes card = *issuing_of(health_rich_claims(), issuing({Section::vx}, 8), random);
  const cbor::Tree hashes = *cbor::Tree::parse(apart(card).payload.at(simple_59()));
  CHECK(hashes.root().size() == 9);
  const HeldCard held = *read_card(card);
  CHECK(held.decoys == 8);
  CHECK(held.sections.size() == 3);
  CHECK(issue(health_claims(), issuing({}, 9)) == "claims.out_of_range");
  CHECK(issue(health_claims(), issuing({}, -1)) == "claims.out_of_range");
}

TEST_CASE("px, an absent section and one named twice cannot be made withholdable", "[issue]") {
  CHECK(issue(health_claims(), issuing({Section::px})) == "claims.not_redactable");
  CHECK(issue(health_claims(), issuing({Section::vx})) == "claims.missing");
  CHECK(issue(health_claims(), issuing({Section::hc, Section::hc})) == "claims.not_redactable");
}

TEST_CASE("no card is issued when there is no randomness for its salts", "[issue]") {
  BrokenRandom broken;
  CHECK(why(issuing_of(health_rich_claims(), issuing({Section::vx}), broken)) == "key.random_failed");
}

TEST_CASE("two cards of one person have one pseudonym and no salt in common", "[issue]") {
  const HeldCard ss = *read_card(ss_card());
  const HeldCard hc = *read_card(hc_card());
  CHECK(ss.subject == hc.subject);
  CHECK(ss.subject.find(kPerson) == std::string::npos);
  CHECK(read_card(hc_card({}, {.person = kOtherPerson}))->subject != hc.subject);
  CHECK(disclosures_of(apart(ss_card({}, {.redact = {Section::id}, .seed = 1}))) !=
        disclosures_of(apart(ss_card({}, {.redact = {Section::id}, .seed = 2}))));
}

TEST_CASE("a printed card holds references and nothing more", "[issue][static]") {
  const auto printing = [](const std::string& json, const IssueOptions& options = issuing()) {
    return why(issue_static(claims(json), key(Party::platform), pseudonym_key(), options));
  };
  CHECK(printing(static_claims()) == "ok");
  CHECK(printing(hrss_claims()) == "claims.not_static");
  CHECK(printing(health_rich_claims()) == "claims.not_static");
  CHECK(printing(static_claims(), issuing({Section::ss})) == "claims.not_redactable");
  CHECK(printing(static_claims(), issuing({}, 1)) == "claims.not_redactable");
}

TEST_CASE("nothing of the document number is in a printed card", "[issue][static]") {
  const Bytes card = printed_card();
  CHECK(as_text(card).find(kPerson) == std::string_view::npos);
  CHECK(as_text(card).find("19491231") == std::string_view::npos);
}

}  // namespace heyi::test
