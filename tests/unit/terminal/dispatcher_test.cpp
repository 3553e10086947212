// The dispatcher with receivers that do as they are told: order, refusals, failures, and outboxes that cannot be
// written.
#include "outbox/dispatcher.hpp"

#include <atomic>
#include <condition_variable>
#include <deque>
#include <filesystem>
#include <mutex>
#include <stdexcept>

#include "station/log.hpp"
#include "support/catch.hpp"
#include "support/fresh_folder.hpp"
#include "unit/terminal/eventually.hpp"

namespace heyi::terminal {
namespace {

using std::chrono::milliseconds;
using test::eventually;
using Kind = Delivery::Kind;

constexpr Backoff kQuick{milliseconds{1}, milliseconds{4}};

/// Script is a receiver: its answers one after the other, `delivered` when there are no more, and what it was sent.
struct Script {
  std::mutex mutex;
  std::condition_variable changed;
  std::deque<Delivery> answers;
  std::vector<std::string> sent;
  bool hangs = false, throws = false, is_interrupted = false;

  std::size_t count() {
    const std::scoped_lock lock(mutex);
    return sent.size();
  }
  std::vector<std::string> all_sent() {
    const std::scoped_lock lock(mutex);
    return sent;
  }
};

class ScriptedTransport final : public Transport {
 public:
  explicit ScriptedTransport(Script& script) : script_(script) {}
  Delivery send(const Letter& letter) override {
    std::unique_lock lock(script_.mutex);
    script_.sent.push_back(letter.id);
    if (script_.throws) throw std::runtime_error("a transport must not throw");
    if (script_.hangs) script_.changed.wait(lock, [this] { return script_.is_interrupted; });
    if (script_.is_interrupted) return {Kind::failed, "interrupted"};
    if (script_.answers.empty()) return {Kind::delivered, {}};
    Delivery answer = script_.answers.front();
    script_.answers.pop_front();
    return answer;
  }
  void interrupt() noexcept override {
    {
      const std::scoped_lock lock(script_.mutex);
      script_.is_interrupted = true;
    }
    script_.changed.notify_all();
  }

