// Lost and damaged state: told, and handled as the policy says.
#include <fstream>
#include <thread>

#include "support/catch.hpp"
#include "unit/state/failing_disk.hpp"
#include "unit/state/numbered_key.hpp"
#include "unit/state/state_support.hpp"

namespace heyi::test {
namespace {

std::string opening(const std::string& folder, const StateLoss& loss = {}) {
  return reason_of(StateStore::open(folder, loss));
}

const StateLoss kBeginAnew{.begin_anew = true, .now = kNow};

void lose(const FreshFolder& folder) {
  for (const char* suffix : {"", "-wal", "-shm"}) std::filesystem::remove(folder.file() + suffix);
}

}  // namespace

TEST_CASE("a state that was there and is gone is lost, not new", "[state][loss]") {
  const FreshFolder folder;
  CHECK(opening(folder.path()) == "ok");
  lose(folder);
  CHECK(opening(folder.path()) == "state.lost");
  std::ofstream(folder.file()).close();
  CHECK(opening(folder.path()) == "state.lost");
  CHECK(opening(folder.path(), kBeginAnew) == "ok");
  CHECK(opening(folder.path()) == "ok");
}

TEST_CASE("a terminal that was set up once takes an empty folder for a loss", "[state][loss]") {
  const FreshFolder folder;
  CHECK(opening(folder.path(), {.must_exist = true}) == "state.lost");
  CHECK(opening(folder.path()) == "ok");
  CHECK(opening(folder.path(), {.must_exist = true}) == "ok");
}

TEST_CASE("a new state is no loss", "[state][loss]") {
  const FreshFolder folder;
  CHECK_FALSE((*StateStore::open(folder.path(), kBeginAnew))->memory_since());
}

TEST_CASE("a damaged state is set aside whole when the policy lets the memory begin anew", "[state][loss]") {
  const FreshFolder folder;
  CHECK(opening(folder.path()) == "ok");
  for (int round = 1; round <= 2; ++round) {
    lose(folder);
    const std::string garbage(8192, static_cast<char>('w' + round));
    std::ofstream(folder.file(), std::ios::binary) << garbage;
    CHECK(opening(folder.path()) == "state.damaged");
    const auto store = StateStore::open(folder.path(), kBeginAnew);
    REQUIRE(store);
    CHECK((*store)->memory_since() == kNow);
    std::ifstream aside(folder.path() + "/damaged-" + std::to_string(round) + "/state.db", std::ios::binary);
    CHECK(std::string(std::istreambuf_iterator<char>(aside), {}) == garbage);
  }
}

TEST_CASE("that the memory began anew is known until an operator confirms", "[state][loss]") {
  const FreshFolder folder;
  CHECK(opening(folder.path()) == "ok");
  lose(folder);
  CHECK(opening(folder.path(), kBeginAnew) == "ok");
  const auto store = *StateStore::open(folder.path());
  CHECK(store->memory_since() == kNow);
  REQUIRE(store->confirm_begun_anew());
  CHECK_FALSE(store->memory_since());
  CHECK_FALSE((*StateStore::open(folder.path()))->memory_since());
}

TEST_CASE("a disk that cannot be read for a while costs no memory", "[state][loss]") {
  const FreshFolder folder;
  REQUIRE((*StateStore::open(folder.path()))->insert(numbered(1), kNow, kNow + Seconds{210}));
  FailingDisk disk;
  disk.fail_reads(true);
  CHECK(opening(folder.path(), kBeginAnew) == "state.unavailable");
  disk.fail_reads(false);
  const auto store = *StateStore::open(folder.path(), kBeginAnew);
  CHECK_FALSE(store->memory_since());
  CHECK_FALSE(store->insert(numbered(1), kNow, kNow + Seconds{210})->fresh);
}

TEST_CASE("a state that is removed while it is in use takes no more codes", "[state][loss]") {
  const FreshFolder folder;
  const auto store = *StateStore::open(folder.path());
  REQUIRE(store->insert(numbered(1), kNow, kNow + Seconds{210}));
  lose(folder);
  CHECK(reason_of(store->insert(numbered(2), kNow, kNow + Seconds{210})) == "replay.unavailable");
  CHECK(reason_of(store->read_clock(kNow)) == "state.lost");
  const auto other = *StateStore::open(folder.path(), kBeginAnew);
  CHECK(apply(*other, {trust_octets(), status_octets(1)}) == "ok");
  CHECK(apply(*store, {trust_octets(), status_octets(2)}) == "state.lost");
  CHECK(number_of(*other->load(root_pins(), kNow)) == 1);
}

TEST_CASE("of several that begin anew at once all go on with one memory", "[state][loss]") {
  for (int round = 0; round < 10; ++round) {
    const FreshFolder folder;
    REQUIRE(opening(folder.path()) == "ok");
    std::ofstream(folder.file(), std::ios::binary | std::ios::trunc) << std::string(8192, 'x');
    std::vector<std::unique_ptr<StateStore>> stores(4);
    {
      std::vector<std::jthread> threads;
      for (auto& store : stores) {
        threads.emplace_back([&] { store = *StateStore::open(folder.path(), kBeginAnew); });
      }
    }
    int fresh = 0;
    for (const auto& store : stores) {
      const auto answer = store->insert(numbered(1), kNow, kNow + Seconds{210});
      REQUIRE(answer);
      fresh += answer->fresh ? 1 : 0;
    }
    CHECK(fresh == 1);
  }
}

}  // namespace heyi::test
