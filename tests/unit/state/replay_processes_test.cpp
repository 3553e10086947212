// Replay across processes of the operating system: whoever comes first, one alone finds a key fresh.
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <functional>
#include <heyi/state.hpp>

#include "support/catch.hpp"
#include "unit/state/shared_replay.hpp"

namespace heyi::test {
namespace {

constexpr std::size_t kKeys = 100;
using Fresh = std::array<char, kKeys>;  // 1 fresh, 0 seen, 2 failed.

Fresh insert_all(ReplayCache& cache) {
  Fresh fresh{};
  for (std::size_t k = 0; k < kKeys; ++k) {
    const auto answer = cache.insert(numbered(static_cast<int>(k)), kNow, kKeep);
    fresh[k] = !answer || answer->degraded ? 2 : answer->fresh ? 1 : 0;
  }
  return fresh;
}

/// Racer is a process that waits for the start and then inserts every key.
class Racer {
 public:
  Racer(int start, const std::function<Fresh()>& run) {
    std::array<int, 2> ends{};
    if (pipe(ends.data()) != 0) throw std::runtime_error("no pipe");
    process_ = fork();
    if (process_ == 0) {
      char ignored = 0;
      Fresh fresh{};
      fresh.fill(2);
      if (read(start, &ignored, 1) == 1) fresh = run();
      _exit(write(ends[1], fresh.data(), fresh.size()) == static_cast<ssize_t>(fresh.size()) ? 0 : 1);
    }
    close(ends[1]);
    result_ = ends[0];
  }
  Racer(const Racer&) = delete;
  Racer& operator=(const Racer&) = delete;

  Fresh finish() const {
    Fresh fresh{};
    if (read(result_, fresh.data(), fresh.size()) != static_cast<ssize_t>(fresh.size())) fresh.fill(2);
    close(result_);
    waitpid(process_, nullptr, 0);
    return fresh;
  }

 private:
  pid_t process_ = 0;
  int result_ = -1;
};

/// race_of lets two processes run at once and answers how many of them found each key fresh; both must have worked.
std::array<int, kKeys> race_of(const std::function<Fresh()>& one, const std::function<Fresh()>& other) {
  std::array<int, 2> start{};
  if (pipe(start.data()) != 0) throw std::runtime_error("no pipe");
  const Racer a(start[0], one), b(start[0], other);
  CHECK(write(start[1], "go", 2) == 2);
  const Fresh first = a.finish(), second = b.finish();
  close(start[0]);
  close(start[1]);
  std::array<int, kKeys> count{};
  for (std::size_t k = 0; k < kKeys; ++k) count[k] = first[k] + second[k];
  return count;
}

std::array<int, kKeys> each_once() {
  std::array<int, kKeys> once{};
  once.fill(1);
  return once;
}

}  // namespace

TEST_CASE("of two processes on one state folder one alone finds a key fresh", "[state][replay][processes]") {
  const FreshFolder folder;
  const auto run = [&] { return insert_all(**StateStore::open(folder.path())); };
  CHECK(race_of(run, run) == each_once());
  // And after both have ended every key is still known.
  CHECK(insert_all(**StateStore::open(folder.path())) == Fresh{});
}

TEST_CASE("of two terminals' processes on one server one alone finds a key fresh", "[state][shared][processes]") {
  const FreshFolder folder;
  const RedisServer server(folder.path());
  const auto run_as = [&](const std::string& name) {
    return [&server, &folder, name] {
      const auto store = *StateStore::open(folder.path() + "/" + name);
      return insert_all(**SharedReplayCache::open(sharing(server.socket_path(), name), *store));
    };
  };
  CHECK(race_of(run_as("desk-1"), run_as("desk-2")) == each_once());
}

TEST_CASE("processes that make one state folder at once all open it", "[state][processes]") {
  const auto open_one = [](const std::string& path) {
    return [path] {
      Fresh opened{};
      opened.fill(StateStore::open(path) ? 1 : 2);
      return opened;
    };
  };
  for (int round = 0; round < 10; ++round) {
    const FreshFolder folder;
    std::array<int, 2> start{};
    REQUIRE(pipe(start.data()) == 0);
    const auto run = open_one(folder.path());
    const Racer a(start[0], run), b(start[0], run), c(start[0], run), d(start[0], run);
    CHECK(write(start[1], "off!", 4) == 4);
    for (const Racer* racer : {&a, &b, &c, &d}) CHECK(racer->finish()[0] == 1);
    close(start[0]);
    close(start[1]);
  }
}

TEST_CASE("a key taken by a process that is killed right after is known to the next", "[state][replay][processes]") {
  const FreshFolder folder;
  std::array<int, 2> ends{};
  REQUIRE(pipe(ends.data()) == 0);
  const pid_t process = fork();
  if (process == 0) {
    const auto store = *StateStore::open(folder.path());
    const char fresh = store->insert(numbered(1), kNow, kKeep)->fresh ? 1 : 0;
    static_cast<void>(!write(ends[1], &fresh, 1));
    for (;;) pause();
  }
  char fresh = 0;
  CHECK(read(ends[0], &fresh, 1) == 1);
  CHECK(fresh == 1);
  kill(process, SIGKILL);
  waitpid(process, nullptr, 0);
  close(ends[0]);
  close(ends[1]);
  const auto again = *(*StateStore::open(folder.path()))->insert(numbered(1), kNow + Seconds{1}, kKeep);
  CHECK(words(again) == "seen here");
  CHECK(again.first_seen == kNow);
}

}  // namespace heyi::test