 private:
  Script& script_;
};

std::vector<Destination> destinations_of(Script& his) {
  std::vector<Destination> made;
  made.push_back({"his", std::make_unique<ScriptedTransport>(his)});
  return made;
}

struct Desk {
  test::FreshFolder folder;
  std::unique_ptr<Outbox> outbox = *Outbox::open(folder.path());
  void put(const std::string& id, const std::string& destination = "his") const {
    const NewLetter letter{destination, "for " + id};
    REQUIRE(outbox->put(id, station::clock_now(), {&letter, 1}, ""));
  }
  Counts counts() const { return *outbox->counts({}); }
  bool delivers(std::int64_t letters) const {
    return eventually([&] { return counts().delivered == letters; });
  }
};

using Ids = std::vector<std::string>;

}  // namespace

TEST_CASE("letters are sent in order, those from before and those that come", "[terminal][dispatcher]") {
  const Desk desk;
  Script his;
  desk.put("A");
  desk.put("B");
  Dispatcher dispatcher(*desk.outbox, destinations_of(his), kQuick, {});
  REQUIRE(desk.delivers(2));
  desk.put("C");
  dispatcher.wake();
  REQUIRE(desk.delivers(3));
  CHECK(his.all_sent() == Ids{"A", "B", "C"});
}

TEST_CASE("a refused letter is parked with the reason, and the next one sent", "[terminal][dispatcher]") {
  const Desk desk;
  Script his;
  his.answers = {{Kind::refused, "AE 101 at PID^1^3"}};
  desk.put("A");
  desk.put("B");
  Dispatcher dispatcher(*desk.outbox, destinations_of(his), kQuick, {});
  REQUIRE(desk.delivers(1));
  const std::vector<LetterInfo> left = *desk.outbox->list(10);
  REQUIRE(left.size() == 1);
  CHECK((left[0].id == "A" && left[0].state == LetterState::parked && left[0].trouble == "AE 101 at PID^1^3"));
  REQUIRE(*desk.outbox->resend("A", station::clock_now()) == 1);
  dispatcher.wake();
  REQUIRE(desk.delivers(2));
  CHECK(his.all_sent() == Ids{"A", "B", "A"});
}

TEST_CASE("a letter that failed is tried again before any later one", "[terminal][dispatcher]") {
  const Desk desk;
  Script his;
  his.answers = {{Kind::failed, "1"}, {Kind::failed, "2"}, {Kind::failed, "3"}};
  desk.put("A");
  desk.put("B");
  std::mutex mutex;
  std::vector<DeliveryEvent> events;
  const Dispatcher dispatcher(*desk.outbox, destinations_of(his), kQuick, [&](const DeliveryEvent& event) {
    const std::scoped_lock lock(mutex);
    events.push_back(event);
  });
  REQUIRE(eventually([&] {
    const std::scoped_lock lock(mutex);
    return events.size() == 5;
  }));
  CHECK(his.all_sent() == Ids{"A", "A", "A", "A", "B"});
  CHECK((events[2].attempts == 3 && events[2].delivery.why == "3" && events[2].id == "A"));
  CHECK((events[3].attempts == 4 && events[3].delivery.kind == Kind::delivered && events[3].destination == "his"));
}

TEST_CASE("a receiver that hangs holds up its own letters alone, and not the end", "[terminal][dispatcher]") {
  const Desk desk;
  Script his, fhir;
  his.hangs = true;
  desk.put("A", "his");
  desk.put("B", "fhir");
  {
    std::vector<Destination> both = destinations_of(his);
    both.push_back({"fhir", std::make_unique<ScriptedTransport>(fhir)});
    const Dispatcher dispatcher(*desk.outbox, std::move(both), kQuick, {});
    REQUIRE(desk.delivers(1));
    REQUIRE(eventually([&] { return his.count() == 1; }));
  }
  CHECK(fhir.all_sent() == Ids{"B"});
  // Being interrupted is no failure of the receiver's.
  CHECK((*desk.outbox->list(1))[0].attempts == 0);
}

TEST_CASE("pauses double up to the longest, and survive a new start", "[terminal][dispatcher]") {
  const Desk desk;
  desk.put("A");
  for (const int pause : {100, 200, 400, 800, 1000, 1000}) {
    Script his;
    his.answers = {{Kind::failed, "no"}};
    const Time before = station::clock_now();
    REQUIRE(desk.outbox->resend("A", before - Seconds{1}));
    {
      const Dispatcher dispatcher(*desk.outbox, destinations_of(his),
                                  {std::chrono::seconds{100}, std::chrono::seconds{1000}}, {});
      REQUIRE(eventually([&] { return (*desk.outbox->list(1))[0].next_try > before + Seconds{50}; }));
    }
    const Time next_try = (*desk.outbox->list(1))[0].next_try;
    CHECK(next_try >= before + Seconds{pause});
    CHECK(next_try <= station::clock_now() + Seconds{pause});
    CHECK(his.count() == 1);
  }
}

TEST_CASE("a letter that was to be tried long after the longest pause is tried now", "[terminal][dispatcher]") {
  // As when the clock was a day ahead, and was set right.
  const Desk desk;
  Script his;
  desk.put("A");
  REQUIRE(desk.outbox->retry_at(1, station::clock_now() + std::chrono::hours{24}, "no"));
  const Dispatcher dispatcher(*desk.outbox, destinations_of(his), {}, {});
  CHECK(desk.delivers(1));
}

TEST_CASE("a letter that another process resends is found unasked", "[terminal][dispatcher]") {
  const Desk desk;
  Script his;
  desk.put("A");
  REQUIRE(desk.outbox->park(1, station::clock_now(), "AE"));
  const Dispatcher dispatcher(*desk.outbox, destinations_of(his), {}, {});
  const auto other = *Outbox::open(desk.folder.path());
  REQUIRE(*other->resend("", station::clock_now()) == 1);
  CHECK(desk.delivers(1));
}

TEST_CASE("what arrived is not sent again while it cannot be written down", "[terminal][dispatcher]") {
  const Desk desk;
  Script his;
  const std::string file = desk.folder.path() + "/outbox.db", aside = desk.folder.path() + "/aside.db";
  desk.put("A");
  desk.put("B");
  std::filesystem::rename(file, aside);
  const Dispatcher dispatcher(*desk.outbox, destinations_of(his), kQuick, {});
  REQUIRE(eventually([&] { return his.count() == 1; }));
  std::filesystem::rename(aside, file);
  REQUIRE(desk.delivers(2));
  CHECK(his.all_sent() == Ids{"A", "B"});
}

TEST_CASE("the end does not wait for an outbox that cannot be written", "[terminal][dispatcher]") {
  const Desk desk;
  Script his;
  desk.put("A");
  std::filesystem::rename(desk.folder.path() + "/outbox.db", desk.folder.path() + "/aside.db");
  {
    const Dispatcher dispatcher(*desk.outbox, destinations_of(his), kQuick, {});
    REQUIRE(eventually([&] { return his.count() == 1; }));
  }
  CHECK(desk.counts().waiting == 1);
}

TEST_CASE("neither a transport nor a listener that throws ends the work", "[terminal][dispatcher]") {
  const Desk desk;
  Script his;
  his.throws = true;
  desk.put("A");
  const Dispatcher dispatcher(*desk.outbox, destinations_of(his), kQuick,
                              [](const DeliveryEvent&) { throw std::runtime_error("a listener must not throw"); });
  REQUIRE(eventually([&] { return his.count() >= 2; }));
  {
    const std::scoped_lock lock(his.mutex);
    his.throws = false;
  }
  CHECK(desk.delivers(1));
}

}  // namespace heyi::terminal
