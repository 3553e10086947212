// The four presets, as the decision table has them.
#include <algorithm>

#include <heyi/policy.hpp>

#include "support/catch.hpp"
#include "support/fixtures.hpp"

using namespace heyi;
using namespace heyi::test;

namespace {

const std::vector<std::string> kNames = {"hospital", "pharmacy", "kiosk", "identify"};

}  // namespace

TEST_CASE("preset finds each policy by its name and refuses others", "[policy]") {
  for (const std::string& name : kNames) CHECK(Policy::preset(name)->name == name);
  for (const char* other : {"", "Hospital", "hospital ", "any"}) {
    CHECK(reason_of(Policy::preset(other)) == "claims.unknown_code");
  }
}

TEST_CASE("hospital wants a dynamic medical code with hc or id", "[policy]") {
  const Policy policy = Policy::hospital();
  CHECK(policy.audiences == std::vector<std::string>{"medical"});
  CHECK(policy.require_one_of == std::vector{Section::hc, Section::id});
  CHECK_FALSE(policy.challenge_or_shared_replay);
}

TEST_CASE("pharmacy is hospital with a challenge or a shared replay cache", "[policy]") {
  const Policy policy = Policy::pharmacy();
  CHECK(policy.audiences == Policy::hospital().audiences);
  CHECK(policy.require_one_of == Policy::hospital().require_one_of);
  CHECK(policy.challenge_or_shared_replay);
}

TEST_CASE("kiosk wants a dynamic social code with ss", "[policy]") {
  const Policy policy = Policy::kiosk();
  CHECK(policy.audiences == std::vector<std::string>{"social"});
  CHECK(policy.require_one_of == std::vector{Section::ss});
}

TEST_CASE("identify alone takes any, printed codes, missing status and expired trust", "[policy]") {
  for (const std::string& name : kNames) {
    const Policy policy = *Policy::preset(name);
    const bool identify = name == "identify";
    CAPTURE(name);
    CHECK((std::find(policy.audiences.begin(), policy.audiences.end(), "any") != policy.audiences.end()) == identify);
    CHECK(policy.static_allowed == identify);
    CHECK(policy.identification_only == identify);
    CHECK(policy.accept_without_status == identify);
    CHECK(policy.accept_expired_trust == identify);
    CHECK(policy.require_one_of.empty() == identify);
  }
}

TEST_CASE("presets share the default limits", "[policy]") {
  for (const std::string& name : kNames) {
    const Policy policy = *Policy::preset(name);
    CHECK(policy.max_status_age == std::chrono::days{7});
    CHECK(policy.proof_window == Seconds{60});
    CHECK(policy.proof_late == Seconds{120});
    CHECK(policy.proof_early == Seconds{30});
  }
}
