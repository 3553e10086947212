// Replay keys in the terminal's state: put in once, by whoever comes first, and still there after a restart.
#include <heyi/state.hpp>
#include <thread>
#include <vector>

#include "support/catch.hpp"
#include "support/flow_fixtures.hpp"
#include "support/fresh_folder.hpp"
#include "unit/state/numbered_key.hpp"

namespace heyi::test {
namespace {

constexpr Time kKeep = kNow + Seconds{210};

}  // namespace

TEST_CASE("a key is fresh once and then tells when it was first seen", "[state][replay]") {
  const FreshFolder folder;
  const auto store = *StateStore::open(folder.path());
  const auto first = *store->insert(numbered(1), kNow, kKeep);
  CHECK(first.fresh);
  const auto second = *store->insert(numbered(1), kNow + Seconds{5}, kKeep + Seconds{5});
  CHECK_FALSE(second.fresh);
  CHECK(second.first_seen == kNow);
  CHECK(second.here);
  CHECK(store->insert(numbered(2), kNow, kKeep)->fresh);
  CHECK_FALSE(store->shared());
}

TEST_CASE("keys survive a restart", "[state][replay]") {
  const FreshFolder folder;
  {
    CHECK((*StateStore::open(folder.path()))->insert(numbered(1), kNow, kKeep)->fresh);
  }
  const auto again = *(*StateStore::open(folder.path()))->insert(numbered(1), kNow + Seconds{1}, kKeep);
  CHECK_FALSE(again.fresh);
  CHECK(again.first_seen == kNow);
}

TEST_CASE("a key is forgotten a day after its time is over and not a second before", "[state][replay]") {
  const FreshFolder folder;
  const auto store = *StateStore::open(folder.path());
  const Time forgotten = kKeep + std::chrono::days{1};
  CHECK(store->insert(numbered(1), kNow, kKeep)->fresh);
  CHECK(store->insert(numbered(2), forgotten - Seconds{1}, forgotten)->fresh);
  CHECK_FALSE(store->insert(numbered(1), forgotten - Seconds{1}, forgotten)->fresh);
  CHECK(store->insert(numbered(3), forgotten, forgotten + Seconds{300})->fresh);
  CHECK(store->insert(numbered(1), forgotten, forgotten + Seconds{300})->fresh);
}

TEST_CASE("of two stores on one folder one alone finds a key fresh", "[state][replay][threads]") {
  const FreshFolder folder;
  constexpr int kKeys = 25;
  std::vector<std::unique_ptr<StateStore>> stores;
  for (int i = 0; i < 2; ++i) stores.push_back(*StateStore::open(folder.path()));
  std::vector<std::vector<int>> fresh(4, std::vector<int>(kKeys, 0));
  std::vector<int> failed(4, 0);
  std::vector<std::thread> threads;
  for (std::size_t t = 0; t < 4; ++t) {
    threads.emplace_back([&, t] {
      for (int k = 0; k < kKeys; ++k) {
        const auto answer = stores[t % 2]->insert(numbered(k), kNow, kKeep);
        if (!answer) {
          ++failed[t];
        } else if (answer->fresh) {
          ++fresh[t][static_cast<std::size_t>(k)];
        }
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(failed == std::vector<int>(4, 0));
  for (std::size_t k = 0; k < kKeys; ++k) {
    INFO(k);
    CHECK(fresh[0][k] + fresh[1][k] + fresh[2][k] + fresh[3][k] == 1);
  }
}

TEST_CASE("a memory cache serves threads and finds a key fresh once", "[state][replay][threads]") {
  MemoryReplayCache cache;
  std::vector<int> fresh(4, 0);
  std::vector<std::thread> threads;
  for (std::size_t t = 0; t < 4; ++t) {
    threads.emplace_back([&, t] {
      for (int k = 0; k < 1000; ++k) fresh[t] += cache.insert(numbered(k), kNow, kKeep)->fresh ? 1 : 0;
    });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(fresh[0] + fresh[1] + fresh[2] + fresh[3] == 1000);
}

TEST_CASE("a full memory cache refuses rather than forget a key before a day after its time", "[state][replay]") {
  MemoryReplayCache cache(2);
  const Time forgotten = kKeep + std::chrono::days{1};
  CHECK(cache.insert(numbered(1), kNow, kKeep)->fresh);
  CHECK(cache.insert(numbered(2), kNow, kKeep + Seconds{100})->fresh);
  CHECK(why(cache.insert(numbered(3), forgotten - Seconds{1}, forgotten)) == "replay.unavailable");
  CHECK_FALSE(cache.insert(numbered(1), forgotten - Seconds{1}, kKeep)->fresh);
  CHECK(cache.insert(numbered(3), forgotten, forgotten + Seconds{100})->fresh);
  CHECK_FALSE(cache.insert(numbered(2), forgotten, forgotten + Seconds{100})->fresh);
}

}  // namespace heyi::test
