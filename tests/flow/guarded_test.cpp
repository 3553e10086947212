// What a terminal's own troubles do to a verdict: a memory that began anew, a doubted clock, lists near their end.
#include <filesystem>
#include <heyi/state.hpp>

#include "support/catch.hpp"
#include "support/flow_fixtures.hpp"
#include "support/fresh_folder.hpp"

namespace heyi::test {
namespace {

Presentation made_at(Time made) { return shown({ss_card(), hc_card()}, showing({}, "medical", made)); }

Verdict doubted(const std::string& text, Time now, Policy policy = Policy::hospital(), const World& world = World()) {
  Circumstances circumstances = at(now);
  circumstances.clock_suspect = true;
  return world.verifier(std::move(policy)).verify(text, circumstances);
}

}  // namespace

TEST_CASE("a memory that began anew takes no code from before, and marks what it takes", "[flow][replay]") {
  const FreshFolder folder;
  {
    REQUIRE(StateStore::open(folder.path()));
  }
  std::filesystem::remove(folder.file());
  const auto store = *StateStore::open(folder.path(), {.begin_anew = true, .now = kNow});
  const World world;
  const auto scan = [&](Time made, Time now) {
    return world.verifier().verify(made_at(made).text, at(now, store.get()));
  };
  CHECK(says(scan(kNow - Seconds{10}, kNow + Seconds{5})) == "reject replay.before_memory");
  // A phone's clock may run 30 s ahead, so a code dated shortly after the loss may be one from before it.
  CHECK(says(scan(kNow + Seconds{29}, kNow + Seconds{35})) == "reject replay.before_memory");
  const Verdict fresh = scan(kNow + Seconds{30}, kNow + Seconds{35});
  CHECK(says(fresh) == "accept ok");
  CHECK(marks(fresh) == "state.begun_anew");
}

TEST_CASE("with a doubted clock nothing that a clock can make wrong looks like the code's fault", "[flow][time]") {
  const std::string code = full_code().text;
  for (const Time now : {kNow, kNow - std::chrono::days{1}, kNow - std::chrono::days{400}, kNow + std::chrono::days{1},
                         kNow + std::chrono::days{4000}, from_unix(0)}) {
    INFO(format_time(now));
    CHECK(says(doubted(code, now)) == "reject time.clock_suspect");
  }
}

TEST_CASE("with a doubted clock a forgery is still a forgery", "[flow][time]") {
  World world;
  world.hrss().key = key(Party::stranger).public_key();
  CHECK(says(doubted(full_code().text, kNow, Policy::hospital(), world)) == "reject trust.unknown_key");
}

TEST_CASE("with a doubted clock a printed code identifies, and is marked", "[flow][time]") {
  const Verdict verdict = doubted(printed_code().text, kNow, Policy::identify());
  CHECK(says(verdict) == "accept ok.identified");
  CHECK(marks(verdict) == "time.clock_suspect");
}

TEST_CASE("a trust list near its end is marked days before, and not at its end", "[flow][marks]") {
  World world;
  const auto with_end = [&](Time end) {
    world.trust.next_update = end;
    return marks(world.verifier().verify(full_code().text, at(kNow)));
  };
  const Seconds warning = Policy::hospital().trust_warning;
  CHECK(with_end(kNow + warning + Seconds{1}).empty());
  CHECK(with_end(kNow + warning) == "trust.expiring");
  CHECK(with_end(kNow + Seconds{1}) == "trust.expiring");
  world.trust.next_update = kNow;
  CHECK(says(world.verifier().verify(full_code().text, at(kNow))) == "reject trust.expired");
}

TEST_CASE("a status list near its end is marked days before", "[flow][marks]") {
  World world;
  const auto with_end = [&](Time end) {
    world.status[1].expires_at = end;
    return marks(world.verifier().verify(full_code().text, at(kNow)));
  };
  const Seconds warning = Policy::hospital().status_warning;
  CHECK(with_end(kNow + warning + Seconds{1}).empty());
  CHECK(with_end(kNow + warning) == "status.expiring");
}

TEST_CASE("a policy without warnings marks nothing, one with endless warnings everything", "[flow][marks]") {
  Policy policy = Policy::hospital();
  policy.trust_warning = policy.status_warning = Seconds{0};
  CHECK(marks(World().verifier(policy).verify(full_code().text, at(kNow))).empty());
  policy.trust_warning = policy.status_warning = Seconds::max();
  CHECK(marks(World().verifier(policy).verify(full_code().text, at(kNow))) == "status.expiring trust.expiring");
}

TEST_CASE("durations of a policy that make no sense overflow nothing", "[flow][time]") {
  for (const Seconds length : {Seconds::max(), Seconds::min()}) {
    Policy policy = Policy::hospital();
    policy.proof_window = policy.proof_late = policy.max_status_age = length;
    const Verdict verdict = World().verifier(policy).verify(full_code().text, at(kNow));
    CHECK((verdict.decision == Decision::accept) == (length == Seconds::max()));
  }
}

}  // namespace heyi::test
