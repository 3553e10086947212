// The decision table: every situation under every preset, and that a rejection lets nothing be read.
#include "support/catch.hpp"
#include "support/flow_fixtures.hpp"

namespace heyi::test {
namespace {

/// Counter is one preset with the code that suits it.
struct Counter {
  Policy policy;
  std::string audience;
  std::vector<Section> show;
};

std::vector<Counter> strict_counters() {
  return {{Policy::hospital(), "medical", {}}, {Policy::pharmacy(), "medical", {}}, {Policy::kiosk(), "social", {}}};
}

/// SharedCache stands for a cache that all terminals of a place use.
class SharedCache final : public ReplayCache {
 public:
  Result<Answer> insert(const ReplayKey& replay_key, Time now, Time keep) override {
    return memory_.insert(replay_key, now, keep);
  }
  bool shared() const noexcept override { return true; }

 private:
  MemoryReplayCache memory_;
};

Verdict at_counter(const World& world, const Counter& counter, const std::vector<Bytes>& cards, Time now = kNow,
                   Party holder = Party::holder) {
  SharedCache cache;
  PresentOptions options = showing(counter.show, counter.audience, now);
  options.check_same_person = false;
  return world.verifier(counter.policy).verify(shown(cards, options, {}, holder).text, at(now, &cache));
}

Verdict identified(const World& world, const std::vector<Bytes>& cards, Time now = kNow) {
  return at_counter(world, {Policy::identify(), "any", {}}, cards, now);
}

}  // namespace

TEST_CASE("every preset accepts the code that suits it", "[flow][decision]") {
  const World world;
  for (const Counter& counter : strict_counters()) {
    INFO(counter.policy.name);
    const Verdict verdict = at_counter(world, counter, {ss_card(), hc_card()});
    CHECK(says(verdict) == "accept ok");
    CHECK(verdict.cards.size() == 2);
    CHECK_FALSE(verdict.is_static);
  }
  CHECK(says(identified(world, {ss_card(), hc_card()})) == "accept ok");
}

TEST_CASE("every preset rejects a bad signature and shows nothing", "[flow][decision]") {
  World world;
  world.hrss().key = key(Party::stranger).public_key();
  for (Counter counter : strict_counters()) {
    INFO(counter.policy.name);
    const Verdict verdict = at_counter(world, counter, {ss_card(), hc_card()});
    CHECK(says(verdict) == "reject trust.unknown_key");
    CHECK(verdict.cards.empty());
    CHECK(verdict.sections.empty());
  }
  const Verdict verdict = identified(world, {ss_card(), hc_card()});
  CHECK(says(verdict) == "reject trust.unknown_key");
  CHECK(verdict.cards.empty());
}

TEST_CASE("every preset rejects a revoked card", "[flow][decision]") {
  World world;
  world.status[0].set(4711, CardStatus::revoked);
  for (const Counter& counter : strict_counters()) {
    INFO(counter.policy.name);
    const Verdict verdict = at_counter(world, counter, {ss_card(), hc_card()});
    CHECK(says(verdict) == "reject status.revoked");
    CHECK(verdict.cards.empty());
  }
  CHECK(says(identified(world, {ss_card(), hc_card()})) == "reject status.revoked");
}

TEST_CASE("every preset rejects an index that its status list does not reach", "[flow][decision]") {
  World world;
  world.status[0].packed.resize(1177);  // 4708 entries; the card's index is 4711.
  for (const Counter& counter : strict_counters()) {
    INFO(counter.policy.name);
    CHECK(says(at_counter(world, counter, {ss_card(), hc_card()})) == "reject status.index_out_of_range");
  }
  CHECK(says(identified(world, {ss_card(), hc_card()})) == "reject status.index_out_of_range");
}

TEST_CASE("the first index beyond a status list is out of range and the last within is not",
          "[flow][decision][status]") {
  World world;
  world.status[0].packed.assign(1178, 0);  // 4712 entries: 4711 is the last.
  CHECK(says(at_counter(world, strict_counters()[0], {ss_card(), hc_card()})) == "accept ok");
}

TEST_CASE("every preset rejects another person's half", "[flow][decision]") {
  const World world;
  const std::vector<Bytes> cards = {ss_card(), hc_card({}, {.person = kOtherPerson})};
  for (const Counter& counter : strict_counters()) {
    INFO(counter.policy.name);
    const Verdict verdict = at_counter(world, counter, cards);
    CHECK(says(verdict) == "reject person.mismatch");
    CHECK(verdict.cards.empty());
  }
  CHECK(says(identified(world, cards)) == "reject person.mismatch");
}

TEST_CASE("without a status list the strict presets reject and identify accepts with a mark", "[flow][decision]") {
  World world;
  world.status.erase(world.status.begin());
  for (const Counter& counter : strict_counters()) {
    INFO(counter.policy.name);
    CHECK(says(at_counter(world, counter, {ss_card(), hc_card()})) == "reject status.unavailable");
  }
  const Verdict verdict = identified(world, {ss_card(), hc_card()});
  CHECK(says(verdict) == "accept ok");
  CHECK(marks(verdict) == "status.unavailable");
}

TEST_CASE("an expired status list is as good as none", "[flow][decision]") {
  World world;
  world.status[0].expires_at = kNow;
  for (const Counter& counter : strict_counters()) {
    INFO(counter.policy.name);
    CHECK(says(at_counter(world, counter, {ss_card(), hc_card()})) == "reject status.unavailable");
  }
  CHECK(marks(identified(world, {ss_card(), hc_card()})) == "status.unavailable");
}

TEST_CASE("a status list above the policy's age makes sections stale but is accepted", "[flow][decision]") {
  World world;
  world.status[0].issued_at = kNow - std::chrono::days{7} - Seconds{1};
  for (const Counter& counter : strict_counters()) {
    INFO(counter.policy.name);
    const Verdict verdict = at_counter(world, counter, {ss_card(), hc_card()});
    CHECK(says(verdict) == "accept status.stale");
    CHECK(marks(verdict) == "status.stale");
    CHECK(state_of(verdict, Section::ss) == "stale");
    CHECK(state_of(verdict, Section::hc) == "shown");
    CHECK(verdict.cards.at(0).text(Section::ss, "card_number") == kCardNumber);
  }
  const Verdict verdict = identified(world, {ss_card(), hc_card()});
  CHECK(says(verdict) == "accept status.stale");
  CHECK(marks(verdict) == "status.stale");
}

TEST_CASE("a status list exactly seven days old is not stale", "[flow][decision][status]") {
  World world;
  world.status[0].issued_at = kNow - std::chrono::days{7};
  const Verdict verdict = at_counter(world, strict_counters()[0], {ss_card(), hc_card()});
  CHECK(says(verdict) == "accept ok");
  CHECK(state_of(verdict, Section::ss) == "shown");
}

TEST_CASE("an expired trust list is refused by the strict presets and marked by identify", "[flow][decision]") {
  World world;
  world.trust.next_update = kNow;
  for (const Counter& counter : strict_counters()) {
    INFO(counter.policy.name);
    const Verdict verdict = at_counter(world, counter, {ss_card(), hc_card()});
    CHECK(says(verdict) == "reject trust.expired");
    CHECK(verdict.cards.empty());
  }
  const Verdict verdict = identified(world, {ss_card(), hc_card()});
  CHECK(says(verdict) == "accept ok");
  CHECK(marks(verdict) == "trust.expired");
}

TEST_CASE("a trust list one second before its next update is not expired", "[flow][decision][trust]") {
  World world;
  world.trust.next_update = kNow + Seconds{1};
  CHECK(says(at_counter(world, strict_counters()[0], {ss_card(), hc_card()})) == "accept ok");
}

TEST_CASE("every preset sends an incumbent code online and shows no section", "[flow][decision]") {
  const World world;
  const std::string incumbents[] = {std::string(64, 'A') + ":1", std::string(64, '0') + ":0",
                                    "424" + std::string(25, '7'), "opc" + std::string(25, '1')};
  for (const char* name : {"hospital", "pharmacy", "kiosk", "identify"}) {
    const Verifier verifier = world.verifier(*Policy::preset(name));
    for (const std::string& text : incumbents) {
      INFO(name << " " << text);
      const Verdict verdict = verifier.verify(text, at());
      CHECK(says(verdict) == "reject text.needs_online");
      CHECK(verdict.sections.empty());
      CHECK(verdict.cards.empty());
    }
  }
}

TEST_CASE("a card outside its holder's proof is refused under every policy", "[flow][decision]") {
  const World world;
  Policy lax = Policy::identify();
  lax.audiences = {"medical", "social", "any"};
  for (const Policy& policy : {Policy::hospital(), Policy::pharmacy(), Policy::kiosk(), Policy::identify(), lax}) {
    INFO(policy.name);
    const Verdict verdict = world.verifier(policy).verify(encode_text(ss_card()), at());
    CHECK(says(verdict) == "reject proof.missing");
    CHECK(verdict.sections.empty());
  }
}

}  // namespace heyi::test
