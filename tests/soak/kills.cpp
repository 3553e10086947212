// Kills at random moments, while bundles are applied and while replays are recorded: what was said to be done is done.
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <random>
#include <vector>

#include "support/soak.hpp"
#include "unit/state/numbered_key.hpp"
#include "unit/state/state_support.hpp"

namespace heyi::test {
namespace {

void require(bool holds, const char* what, std::uint64_t number) {
  if (holds) return;
  std::fprintf(stderr, "broken after kill %llu: %s\n", static_cast<unsigned long long>(number), what);
  std::exit(1);
}

/// Worker is a process that does something until it is killed, and says by a number what it has finished.
class Worker {
 public:
  explicit Worker(const std::function<void(int out)>& work) {
    int ends[2];
    if (::pipe(ends) != 0) std::abort();
    process_ = ::fork();
    if (process_ < 0) std::abort();
    if (process_ == 0) {
      ::close(ends[0]);
      work(ends[1]);
      ::_exit(3);  // Work never ends by itself.
    }
    ::close(ends[1]);
    in_ = ends[0];
  }

  /// kill ends the process at once and gives every number that it said.
  std::vector<std::uint64_t> kill() {
    ::kill(process_, SIGKILL);
    int status = 0;
    ::waitpid(process_, &status, 0);
    killed_ = WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL;
    std::vector<std::uint64_t> said;
    std::uint64_t number = 0;
    while (::read(in_, &number, sizeof number) == static_cast<ssize_t>(sizeof number)) said.push_back(number);
    ::close(in_);
    return said;
  }
  bool was_killed() const noexcept { return killed_; }

 private:
  pid_t process_ = -1;
  int in_ = -1;
  bool killed_ = false;
};

void say(int out, std::uint64_t number) {
  if (::write(out, &number, sizeof number) != static_cast<ssize_t>(sizeof number)) ::_exit(4);
}

// Trust list and status list of one number come together, so that half a bundle would show.
Bytes bundle_numbered(std::uint64_t number) {
  const bool by_delta = number % 3 != 0 && number > 1;
  return bundle_of({trust_octets(number), by_delta ? delta_octets(number - 1, number) : status_octets(number)});
}

std::uint64_t number_applied(StateStore& store, std::uint64_t kill) {
  const Result<Knowledge> knowledge = store.load(root_pins(), kNow);
  require(knowledge.has_value(), "the state loads", kill);
  require(knowledge->left_out.empty(), "no list was damaged", kill);
  if (!knowledge->trust) {
    require(knowledge->status.empty(), "no list without a trust list", kill);
    return 0;
  }
  require(knowledge->status.size() == 1, "the status list is there", kill);
  const std::uint64_t number = knowledge->trust->content().sequence;
  require(knowledge->status.front().header().sequence == number, "a bundle is there whole", kill);
  require(knowledge->status.front().get(number) == CardStatus::revoked, "with its own entries", kill);
  return number;
}

void kill_while_applying(std::uint64_t kills, std::mt19937_64& dice) {
  const FreshFolder folder;
  std::uint64_t last = 0, unfinished = 0;
  for (std::uint64_t kill = 1; kill <= kills; ++kill) {
    Worker worker([&](int out) {
      const auto store = StateStore::open(folder.path());
      if (!store) ::_exit(5);
      for (std::uint64_t number = last + 1;; ++number) {
        if (!(*store)->apply(bundle_numbered(number), root_pins(), kNow)) ::_exit(6);
        say(out, number);
      }
    });
    ::usleep(static_cast<useconds_t>(dice() % 100'000));
    const std::vector<std::uint64_t> said = worker.kill();
    require(worker.was_killed(), "the process went on until it was killed", kill);
    const auto store = StateStore::open(folder.path());
    require(store.has_value(), "the state opens", kill);
    const std::uint64_t reached = number_applied(**store, kill);
    const std::uint64_t promised = said.empty() ? last : said.back();
    require(reached >= promised, "no sequence went back", kill);
    require(reached <= promised + 1, "nothing came from nowhere", kill);
    if (reached > promised) ++unfinished;
    if (reached > 1) {
      const auto older = (*store)->apply(bundle_of({trust_octets(reached - 1)}), root_pins(), kNow);
      require(!older && older.error().reason == Reason::trust_rolled_back, "an older list is refused", kill);
    }
    last = reached;
  }
  std::printf("kills while applying bundles: %llu, bundles applied: %llu, taken but not yet said: %llu, went back: 0\n",
              static_cast<unsigned long long>(kills), static_cast<unsigned long long>(last),
              static_cast<unsigned long long>(unfinished));
}

// Two processes record the same codes at the same time, as two scanners of one terminal might.
void kill_while_recording(std::uint64_t kills, std::mt19937_64& dice) {
  const FreshFolder folder;
  constexpr Seconds kKeep{210};
  std::uint64_t next = 0, recorded = 0;
  for (std::uint64_t kill = 1; kill <= kills; ++kill) {
    const auto record = [&](int out) {
      const auto store = StateStore::open(folder.path());
      if (!store) ::_exit(5);
      for (std::uint64_t number = next;; ++number) {
        const auto answer = (*store)->insert(numbered(number), kNow, kNow + kKeep);
        if (!answer) ::_exit(6);
        if (answer->fresh) say(out, number);
      }
    };
    Worker one(record), other(record);
    ::usleep(static_cast<useconds_t>(dice() % 100'000));
    const std::vector<std::uint64_t> by_one = one.kill(), by_other = other.kill();
    require(one.was_killed() && other.was_killed(), "both went on until they were killed", kill);
    const auto store = StateStore::open(folder.path());
    require(store.has_value(), "the state opens", kill);
    for (const std::vector<std::uint64_t>* said : {&by_one, &by_other}) {
      for (const std::uint64_t number : *said) {
        const auto again = (*store)->insert(numbered(number), kNow, kNow + kKeep);
        require(again && !again->fresh, "no code works twice", kill);
        for (const std::uint64_t others : said == &by_one ? by_other : std::vector<std::uint64_t>{}) {
          require(others != number, "no code works at both", kill);
        }
        next = std::max(next, number + 1);
      }
      recorded += said->size();
    }
    ++next;  // What was being recorded at that moment may be there or not; the next round begins after it.
  }
  std::printf("kills while recording replays: %llu, codes recorded: %llu, replays let through: 0\n",
              static_cast<unsigned long long>(2 * kills), static_cast<unsigned long long>(recorded));
}

}  // namespace
}  // namespace heyi::test

int main() {
  const std::uint64_t kills = heyi::test::soak_repeats(12, 200);
  std::mt19937_64 dice(20261125);
  heyi::test::kill_while_applying(kills, dice);
  heyi::test::kill_while_recording(kills, dice);
  return 0;
}
