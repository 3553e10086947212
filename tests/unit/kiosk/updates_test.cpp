// The folder that bundles are put into.
#include "station/updates.hpp"

#include <sys/stat.h>

#include "support/catch.hpp"
#include "unit/kiosk/setting.hpp"

namespace heyi::kiosk {

TEST_CASE("a bundle is taken once it no longer changes", "[kiosk][updates]") {
  Setting setting;
  CHECK(holds(setting.health(), R"("status":"not_ready")"));
  const Bytes bundle = setting.city.bundle();
  setting.put("a.bundle", ByteView(bundle).first(bundle.size() / 2));
  setting.updates.poll(setting.now, setting.later());
  REQUIRE(setting.updates.outcomes().size() == 1);
  CHECK(setting.updates.outcomes()[0].is_waiting);
  setting.put("a.bundle", bundle);
  setting.updates.poll(setting.now, setting.later());
  CHECK(setting.keeper->lists() == nullptr);
  setting.updates.poll(setting.now, setting.later());
  REQUIRE(setting.updates.outcomes().size() == 1);
  CHECK(setting.updates.outcomes()[0].trouble == "");
  CHECK(setting.updates.outcomes()[0].applied == 8);
  CHECK(setting.keeper->lists() != nullptr);
  CHECK(holds(setting.health(), R"("file":"a.bundle")"));
}

TEST_CASE("what is no bundle is refused with its reason, once, and leaves what was there", "[kiosk][updates]") {
  Setting setting;
  REQUIRE(setting.keeper->apply(setting.city.bundle(), setting.now));
  const auto lists = setting.keeper->lists();
  Bytes altered = setting.city.bundle();
  altered[altered.size() / 2] ^= 1;
  setting.put("altered.bundle", altered);
  setting.put("empty.bundle", {});
  setting.put("other.txt", altered);
  for (int i = 0; i < 4; ++i) setting.updates.poll(setting.now, setting.later());
  REQUIRE(setting.updates.outcomes().size() == 2);
  for (const auto& outcome : setting.updates.outcomes()) CHECK(outcome.trouble != "");
  CHECK(setting.keeper->lists() == lists);
  CHECK(holds(setting.health(), "update altered.bundle refused"));
}

TEST_CASE("an update folder that is not there is looked for again", "[kiosk][updates]") {
  Setting setting;
  station::UpdateFolder absent(setting.watched.path() + "/stick", *setting.keeper);
  absent.poll(setting.now, setting.later());
  CHECK(absent.outcomes().empty());
}

TEST_CASE("a bundle that was refused for a passing reason is tried again", "[kiosk][updates]") {
  // A clock that was never set: what was signed since lies in the future.
  const Time year_2020 = from_unix(1'577'836'800);
  Setting setting(year_2020);
  setting.put("a.bundle", setting.city.bundle());
  for (int i = 0; i < 3; ++i) setting.updates.poll(year_2020, setting.later());
  REQUIRE(setting.updates.outcomes().size() == 1);
  CHECK(setting.updates.outcomes()[0].trouble.starts_with("trust.from_future"));
  setting.updates.poll(setting.now, setting.later());
  CHECK(setting.keeper->lists() == nullptr);
  setting.moment += station::UpdateFolder::kRetry;
  setting.updates.poll(setting.now, setting.later());
  CHECK(setting.keeper->lists() != nullptr);
  CHECK(setting.updates.outcomes()[0].trouble == "");
}

TEST_CASE("a list that came before its trust list is taken after it", "[kiosk][updates]") {
  Setting setting;
  const Bytes whole = setting.city.bundle();
  std::vector<BundleMember> trust, others;
  const auto members = read_bundle(whole).value();
  for (const BundleMember& member : members) {
    (member.kind == BundleKind::trust ? trust : others).push_back(member);
  }
  setting.put("a-lists.bundle", *make_bundle(others));
  for (int i = 0; i < 3; ++i) setting.updates.poll(setting.now, setting.later());
  CHECK(setting.updates.outcomes()[0].trouble.starts_with("trust.missing"));
  setting.put("b-trust.bundle", *make_bundle(trust));
  for (int i = 0; i < 4; ++i) setting.updates.poll(setting.now, setting.later());
  for (const auto& outcome : setting.updates.outcomes()) CHECK(outcome.trouble == "");
  CHECK(holds(setting.health(), R"("kind":"rules")"));
}

TEST_CASE("any number of files that are no bundles keeps a good one waiting for a few polls alone",
          "[kiosk][updates]") {
  Setting setting;
  for (int i = 0; i < 20; ++i) setting.put("junk" + std::to_string(i) + ".bundle", Bytes(100, 0x55));
  REQUIRE(::mkfifo((setting.watched.path() + "/pipe.bundle").c_str(), 0600) == 0);
  setting.put("z.bundle", setting.city.bundle());
  int polls = 0;
  while (setting.keeper->lists() == nullptr && polls < 30) setting.updates.poll(setting.now, setting.later()), ++polls;
  CHECK(setting.keeper->lists() != nullptr);
  CHECK(polls <= 22);
}

}  // namespace heyi::kiosk
