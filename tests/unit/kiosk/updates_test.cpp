// The folder that bundles are put into.
#include "agent/updates.hpp"

#include <fstream>

#include "agent/health.hpp"
#include "agent/log.hpp"
#include "simulation/simulation.hpp"
#include "support/catch.hpp"
#include "support/fresh_folder.hpp"

namespace heyi::kiosk {
namespace {

struct Setting {
  test::FreshFolder state, watched;
  SystemRandom random;
  Time now = clock_now();
  Simulation city{now, random};
  std::unique_ptr<Keeper> keeper = Keeper::open({city.roots(), state.path(), Policy::kiosk(), {}}, now).value();
  UpdateFolder updates{watched.path(), *keeper};

  void put(const std::string& name, ByteView octets) {
    std::ofstream file(watched.path() + "/" + name, std::ios::binary);
    file.write(reinterpret_cast<const char*>(octets.data()), static_cast<std::streamsize>(octets.size()));
  }
  std::string health() { return look_after(*keeper, &updates, Policy::kiosk(), now, now).json; }
};

bool holds(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("a bundle is taken once it no longer changes", "[kiosk][updates]") {
  Setting setting;
  CHECK(holds(setting.health(), R"("status":"not_ready")"));
  const Bytes bundle = setting.city.bundle();
  setting.put("a.bundle", ByteView(bundle).first(bundle.size() / 2));
  setting.updates.poll(setting.now);
  CHECK(setting.updates.outcomes().empty());
  setting.put("a.bundle", bundle);
  setting.updates.poll(setting.now);
  CHECK(setting.keeper->lists() == nullptr);
  setting.updates.poll(setting.now);
  REQUIRE(setting.updates.outcomes().size() == 1);
  CHECK(setting.updates.outcomes()[0].trouble == "");
  CHECK(setting.updates.outcomes()[0].applied == 6);
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
  for (int i = 0; i < 4; ++i) setting.updates.poll(setting.now);
  REQUIRE(setting.updates.outcomes().size() == 2);
  for (const auto& outcome : setting.updates.outcomes()) CHECK(outcome.trouble != "");
  CHECK(setting.keeper->lists() == lists);
  CHECK(holds(setting.health(), "update altered.bundle refused"));
}

TEST_CASE("an update folder that is not there is looked for again", "[kiosk][updates]") {
  Setting setting;
  UpdateFolder absent(setting.watched.path() + "/stick", *setting.keeper);
  absent.poll(setting.now);
  CHECK(absent.outcomes().empty());
}

}  // namespace heyi::kiosk
