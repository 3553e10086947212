// Opening the state: made when absent, and a damaged or unreachable one is told, never replaced by an empty one.
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>
#include <heyi/state.hpp>

#include "support/catch.hpp"
#include "support/flow_fixtures.hpp"
#include "support/fresh_folder.hpp"
#include "unit/state/numbered_key.hpp"

namespace heyi::test {
namespace {

std::string opening(const std::string& folder) {
  const auto store = StateStore::open(folder);
  return store ? "ok" : std::string(reason_name(store.error().reason));
}

void write(const std::string& path, const std::string& text) {
  std::ofstream(path, std::ios::binary | std::ios::trunc) << text;
}

std::string read(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

TEST_CASE("folder and file are made when absent", "[state]") {
  const FreshFolder folder;
  CHECK(opening(folder.path() + "/a/b") == "ok");
  CHECK(std::filesystem::exists(folder.path() + "/a/b/state.db"));
  CHECK(opening(folder.path() + "/a/b") == "ok");
}

TEST_CASE("a file that is no database is damaged and stays as it was", "[state]") {
  const FreshFolder folder;
  const std::string garbage(8192, 'x');
  write(folder.file(), garbage);
  CHECK(opening(folder.path()) == "state.damaged");
  CHECK(read(folder.file()) == garbage);
}

TEST_CASE("a database that was cut off or overwritten within is damaged", "[state]") {
  const FreshFolder folder;
  {
    const auto store = *StateStore::open(folder.path());
    for (int i = 0; i < 400; ++i) CHECK(store->insert(numbered(i), kNow, kNow + Seconds{210}));
  }
  const std::string whole = read(folder.file());
  REQUIRE(whole.size() > 4 * 4096);
  write(folder.file(), whole.substr(0, whole.size() - 4096));
  CHECK(opening(folder.path()) == "state.damaged");
  std::string overwritten = whole;
  for (std::size_t i = 4096; i < overwritten.size(); ++i) overwritten[i] = static_cast<char>(0xa5);
  write(folder.file(), overwritten);
  CHECK(opening(folder.path()) == "state.damaged");
  write(folder.file(), whole);
  CHECK(opening(folder.path()) == "ok");
}

TEST_CASE("a folder that cannot be one is unavailable", "[state]") {
  const FreshFolder folder;
  write(folder.path() + "/file", "x");
  CHECK(opening(folder.path() + "/file") == "state.unavailable");
  CHECK(opening(folder.path() + "/file/below") == "state.unavailable");
  CHECK(opening("") == "state.unavailable");
}

TEST_CASE("a state file that is a folder is unavailable", "[state]") {
  const FreshFolder folder;
  std::filesystem::create_directories(folder.file());
  CHECK(opening(folder.path()) == "state.unavailable");
}

TEST_CASE("a folder without permission to write is unavailable", "[state]") {
  if (geteuid() == 0) return;  // Nothing is forbidden to root.
  const FreshFolder folder;
  CHECK(chmod(folder.path().c_str(), 0500) == 0);
  CHECK(opening(folder.path()) == "state.unavailable");
  CHECK(chmod(folder.path().c_str(), 0700) == 0);
}

TEST_CASE("a state that loses its tables refuses to go on", "[state]") {
  const FreshFolder folder;
  const auto store = *StateStore::open(folder.path());
  CHECK(store->insert(numbered(1), kNow, kNow + Seconds{210}));
  std::filesystem::resize_file(folder.file(), 0);
  std::filesystem::remove(folder.file() + "-wal");
  std::filesystem::remove(folder.file() + "-shm");
  const auto answer = store->insert(numbered(1), kNow, kNow + Seconds{210});
  const bool refused_or_known = !answer || !answer->fresh;
  CHECK(refused_or_known);
}

TEST_CASE("a state that another program has locked is unavailable after a few seconds", "[state]") {
  const FreshFolder folder;
  CHECK(opening(folder.path()) == "ok");
  sqlite3* other = nullptr;
  REQUIRE(sqlite3_open(folder.file().c_str(), &other) == SQLITE_OK);
  const char* lock = "PRAGMA locking_mode=EXCLUSIVE; BEGIN EXCLUSIVE; DELETE FROM meta";
  CHECK(sqlite3_exec(other, lock, nullptr, nullptr, nullptr) == SQLITE_OK);
  const auto before = std::chrono::steady_clock::now();
  CHECK(opening(folder.path()) == "state.unavailable");
  CHECK(std::chrono::steady_clock::now() - before < std::chrono::seconds{60});
  sqlite3_close(other);
  CHECK(opening(folder.path()) == "ok");
}

}  // namespace heyi::test
