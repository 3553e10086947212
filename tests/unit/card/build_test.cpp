#include "support/card_fixtures.hpp"
#include "support/catch.hpp"
using namespace heyi; using namespace heyi::test;
TEST_CASE("fixtures", "[x]") {
  CHECK(hrss_card().size()>100); CHECK(health_card().size()>100); CHECK(static_card().size()>100);
  CHECK(proof_of({hrss_card(), health_card()}).size()>100);
  claims(hrss_rich_claims()); claims(health_rich_claims()); claims(hrss_claims(kOtherPerson)); claims(health_claims(kOtherPerson));
  for (auto a : {Algorithm::es256, Algorithm::es384, Algorithm::eddsa, Algorithm::sm2}) key(Party::root, a);
  CHECK(trust_content().entries.size() == 6);
}
