// Size budgets: the codes people will carry stay within them, and one that does not says what to shorten.
#include <iostream>

#include "flow/forge.hpp"
#include "support/catch.hpp"

namespace heyi::test {
namespace {

// A long name with rare characters, an organisation, and coverages as a person who worked in several places has them.
std::string long_hrss() {
  std::string json = hrss_claims();
  json.replace(json.find("欧阳·阿依古丽"), std::string("欧阳·阿依古丽").size(), "买买提阿卜杜热合曼·吐尔逊𠮷𡘙");
  json.replace(json.find("A12345678"), 9, "A123456789");
  return json;
}
std::string long_health() {
  std::string json = health_claims();
  return json.replace(json.rfind("\"370100\"}"), 9, R"("370100", "organisation": "12370100MB1234567U"})");
}

std::vector<Bytes> long_cards() {
  return {issued(long_hrss(), Party::hrss, Algorithm::es256, {}, {.redact = {Section::id}}),
          issued(long_health(), Party::health, Algorithm::es256, {}, {})};
}

// measured is the QR version at level M, printed.
int measured(const char* what, const Presentation& code, int budget) {
  std::cout << "  " << what << ": " << code.token.size() << " octets, version " << code.version << "-M of " << budget
            << "-M\n";
  return code.version;
}

Presentation within(const std::vector<Bytes>& cards, const PresentOptions& options) {
  return *present(cards, key(Party::holder), options);
}

}  // namespace

TEST_CASE("a printed code takes 12-M at most and a printed set 16-M", "[budget]") {
  CHECK(measured("static, one", *present_static(std::vector<Bytes>{printed_card()}, showing()), 12) <= 12);
  CHECK(measured("static, set", *present_static(printed_halves(), showing()), 16) <= 16);
}

TEST_CASE("one half alone takes 16-M at most", "[budget]") {
  CHECK(measured("ss alone", within(long_cards(), showing({Section::ss}, "social")), 16) <= 16);
  CHECK(measured("hc alone", within(long_cards(), showing({Section::hc})), 16) <= 16);
}

TEST_CASE("both halves with the identity take 23-M plain and 21-M packed at most", "[budget]") {
  CHECK(measured("merged, packed", within(long_cards(), showing()), 21) <= 21);
  PresentOptions plain = showing();
  plain.packed = false;
  CHECK(measured("merged, plain", within(long_cards(), plain), 23) <= 23);
}

TEST_CASE("both halves fit their budgets under the national suite", "[budget]") {
  const Suites sm2 = Suites::all(Algorithm::sm2);
  const std::vector<Bytes> cards = {ss_card(sm2), hc_card(sm2)};
  const auto packed = present(cards, key(Party::holder, Algorithm::sm2), showing());
  REQUIRE(packed);
  CHECK(measured("merged, packed, sm2", *packed, 21) <= 21);
  PresentOptions options = showing();
  options.packed = false;
  const auto plain = present(cards, key(Party::holder, Algorithm::sm2), options);
  REQUIRE(plain);
  CHECK(measured("merged, plain, sm2", *plain, 23) <= 23);
}

TEST_CASE("longer signatures do not count against the budget", "[budget]") {
  const Suites es384 = Suites::all(Algorithm::es384);
  CHECK(present(std::vector<Bytes>{ss_card(es384), hc_card(es384)}, key(Party::holder, Algorithm::es384), showing())
            .has_value());
}

TEST_CASE("a code over its budget names what to shorten, the heaviest first, and no value", "[budget]") {
  std::string json = hrss_claims();
  std::string coverages;
  for (int i = 0; i < 16; ++i) coverages += R"({"type": 310, "state": 1, "since": "1999-01-01"}, )";
  json.replace(json.find(R"({"type": 310, "state": 1})"), 0, coverages.substr(0, coverages.size()));
  json.replace(json.find(R"(, {"type": 110)"),
               std::string(R"(, {"type": 110, "state": 1, "since": "1999-01-01"})").size(), "");
  json.replace(json.find(R"({"type": 310, "state": 1}])"), std::string(R"({"type": 310, "state": 1})").size(), "");
  json.replace(json.find("}, ]"), 4, "}]");
  const Bytes card = issued(json, Party::hrss, Algorithm::es256, {}, {.redact = {Section::id}});
  const auto refused = present(std::vector<Bytes>{card}, key(Party::holder), showing({Section::ss}, "social"));
  REQUIRE_FALSE(refused);
  CHECK(reason_name(refused.error().reason) == "present.over_budget");
  CHECK(refused.error().detail.find("ss of JN-HRSS") != std::string::npos);
  CHECK(refused.error().detail.find("coverages") != std::string::npos);
  CHECK(refused.error().detail.find("at most 16-M") != std::string::npos);
  CHECK(refused.error().detail.find("A12345678") == std::string::npos);
  PresentOptions unbounded = showing({Section::ss}, "social");
  unbounded.enforce_budget = false;
  CHECK(present(std::vector<Bytes>{card}, key(Party::holder), unbounded).has_value());
}

TEST_CASE("an issuer learns at once that a card is too heavy for a code", "[budget]") {
  std::string json = health_claims();
  std::string doses;
  for (int i = 0; i < 30; ++i) {
    doses += std::string(i == 0 ? "" : ", ") +
             R"({"product": "COVID-19 inactivated (Vero) No.1", "dose": 1, "date": "2026-01-15",)" +
             R"( "trace_code": "81234567890123456789", "lot": "L2026-0123456789"})";
  }
  json.resize(json.rfind('}'));
  json += R"(, "vx": {"doses": [)" + doses + "]}}";
  const HolderRequest holder = *HolderRequest::open(*make_request(key(Party::holder), kHealth, kNow), kHealth, kNow);
  CountingRandom random;
  const auto refused =
      issue_card(claims(json), holder, key(Party::health), pseudonym_key(), random, issuing({Section::vx}));
  REQUIRE_FALSE(refused);
  CHECK(reason_name(refused.error().reason) == "present.over_budget");
  CHECK(refused.error().detail.find("vx of JN-HC") != std::string::npos);
}

TEST_CASE("what fits into no code is refused without a budget too", "[budget]") {
  std::vector<Bytes> cards;
  for (std::uint64_t seed = 1; seed <= 4; ++seed) {
    cards.push_back(issued(health_rich_claims(), Party::health, Algorithm::es256, {},
                           {.redact = {Section::vx}, .decoys = 8, .seed = seed}));
  }
  PresentOptions options = showing();
  options.enforce_budget = false;
  options.level = QrLevel::high;
  CHECK(why(present(cards, key(Party::holder), options)) == "qr.too_large");
}

}  // namespace heyi::test
