// Lists that changed hands since they were opened, and lists that contradict each other.
#include "support/catch.hpp"
#include "support/flow_fixtures.hpp"

namespace heyi::test {
namespace {

std::string judged(const TrustList& trust, const std::vector<StatusList>& status, const std::string& text) {
  return std::string(reason_name(Verifier(trust, status, Policy::hospital()).verify(text, at()).reason));
}

std::string merged_code() {
  const std::vector<Bytes> cards = {ss_card(), hc_card()};
  return present(cards, key(Party::holder), showing())->text;
}

}  // namespace

TEST_CASE("a status list falls silent when today's trust list no longer lets its key publish it", "[status]") {
  World world;
  const std::vector<StatusList> opened_before = world.status_lists();
  const std::string code = merged_code();
  CHECK(judged(world.trust_list(), opened_before, code) == "ok");
  std::erase_if(world.trust.entries, [](const TrustEntry& entry) { return entry.roles.front() == Role::status; });
  CHECK(judged(world.trust_list(), opened_before, code) == "status.unavailable");
}

TEST_CASE("status lists of another environment are left aside", "[status]") {
  World world;
  const std::vector<StatusList> of_test = world.status_lists();
  world.trust.environment = "production";
  const PrivateKey root = key(Party::root);
  const Signer* const roots[] = {&root};
  RootPins pins = root_pins();
  pins.environment = "production";
  const TrustList production = *TrustList::open(*sign_trust_list(world.trust, roots), pins);
  CHECK(judged(production, of_test, merged_code()) == "status.unavailable");
}

TEST_CASE("of two lists with one sequence the later issued one speaks, in whatever order they come", "[status]") {
  World world;
  StatusListContent later = status_content(kHealth, kHealthStatus);
  later.issued_at += Seconds{60};
  later.set(815, CardStatus::revoked);
  const std::vector<StatusList> lists = world.status_lists();
  const std::string code = merged_code();
  CHECK(judged(world.trust_list(), {lists[0], lists[1], world.open_status(later)}, code) == "status.revoked");
  CHECK(judged(world.trust_list(), {world.open_status(later), lists[0], lists[1]}, code) == "status.revoked");
}

TEST_CASE("where two publishers may speak for a card, whoever knows of trouble is believed", "[status]") {
  World world;
  // The platform may publish the health authority's list too, under its own numbers.
  TrustEntry platform = world.trust.entries[4];
  platform.issuer = kPlatform;
  world.trust.entries.push_back(platform);
  StatusListContent own = status_content(kHealth, kHealthStatus);
  own.sequence = 7;
  own.set(815, CardStatus::revoked);
  StatusListContent other = status_content(kPlatform, kHealthStatus);
  other.sequence = 100;
  const std::vector<StatusList> lists = world.status_lists();
  CHECK(judged(world.trust_list(), {lists[0], world.open_status(own), world.open_status(other)}, merged_code()) ==
        "status.revoked");
}

TEST_CASE("a benefit granted outside its signer's areas is not vouched for", "[trust]") {
  World world;
  std::string json = hrss_rich_claims();
  json.replace(json.find("\"area\": \"370102\""), 16, "\"area\": \"110101\"");
  const std::vector<Bytes> cards = {issued(json, Party::hrss, Algorithm::es256, {}, {}), hc_card()};
  PresentOptions options = showing();
  options.enforce_budget = false;
  const Verdict verdict = world.verifier().verify(present(cards, key(Party::holder), options)->text, at());
  CHECK(section_state_name(verdict.sections[static_cast<std::size_t>(Section::bn)].state) == "unvouched");
  CHECK(section_state_name(verdict.sections[static_cast<std::size_t>(Section::ss)].state) == "shown");
}

}  // namespace heyi::test
