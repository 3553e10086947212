// A whole verification at two terminals that share a Redis server: what each policy makes of it, and of its loss.
#include "unit/state/shared_replay.hpp"
#include "support/catch.hpp"
#include "support/flow_fixtures.hpp"

namespace heyi::test {
namespace {

std::string code_at(Time now) { return shown({ss_card(), hc_card()}, showing({}, "medical", now)).text; }

}  // namespace

TEST_CASE("a pharmacy takes a code through a shared cache, and the next counter refuses it", "[flow][shared]") {
  const FreshFolder folder;
  const RedisServer server(folder.path());
  Terminal a(server.socket_path(), "pharmacy-1"), b(server.socket_path(), "pharmacy-2");
  const Verifier verifier = World().verifier(Policy::pharmacy());
  const std::string text = code_at(kNow);
  const Verdict first = verifier.verify(text, at(kNow, a.cache.get()));
  CHECK(says(first) == "accept ok");
  CHECK(marks(first).empty());
  CHECK(first.as_of.replay_shared);
  CHECK(verdict_to_json(first).find(R"("replay_shared":true)") != std::string::npos);
  CHECK(says(verifier.verify(text, at(kNow + Seconds{20}, b.cache.get()))) == "reject replay.seen");
}

TEST_CASE("within ten seconds a code is a repeat where it was taken and nowhere else", "[flow][shared]") {
  const FreshFolder folder;
  const RedisServer server(folder.path());
  Terminal a(server.socket_path(), "pharmacy-1"), b(server.socket_path(), "pharmacy-2");
  const Verifier verifier = World().verifier(Policy::pharmacy());
  const std::string text = code_at(kNow);
  CHECK(says(verifier.verify(text, at(kNow, a.cache.get()))) == "accept ok");
  CHECK(says(verifier.verify(text, at(kNow + Seconds{5}, b.cache.get()))) == "reject replay.seen");
  CHECK(says(verifier.verify(text, at(kNow + Seconds{6}, b.cache.get()))) == "reject replay.seen");
  CHECK(says(verifier.verify(text, at(kNow + Seconds{10}, a.cache.get()))) == "accept ok.repeat");
  CHECK(says(verifier.verify(text, at(kNow + Seconds{11}, a.cache.get()))) == "reject replay.seen");
}

TEST_CASE("when the server is killed a hospital goes on with a mark and a pharmacy asks a challenge",
          "[flow][shared]") {
  const FreshFolder folder;
  RedisServer server(folder.path());
  SharedReplayOptions options = sharing(server.socket_path(), "desk-1");
  // Nothing but a scan notices the loss.
  options.retry_pause = std::chrono::hours{1};
  Terminal a(options), b(options);
  server.kill();
  CHECK(a.cache->shared());
  const Verifier pharmacy = World().verifier(Policy::pharmacy()), hospital = World().verifier(Policy::hospital());
  CHECK(says(pharmacy.verify(code_at(kNow), at(kNow, a.cache.get()))) == "reject challenge.required");
  CHECK_FALSE(a.cache->shared());
  CHECK(says(pharmacy.verify(code_at(kNow + Seconds{1}), at(kNow + Seconds{1}, a.cache.get()))) ==
        "reject challenge.required");

  const std::string text = code_at(kNow + Seconds{2});
  for (Terminal* terminal : {&a, &b}) {
    const Verdict alone = hospital.verify(text, at(kNow + Seconds{2}, terminal->cache.get()));
    CHECK(says(alone) == "accept ok");
    CHECK(marks(alone) == "replay.degraded");
    CHECK(alone.as_of.replay_checked);
    CHECK_FALSE(alone.as_of.replay_shared);
  }
  CHECK(says(hospital.verify(text, at(kNow + Seconds{20}, a.cache.get()))) == "reject replay.seen");

  PresentOptions answer = showing({}, "pharmacy-1", kNow + Seconds{3});
  answer.nonce = {1, 2, 3, 4, 5, 6, 7, 8};
  Circumstances asked = at(kNow + Seconds{3}, a.cache.get());
  asked.challenge = Challenge{"pharmacy-1", answer.nonce};
  const Verdict challenged = pharmacy.verify(shown({ss_card(), hc_card()}, answer).text, asked);
  CHECK(challenged.decision == Decision::accept);
  CHECK(marks(challenged) == "replay.degraded");
}

TEST_CASE("when the server is back a pharmacy takes codes again, and knows what was taken without it",
          "[flow][shared]") {
  const FreshFolder folder;
  RedisServer server(folder.path());
  Terminal a(server.socket_path(), "desk-1"), b(server.socket_path(), "desk-2");
  server.kill();
  const Verifier pharmacy = World().verifier(Policy::pharmacy()), hospital = World().verifier(Policy::hospital());
  const std::string text = code_at(kNow);
  CHECK(hospital.verify(text, at(kNow, a.cache.get())).decision == Decision::accept);
  CHECK(eventually([&] { return !b.cache->shared(); }));
  CHECK(says(pharmacy.verify(text, at(kNow, b.cache.get()))) == "reject challenge.required");
  server.start();
  // Neither needs a scan to find its way back.
  CHECK(eventually([&] { return a.cache->shared() && b.cache->shared() && a.cache->waiting() == 0; }));
  CHECK(says(pharmacy.verify(text, at(kNow + Seconds{5}, b.cache.get()))) == "reject replay.seen");
  const Verdict next = pharmacy.verify(code_at(kNow + Seconds{6}), at(kNow + Seconds{6}, b.cache.get()));
  CHECK(says(next) == "accept ok");
  CHECK(marks(next).empty());
}

}  // namespace heyi::test
