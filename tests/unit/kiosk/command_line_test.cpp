// What the agent says to a command line that it cannot work with, and to a state that it cannot use.
#include <sys/wait.h>

#include <array>
#include <cstdio>
#include <fstream>
#include <string>

#include "support/catch.hpp"
#include "support/fixtures.hpp"
#include "support/fresh_folder.hpp"
#include "support/places.hpp"
#include "unit/kiosk/setting.hpp"

namespace heyi::kiosk {
namespace {

struct Ended {
  int status = -1;
  std::string said;
};

// Runs the program until it ends by itself, or for two seconds.
Ended run(const std::string& words) {
  Ended ended;
  FILE* pipe = ::popen(("timeout -s TERM 2 '" + test::program("heyi-kiosk") + "' " + words + " 2>&1").c_str(), "r");
  REQUIRE(pipe != nullptr);
  std::array<char, 512> part{};
  while (std::fgets(part.data(), static_cast<int>(part.size()), pipe) != nullptr) ended.said += part.data();
  const int status = ::pclose(pipe);
  if (WIFEXITED(status)) ended.status = WEXITSTATUS(status);
  return ended;
}

}  // namespace

TEST_CASE("a command line that leaves something open, or contradicts itself, is a usage error", "[kiosk][cli]") {
  struct Row {
    const char *words, *said;
  };
  for (const Row& row :
       {Row{"", "--root"}, Row{"--root x.pem", "--state"}, Row{"--root x.pem --state s", "--area"},
        Row{"--root x.pem --state s --area 37010", "6 digits"}, Row{"--root x.pem --state s --area 37010a", "6 digits"},
        Row{"--simulate --root x.pem", "goes without"}, Row{"--simulate --port 80", "1024"},
        Row{"--simulate --port 70000", "--port"}, Row{"--simulate --idle 1", "--idle"},
        Row{"--simulate --policy pharmacy", "--policy"}, Row{"--simulate --unheard-of", "unheard-of"}}) {
    INFO(row.words);
    const Ended ended = run(row.words);
    CHECK(ended.status == 2);
    CHECK(holds(ended.said, row.said));
  }
  CHECK(run("--help").status == 0);
  CHECK(run("--version").said == HEYI_VERSION "\n");
}

TEST_CASE("a root file or a state that cannot be used ends the start with its reason", "[kiosk][cli]") {
  const test::FreshFolder folder;
  const std::string root = folder.path() + "/root.pem", state = folder.path() + "/state";
  const std::string words = "--root " + root + " --area 370102 --port 0 --state " + state;
  CHECK(run(words).status == 1);
  CHECK(holds(run(words).said, "cannot be read"));
  std::ofstream(root) << "no key";
  CHECK(holds(run(words).said, "key.bad_pem"));
  std::ofstream(root) << test::key(test::Party::root).public_key().to_pem().value();
  CHECK(holds(run(words).said, "READY http://127.0.0.1:"));
  std::ofstream(state + "/state.db") << "damaged";
  const Ended damaged = run(words);
  CHECK(damaged.status == 1);
  CHECK(holds(damaged.said, "state.damaged"));
  CHECK(holds(run(words + " --begin-anew").said, "READY http://127.0.0.1:"));
}

}  // namespace heyi::kiosk
