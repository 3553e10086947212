// What a list may follow: the very same one again, never another of its number, and nothing that a clock or an epoch
// brings back.
#include <heyi/state.hpp>

#include "support/catch.hpp"
#include "support/flow_fixtures.hpp"
#include "support/fresh_folder.hpp"

namespace heyi::test {
namespace {

TrustList trust_in_epoch(std::uint64_t epoch) {
  TrustListContent content = trust_content();
  content.epoch = epoch;
  return open_trust(content);
}

StatusListContent list_issued(Time issued, std::uint64_t sequence = 3) {
  StatusListContent content = status_content(kHealth, kHealthStatus);
  content.sequence = sequence;
  content.issued_at = issued;
  content.expires_at = issued + std::chrono::days{14};
  return content;
}

StatusList opened(const StatusListContent& content, std::uint64_t epoch = 1) {
  return *StatusList::open(*sign_status_list(content, key(Party::status)), trust_in_epoch(epoch), kNow);
}

ReplayKey replay_key(std::uint8_t octet) {
  ReplayKey made{};
  made.fill(octet);
  return made;
}

}  // namespace

TEST_CASE("another status list of a sequence seen before is refused, the same one is not", "[state][sequence]") {
  const FreshFolder folder;
  const auto store = *StateStore::open(folder.path());
  StatusListContent other = list_issued(kToday);
  other.set(9, CardStatus::revoked);
  CHECK(why(store->admit(opened(other), kNow)) == "ok");
  CHECK(why(store->admit(opened(list_issued(kToday)), kNow)) == "status.rolled_back");
  CHECK(why(store->admit(opened(other), kNow)) == "ok");
}

TEST_CASE("another trust list of a sequence seen before is refused", "[state][sequence]") {
  const FreshFolder folder;
  const auto store = *StateStore::open(folder.path());
  TrustListContent fewer = trust_content();
  fewer.entries.pop_back();
  CHECK(why(store->admit(open_trust(fewer), kNow)) == "ok");
  CHECK(why(store->admit(open_trust(trust_content()), kNow)) == "trust.rolled_back");
}

TEST_CASE("a new epoch does not bring back a status list issued before the last one", "[state][sequence]") {
  const FreshFolder folder;
  const auto store = *StateStore::open(folder.path());
  const Time yesterday = kToday - std::chrono::days{1};
  CHECK(why(store->admit(opened(list_issued(kToday, 9)), kNow)) == "ok");
  CHECK(why(store->admit(opened(list_issued(yesterday, 8), 2), kNow)) == "status.rolled_back");
  CHECK(why(store->admit(opened(list_issued(kToday, 1), 2), kNow)) == "ok");
}

TEST_CASE("an expired status list is recorded, so that an older one stays out", "[state][sequence]") {
  const FreshFolder folder;
  const auto store = *StateStore::open(folder.path());
  StatusListContent newer = list_issued(kToday, 10);
  newer.expires_at = kToday + Seconds{60};
  CHECK(why(store->admit(opened(newer), kNow)) == "status.list_expired");
  CHECK(why(store->admit(opened(list_issued(kToday, 9)), kNow)) == "status.rolled_back");
}

TEST_CASE("a clock that jumped ahead for a while takes no memory of codes with it", "[state][replay]") {
  const FreshFolder folder;
  const auto store = *StateStore::open(folder.path());
  MemoryReplayCache memory(4);
  for (ReplayCache* cache : {static_cast<ReplayCache*>(store.get()), static_cast<ReplayCache*>(&memory)}) {
    CHECK(cache->insert(replay_key(1), kNow, kNow + Seconds{180})->fresh);
    CHECK(cache->insert(replay_key(2), kNow + std::chrono::hours{5}, kNow + std::chrono::hours{6})->fresh);
    CHECK_FALSE(cache->insert(replay_key(1), kNow + Seconds{60}, kNow + Seconds{240})->fresh);
  }
}

}  // namespace heyi::test
