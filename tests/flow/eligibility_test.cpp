// From a code at a counter to the services that are open: only what is shown, vouched for and fresh counts.
#include <heyi/eligibility.hpp>

#include <fstream>

#include "support/catch.hpp"
#include "support/flow_fixtures.hpp"
#include "support/places.hpp"

namespace heyi::test {
namespace {

const RuleBook& city() {
  static const RuleBook book = [] {
    std::ifstream file(test::source_folder() / "samples/rules/city.json");
    return *RuleBook::from_json(std::string(std::istreambuf_iterator<char>(file), {}));
  }();
  return book;
}

Verdict at_kiosk(const World& world, const std::vector<Section>& sections, Time now = kNow) {
  return world.verifier(Policy::kiosk()).verify(shown({ss_card()}, showing(sections, "social", now)).text, at(now));
}

std::string outcome(const Verdict& verdict, std::string_view service, std::string_view area = "370100") {
  const Result<Facts> facts = facts_of(verdict, area);
  if (!facts) return reason_of(facts);
  for (const ServiceOutcome& one : city().evaluate(*facts)) {
    if (one.id == service) return std::string(eligibility_name(one.outcome));
  }
  return "none";
}

}  // namespace

TEST_CASE("what a code shows opens services, at the place where it is shown", "[flow][eligibility]") {
  const Verdict verdict = at_kiosk(World(), {Section::ss, Section::id});
  CHECK(outcome(verdict, "outpatient-settlement") == "eligible");
  CHECK(outcome(verdict, "elderly-free-vaccination") == "eligible");
  CHECK(outcome(verdict, "resident-medical") == "not_eligible");
  CHECK(outcome(verdict, "outpatient-settlement", "110101") == "not_eligible");
  CHECK(outcome(verdict, "cross-region-care", "110101") == "eligible");
}

TEST_CASE("what the holder withholds is unknown and not a no", "[flow][eligibility]") {
  const Verdict verdict = at_kiosk(World(), {Section::ss});
  CHECK(outcome(verdict, "outpatient-settlement") == "eligible");
  CHECK(outcome(verdict, "elderly-free-vaccination") == "unknown");
  CHECK(outcome(verdict, "subsistence-allowance") == "unknown");
}

TEST_CASE("a section that is stale or unvouched opens nothing", "[flow][eligibility]") {
  World stale;
  stale.status[0].issued_at = kNow - std::chrono::days{7} - Seconds{1};
  const Verdict old = at_kiosk(stale, {Section::ss, Section::id});
  REQUIRE(old.decision == Decision::accept);
  CHECK(outcome(old, "outpatient-settlement") == "unknown");
  World unvouched;
  unvouched.hrss().sections = {Section::ss};
  const Verdict without = at_kiosk(unvouched, {Section::ss, Section::id});
  REQUIRE(without.decision == Decision::accept);
  CHECK(outcome(without, "outpatient-settlement") == "eligible");
  CHECK(outcome(without, "elderly-free-vaccination") == "unknown");
}

TEST_CASE("a code that is refused has no facts, and a printed one proves nobody", "[flow][eligibility]") {
  const Verdict late = World().verifier(Policy::kiosk()).verify(social_code().text, at(kNow + std::chrono::hours{1}));
  CHECK(outcome(late, "outpatient-settlement") == "time.proof_stale");
  const Verdict printed = World().verifier(Policy::identify()).verify(printed_code().text, at());
  REQUIRE(printed.decision == Decision::accept);
  CHECK(outcome(printed, "outpatient-settlement") == "unknown");
}

TEST_CASE("answers as JSON name service, outcome and words, and nothing of the person", "[flow][eligibility]") {
  const Facts facts = *facts_of(at_kiosk(World(), {Section::ss, Section::id}), "370100");
  const std::string json = eligibility_to_json(city(), city().evaluate(facts));
  CHECK(json.find(R"("id":"outpatient-settlement")") != std::string::npos);
  CHECK(json.find(R"("outcome":"eligible")") != std::string::npos);
  for (const char* personal : {kPerson, kCardNumber, "欧阳", "1949-12-31"}) {
    INFO(personal);
    CHECK(json.find(personal) == std::string::npos);
  }
}

}  // namespace heyi::test
