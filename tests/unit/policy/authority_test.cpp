// What a trust entry lets its key say: in which role, for whom, when, which sections, which areas.
#include "policy/authority.hpp"

#include "support/catch.hpp"
#include "support/fixtures.hpp"

using namespace heyi;
using namespace heyi::test;

namespace {

TrustEntry entry() {
  return {kHrss,
          key(Party::hrss).public_key(),
          {Role::issuer},
          {Section::ss, Section::id},
          {"370100"},
          {},
          kToday - std::chrono::days{10},
          kToday + std::chrono::days{10}};
}

card::Envelope card_of(Time issued_at = kToday) {
  return {kHrss, "nrfELXUURvht", issued_at, issued_at, kToday + std::chrono::days{365}, {}, {}, {}};
}

std::string check(const TrustEntry& with, const card::Envelope& envelope = card_of(), Time now = kNow) {
  return reason_of(check_signer(with, envelope, now));
}

}  // namespace

TEST_CASE("check_signer takes an issuer's key for its own card in its time", "[policy]") {
  CHECK(check(entry()) == "ok");
}

TEST_CASE("check_signer refuses a key that is no issuer's", "[policy]") {
  for (const std::vector<Role>& roles :
       {std::vector<Role>{}, std::vector{Role::status}, std::vector{Role::rules, Role::status}}) {
    TrustEntry other = entry();
    other.roles = roles;
    CHECK(check(other) == "trust.wrong_role");
  }
  TrustEntry both = entry();
  both.roles = {Role::status, Role::issuer};
  CHECK(check(both) == "ok");
}

TEST_CASE("check_signer compares the issuer byte for byte", "[policy]") {
  for (const std::string& other : {std::string(kHealth), std::string("jn-hrss"), std::string("JN-HRSS "),
                                   std::string("JN-HRS"), std::string("JN-HRSS\0", 8), std::string()}) {
    TrustEntry near_match = entry();
    near_match.issuer = other;
    CHECK(check(near_match) == "trust.wrong_issuer");
  }
}

TEST_CASE("check_signer wants the key valid now: from not_before on", "[policy]") {
  TrustEntry later = entry();
  later.not_before = kNow;
  CHECK(check(later) == "ok");
  CHECK(check(later, card_of(), kNow - Seconds{1}) == "trust.signer_not_yet_valid");
}

TEST_CASE("check_signer wants the key valid now: until not_after, exclusive", "[policy]") {
  TrustEntry ending = entry();
  ending.not_after = kNow;
  CHECK(check(ending, card_of(), kNow - Seconds{1}) == "ok");
  CHECK(check(ending, card_of(), kNow) == "trust.signer_expired");
}

TEST_CASE("check_signer wants the key valid when the card was issued", "[policy]") {
  TrustEntry young = entry();
  young.not_before = kToday;
  CHECK(check(young, card_of(kToday)) == "ok");
  CHECK(check(young, card_of(kToday - std::chrono::days{1})) == "trust.signer_not_yet_valid");
  TrustEntry old = entry();
  old.not_after = kToday;
  CHECK(check(old, card_of(kToday), kToday - Seconds{1}) == "trust.signer_expired");
}

TEST_CASE("check_signer counts the whole first day, as iat is rounded down", "[policy]") {
  TrustEntry from_noon = entry();
  from_noon.not_before = kToday + std::chrono::hours{9};
  CHECK(check(from_noon, card_of(kToday)) == "ok");
  CHECK(check(from_noon, card_of(kToday - Seconds{1})) == "trust.signer_not_yet_valid");
}

TEST_CASE("check_signer survives times at both ends", "[policy]") {
  TrustEntry always = entry();
  always.not_before = from_unix(INT64_MIN);
  always.not_after = from_unix(INT64_MAX);
  CHECK(check(always) == "ok");
  CHECK(check(always, card_of(), from_unix(INT64_MAX)) == "trust.signer_expired");
  CHECK(check(always, card_of(), from_unix(INT64_MIN)) == "ok");
}

TEST_CASE("may_vouch wants the section in the entry", "[policy]") {
  CHECK(may_vouch(entry(), Section::ss, {"370100"}));
  CHECK(may_vouch(entry(), Section::id, {}));
  CHECK_FALSE(may_vouch(entry(), Section::hc, {"370100"}));
  TrustEntry none = entry();
  none.sections.clear();
  CHECK_FALSE(may_vouch(none, Section::ss, {"370100"}));
}

TEST_CASE("may_vouch wants the issuing area among the entry's areas", "[policy]") {
  CHECK(may_vouch(entry(), Section::ss, {"370102"}));
  CHECK_FALSE(may_vouch(entry(), Section::ss, {"370200"}));
  CHECK_FALSE(may_vouch(entry(), Section::ss, {"370000"}));
  TrustEntry two = entry();
  two.areas = {"110000", "370200"};
  CHECK(may_vouch(two, Section::ss, {"110105"}));
  CHECK(may_vouch(two, Section::ss, {"370200"}));
  CHECK_FALSE(may_vouch(two, Section::ss, {"370100"}));
}

TEST_CASE("may_vouch wants every area of a section with several", "[policy]") {
  CHECK(may_vouch(entry(), Section::ss, {"370101", "370102"}));
  CHECK_FALSE(may_vouch(entry(), Section::ss, {"370101", "110101"}));
}

TEST_CASE("may_vouch takes every area when the entry names none", "[policy]") {
  TrustEntry anywhere = entry();
  anywhere.areas.clear();
  CHECK(may_vouch(anywhere, Section::ss, {"650100"}));
}

TEST_CASE("covers_area takes trailing pairs of zeros for everything below", "[policy]") {
  CHECK(covers_area("370000", "370102"));
  CHECK(covers_area("370000", "370000"));
  CHECK(covers_area("370100", "370199"));
  CHECK(covers_area("370102", "370102"));
  CHECK_FALSE(covers_area("370102", "370103"));
  CHECK_FALSE(covers_area("370102", "370100"));
  CHECK_FALSE(covers_area("370100", "370200"));
  CHECK_FALSE(covers_area("370100", "380100"));
}

TEST_CASE("covers_area pairs digits as the codes do", "[policy]") {
  // 371000 is a city of its own: its last pair alone is empty.
  CHECK(covers_area("371000", "371082"));
  CHECK_FALSE(covers_area("371000", "371100"));
}

TEST_CASE("covers_area covers nothing with codes of another length", "[policy]") {
  for (const char* bad : {"", "37", "3701", "37010", "3701000"}) {
    CHECK_FALSE(covers_area(bad, "370100"));
    CHECK_FALSE(covers_area("370100", bad));
  }
}
