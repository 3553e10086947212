// The clock guard: time that has passed has passed, whatever the clock says now.
#include "support/catch.hpp"
#include "unit/state/state_support.hpp"

namespace heyi::test {
namespace {

ClockReading read(StateStore& store, Time clock) { return *store.read_clock(clock); }

}  // namespace

TEST_CASE("a clock that goes on is believed", "[state][clock]") {
  const FreshFolder folder;
  const auto store = *StateStore::open(folder.path());
  for (const int seconds : {0, 1, 61, 3600, 86400 * 40}) {
    const ClockReading reading = read(*store, kNow + Seconds{seconds});
    CHECK_FALSE(reading.suspect);
    CHECK(reading.now == kNow + Seconds{seconds});
  }
}

TEST_CASE("a clock that jumped back is doubted, also after a restart", "[state][clock]") {
  const FreshFolder folder;
  {
    read(**StateStore::open(folder.path()), kNow);
  }
  const auto store = *StateStore::open(folder.path());
  CHECK_FALSE(read(*store, kNow - Seconds{300}).suspect);
  const ClockReading reading = read(*store, kNow - Seconds{301});
  CHECK(reading.suspect);
  CHECK(reading.now == kNow);
  CHECK(reading.behind == Seconds{301});
  CHECK(read(*store, from_unix(0)).suspect);
  CHECK(read(*store, from_unix(-4'000'000'000'000'000'000)).suspect);
  CHECK_FALSE(read(*store, kNow + Seconds{1}).suspect);
}

TEST_CASE("a clock before the newest list is doubted", "[state][clock]") {
  const FreshFolder folder;
  const auto store = *StateStore::open(folder.path());
  REQUIRE(apply(*store, {trust_octets(), status_octets(1)}) == "ok");
  CHECK_FALSE(read(*store, kToday - Seconds{300}).suspect);
  const FreshFolder another;
  const auto fresh = *StateStore::open(another.path());
  REQUIRE(apply(*fresh, {trust_octets()}) == "ok");
  const ClockReading reading = read(*fresh, kToday - Seconds{301});
  CHECK(reading.suspect);
  CHECK(reading.now == kToday);
}

TEST_CASE("an operator who has set the clock right is believed, a list's date as well", "[state][clock]") {
  const FreshFolder folder;
  const auto store = *StateStore::open(folder.path());
  read(*store, kNow + std::chrono::days{3650});
  CHECK(read(*store, kNow).suspect);
  REQUIRE(store->reset_clock(kNow));
  CHECK_FALSE(read(*store, kNow).suspect);
  REQUIRE(apply(*store, {trust_octets()}) == "ok");
  REQUIRE(store->reset_clock(kToday - std::chrono::days{2}));
  CHECK(read(*store, kToday - std::chrono::days{1}).suspect);
}

TEST_CASE("the tolerance is the caller's", "[state][clock]") {
  const FreshFolder folder;
  const auto store = *StateStore::open(folder.path());
  read(*store, kNow);
  CHECK(store->read_clock(kNow - Seconds{11}, Seconds{10})->suspect);
  CHECK_FALSE(store->read_clock(kNow - Seconds{3600}, Seconds{3600})->suspect);
}

TEST_CASE("a list's date does not let a later one in", "[state][clock]") {
  const FreshFolder folder;
  const auto store = *StateStore::open(folder.path());
  CHECK(read(*store, kNow).clock == kNow);
  StatusListContent ahead = status_version(1);
  ahead.issued_at = kNow + std::chrono::hours{24};
  const TrustList trust = World().trust_list();
  REQUIRE(store->admit(*StatusList::open(*sign_status_list(ahead, key(Party::status)), trust, kNow), kNow));
  const ClockReading reading = read(*store, kNow);
  CHECK(reading.now == ahead.issued_at);
  CHECK(reading.clock == kNow);
  CHECK(read(*store, kNow - Seconds{600}).clock == kNow);
  ahead.sequence = 2;
  ahead.issued_at += Seconds{1};
  const StatusList further = *StatusList::open(*sign_status_list(ahead, key(Party::status)), trust, reading.now);
  CHECK(reason_of(store->admit(further, reading.clock)) == "status.from_future");
}

}  // namespace heyi::test
