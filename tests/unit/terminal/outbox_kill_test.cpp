// An outbox among processes: two at work at once, and one that is killed at any moment.
#include <signal.h>

#include <array>
#include <random>
#include <set>
#include <thread>

#include "outbox/outbox.hpp"
#include "support/catch.hpp"
#include "support/fresh_folder.hpp"
#include "support/soak.hpp"
#include "unit/terminal/child.hpp"

namespace heyi::terminal {
namespace {

using test::in_child;
using test::status_of;

constexpr Time kNow = from_unix(1795600000);

Result<bool> put(Outbox& outbox, const std::string& id, const std::string& payload) {
  const std::array<NewLetter, 2> letters = {{{"his", payload}, {"fhir", payload}}};
  return outbox.put(id, kNow, letters, "note");
}

}  // namespace

TEST_CASE("two processes use one outbox at once", "[terminal][outbox]") {
  const test::FreshFolder folder;
  constexpr int kEach = 20;
  const auto work = [&](const char* name) {
    const auto outbox = Outbox::open(folder.path());
    if (!outbox) return 20;
    for (int i = 0; i < kEach; ++i) {
      if (const Result<bool> own = put(**outbox, name + std::to_string(i), "x"); !own || !*own) return 21;
      if (const Result<bool> common = put(**outbox, "both" + std::to_string(i), "x"); !common) return 22;
    }
    return 0;
  };
  const pid_t first = in_child([&] { return work("first"); });
  const pid_t second = in_child([&] { return work("second"); });
  CHECK(status_of(first) == 0);
  CHECK(status_of(second) == 0);
  auto outbox = *Outbox::open(folder.path());
  CHECK(outbox->counts("his")->waiting == 3 * kEach);
  CHECK(outbox->notes()->size() == 3 * kEach);
}

TEST_CASE("whatever put returned from is there exactly once after a kill", "[terminal][outbox]") {
  const test::FreshFolder folder;
  std::mt19937 random(11);
  const std::uint64_t rounds = test::soak_repeats(10, 200);
  std::vector<std::string> promised;
  for (std::uint64_t round = 0; round < rounds; ++round) {
    std::array<int, 2> pipe{};
    REQUIRE(::pipe(pipe.data()) == 0);
    const pid_t child = in_child([&] {
      ::close(pipe[0]);
      const auto outbox = Outbox::open(folder.path());
      if (!outbox) return 30;
      for (int i = 0;; ++i) {
        const std::string id = std::to_string(round) + "_" + std::to_string(i) + "\n";
        const Result<bool> done = put(**outbox, id.substr(0, id.size() - 1), std::string(500, 'x'));
        if (!done || !*done) return 31;
        // Promised: the parent has it once the write is done.
        if (::write(pipe[1], id.data(), id.size()) != static_cast<ssize_t>(id.size())) return 32;
        if (i % 3 == 2) static_cast<void>((*outbox)->note_done(id.substr(0, id.size() - 1)));
      }
    });
    ::close(pipe[1]);
    // Killed after so many octets of promises, at whatever the child is then doing.
    const std::size_t until = random() % 120;
    std::string said;
    std::array<char, 64> buffer{};
    while (said.size() < until) {
      const ssize_t got = ::read(pipe[0], buffer.data(), buffer.size());
      REQUIRE(got > 0);
      said.append(buffer.data(), static_cast<std::size_t>(got));
    }
    std::this_thread::sleep_for(std::chrono::microseconds(random() % 3000));
    ::kill(child, SIGKILL);
    CHECK(status_of(child) == -1);
    for (ssize_t got = 1; got > 0;) {
      got = ::read(pipe[0], buffer.data(), buffer.size());
      if (got > 0) said.append(buffer.data(), static_cast<std::size_t>(got));
    }
    ::close(pipe[0]);
    for (std::size_t end = said.find('\n'); end != std::string::npos; end = said.find('\n')) {
      promised.push_back(said.substr(0, end));
      said.erase(0, end + 1);
    }
  }
  auto outbox = *Outbox::open(folder.path());
  std::multiset<std::string> his, fhir;
  const std::vector<LetterInfo> listed = *outbox->list(1'000'000);
  for (const LetterInfo& letter : listed) (letter.destination == "his" ? his : fhir).insert(letter.id);
  CHECK(his == fhir);
  // At most one visit a round was stored whose promise did not get out any more.
  CHECK((his.size() >= promised.size() && his.size() <= promised.size() + rounds));
  CHECK(outbox->counts("his")->waiting == static_cast<std::int64_t>(his.size()));
  for (const std::string& id : promised) {
    CHECK(his.count(id) == 1);
    CHECK_FALSE(*put(*outbox, id, "again"));
  }
}

}  // namespace heyi::terminal
