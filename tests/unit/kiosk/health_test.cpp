// What whoever watches machines is told.
#include "agent/health.hpp"

#include "support/catch.hpp"
#include "unit/kiosk/setting.hpp"

namespace heyi::kiosk {
namespace {

Health health_at(Setting& setting, Time clock) {
  return look_after(*setting.keeper, nullptr, Policy::kiosk(), setting.now, clock);
}

}  // namespace

TEST_CASE("without a status list that is valid the kiosk is not ready", "[kiosk][health]") {
  Setting setting;
  REQUIRE(setting.keeper->apply(setting.city.bundle(), setting.now));
  CHECK(look_after(*setting.keeper, nullptr, Policy::kiosk(), setting.now, setting.now).is_ready);
  const Time later = setting.now + Seconds{40 * 24 * 3600};
  const Health health = look_after(*setting.keeper, nullptr, Policy::kiosk(), setting.now, later);
  CHECK_FALSE(health.is_ready);
  CHECK(holds(health.json, "no status list that is valid now"));
}

TEST_CASE("with an expired trust list, or a clock that went back, the kiosk is not ready", "[kiosk][health]") {
  Setting setting;
  REQUIRE(setting.keeper->apply(setting.city.bundle(), setting.now));
  const Health suspect = health_at(setting, setting.now - Seconds{24 * 3600});
  CHECK_FALSE(suspect.is_ready);
  CHECK(holds(suspect.json, "time.clock_suspect"));
  const Health expired = health_at(setting, setting.now + Seconds{91 * 24 * 3600});
  CHECK_FALSE(expired.is_ready);
  CHECK(holds(expired.json, "trust simulation: expired"));
}

TEST_CASE("a kiosk whose lists are new says what is missing nevertheless", "[kiosk][health]") {
  Setting setting;
  CHECK(holds(health_at(setting, setting.now).json, "no trust list"));
  const Bytes whole = setting.city.bundle();
  const auto members = read_bundle(whole).value();
  std::vector<BundleMember> but_rules;
  for (const BundleMember& member : members) {
    if (member.kind != BundleKind::rules) but_rules.push_back(member);
  }
  REQUIRE(setting.keeper->apply(*make_bundle(but_rules), setting.now));
  const Health health = health_at(setting, setting.now);
  CHECK(health.is_ready);
  CHECK(holds(health.json, "no rule pack"));
}

TEST_CASE("a last code that could not be remembered shows until one could", "[kiosk][health]") {
  Setting setting;
  REQUIRE(setting.keeper->apply(setting.city.bundle(), setting.now));
  for (const Reason reason : {Reason::replay_unavailable, Reason::state_unavailable}) {
    setting.keeper->note_outcome(reason);
    CHECK(holds(health_at(setting, setting.now).json,
                "the last code was not judged: " + std::string(reason_name(reason))));
  }
  setting.keeper->note_outcome(Reason::ok);
  CHECK_FALSE(holds(health_at(setting, setting.now).json, "was not judged"));
}

}  // namespace heyi::kiosk
