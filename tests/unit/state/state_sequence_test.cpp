// Sequences never go back: per environment, kind of list, issuer and uri, across restarts.
#include <heyi/state.hpp>

#include "support/catch.hpp"
#include "support/flow_fixtures.hpp"
#include "support/fresh_folder.hpp"

namespace heyi::test {
namespace {

TrustList trust_of(std::uint64_t sequence, std::uint64_t epoch = 1, Time issued = kToday) {
  TrustListContent content = trust_content();
  content.sequence = sequence;
  content.epoch = epoch;
  content.issued_at = issued;
  content.next_update = issued + std::chrono::days{30};
  return open_trust(content);
}

StatusList status_of(std::uint64_t sequence, const char* issuer = kHealth, const char* uri = kHealthStatus,
                     std::uint64_t epoch = 1) {
  StatusListContent content = status_content(issuer, uri);
  content.sequence = sequence;
  return *StatusList::open(*sign_status_list(content, key(Party::status)), trust_of(1, epoch), kNow);
}

}  // namespace

TEST_CASE("a trust list older than one seen before is refused", "[state][sequence]") {
  const FreshFolder folder;
  const auto store = *StateStore::open(folder.path());
  CHECK(why(store->admit(trust_of(5), kNow)) == "ok");
  CHECK(why(store->admit(trust_of(5), kNow)) == "ok");
  CHECK(why(store->admit(trust_of(4), kNow)) == "trust.rolled_back");
  CHECK(why(store->admit(trust_of(6), kNow)) == "ok");
  CHECK(why(store->admit(trust_of(5), kNow)) == "trust.rolled_back");
}

TEST_CASE("the highest sequence survives a restart", "[state][sequence]") {
  const FreshFolder folder;
  {
    CHECK(why((*StateStore::open(folder.path()))->admit(trust_of(5), kNow)) == "ok");
  }
  const auto store = *StateStore::open(folder.path());
  CHECK(why(store->admit(trust_of(4), kNow)) == "trust.rolled_back");
  CHECK(why(store->admit(trust_of(5), kNow)) == "ok");
}

TEST_CASE("a higher epoch starts the sequence anew and a lower one does not come back", "[state][sequence]") {
  const FreshFolder folder;
  const auto store = *StateStore::open(folder.path());
  CHECK(why(store->admit(trust_of((std::uint64_t{1} << 48) - 1, 1), kNow)) == "ok");
  CHECK(why(store->admit(trust_of(1, 2), kNow)) == "ok");
  CHECK(why(store->admit(trust_of((std::uint64_t{1} << 48) - 1, 1), kNow)) == "trust.rolled_back");
}

TEST_CASE("a list from the future is refused and moves nothing", "[state][sequence]") {
  const FreshFolder folder;
  const auto store = *StateStore::open(folder.path());
  CHECK(why(store->admit(trust_of(5), kNow)) == "ok");
  const Time ahead = kNow + std::chrono::days{1} + Seconds{1};
  CHECK(why(store->admit(trust_of(900, 9, ahead), kNow)) == "trust.from_future");
  CHECK(why(store->admit(trust_of(5), kNow)) == "ok");
  CHECK(why(store->admit(trust_of(900, 9, ahead), kNow + Seconds{1})) == "ok");
}

TEST_CASE("a status list from the future moves nothing either", "[state][sequence]") {
  const FreshFolder folder;
  const auto store = *StateStore::open(folder.path());
  const Time before = kToday - std::chrono::days{1} - Seconds{1};
  CHECK(why(store->admit(status_of(9), before)) == "status.from_future");
  CHECK(why(store->admit(status_of(1), kNow)) == "ok");
}

TEST_CASE("each status list has a sequence of its own", "[state][sequence]") {
  const FreshFolder folder;
  const auto store = *StateStore::open(folder.path());
  CHECK(why(store->admit(status_of(5), kNow)) == "ok");
  CHECK(why(store->admit(status_of(1, kHrss, kHrssStatus), kNow)) == "ok");
  CHECK(why(store->admit(status_of(4), kNow)) == "status.rolled_back");
  CHECK(why(store->admit(trust_of(1), kNow)) == "ok");
}

TEST_CASE("a status list's sequence starts anew with the trust list's epoch alone", "[state][sequence]") {
  const FreshFolder folder;
  const auto store = *StateStore::open(folder.path());
  CHECK(why(store->admit(status_of(5), kNow)) == "ok");
  CHECK(why(store->admit(status_of(1, kHealth, kHealthStatus, 2), kNow)) == "ok");
  CHECK(why(store->admit(status_of(6), kNow)) == "status.rolled_back");
}

TEST_CASE("two stores on one folder share what they have seen", "[state][sequence]") {
  const FreshFolder folder;
  const auto one = *StateStore::open(folder.path());
  const auto other = *StateStore::open(folder.path());
  CHECK(why(one->admit(trust_of(5), kNow)) == "ok");
  CHECK(why(other->admit(trust_of(4), kNow)) == "trust.rolled_back");
}

}  // namespace heyi::test
