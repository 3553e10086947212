// Lost and damaged state: told, and handled as the policy says.
#include <fstream>

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

}  // namespace heyi::test
