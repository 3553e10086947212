// What a bundle with many members comes to: the way that leads furthest, and one pack of each name.
#include "state/delta_path.hpp"
#include "support/catch.hpp"
#include "unit/state/state_support.hpp"

namespace heyi::test {
namespace {

Bytes pack(const std::string& name, std::uint64_t sequence, std::uint8_t rules = 0xa0) {
  const RulePackHeader header{kEnvironment, kHrss, name, sequence, kToday, kToday + std::chrono::days{30}};
  return *sign_rule_pack(header, Bytes{rules}, key(Party::rules));
}

std::uint64_t list_after(const std::vector<Bytes>& first, const std::vector<Bytes>& second) {
  const FreshFolder folder;
  const auto store = *StateStore::open(folder.path());
  REQUIRE(apply(*store, first, kNow) == "ok");
  REQUIRE(apply(*store, second, kNow) == "ok");
  return number_of(*store->load(root_pins(), kNow));
}

}  // namespace

TEST_CASE("of several ways the one that leads furthest is gone", "[state][update][delta]") {
  const std::vector<Bytes> first = {trust_octets(), status_octets(1)};
  CHECK(list_after(first, {delta_octets(1, 2), delta_octets(1, 3)}) == 3);
  CHECK(list_after(first, {delta_octets(1, 3), delta_octets(1, 2), delta_octets(2, 5)}) == 5);
  CHECK(list_after(first, {delta_octets(1, 4), delta_octets(1, 2), delta_octets(2, 3)}) == 4);
}

TEST_CASE("deltas that lead further than a whole list are followed from what is here", "[state][update][delta]") {
  const std::vector<Bytes> first = {trust_octets(), status_octets(1)};
  CHECK(list_after(first, {status_octets(2), delta_octets(1, 4)}) == 4);
  CHECK(list_after(first, {status_octets(3), delta_octets(1, 2)}) == 3);
  CHECK(list_after(first, {status_octets(3), delta_octets(3, 6)}) == 6);
}

TEST_CASE("of two packs of one name in a bundle the newer one is taken, whatever their order",
          "[state][update][rules]") {
  for (const bool newer_first : {false, true}) {
    const FreshFolder folder;
    const auto store = *StateStore::open(folder.path());
    std::vector<Bytes> objects = {trust_octets(), pack("city", 1), pack("city", 2)};
    if (newer_first) std::swap(objects[1], objects[2]);
    REQUIRE(apply(*store, objects, kNow) == "ok");
    const Knowledge knowledge = *store->load(root_pins(), kNow);
    REQUIRE(knowledge.rules.size() == 1);
    CHECK(knowledge.rules[0].header().sequence == 2);
  }
}

TEST_CASE("two packs of one name and number that differ are refused", "[state][update][rules]") {
  const FreshFolder folder;
  const auto store = *StateStore::open(folder.path());
  CHECK(apply(*store, {trust_octets(), pack("city", 1), pack("city", 1, 0xa1)}) == "rules.rolled_back");
  CHECK(apply(*store, {trust_octets(), pack("city", 1), pack("city", 1)}) == "ok");
}

TEST_CASE("one publisher fills a terminal with no more than sixteen packs", "[state][update][rules]") {
  const FreshFolder folder;
  const auto store = *StateStore::open(folder.path());
  std::vector<Bytes> objects = {trust_octets()};
  for (int i = 0; i < 16; ++i) objects.push_back(pack("pack-" + std::to_string(i), 1));
  CHECK(apply(*store, objects, kNow) == "ok");
  CHECK(apply(*store, {pack("one-more", 1)}) == "rules.invalid");
  CHECK(apply(*store, {pack("pack-3", 2)}) == "ok");
  CHECK(store->load(root_pins(), kNow)->rules.size() == 16);
}

TEST_CASE("packs of a key that the trust list withdrew are gone with the next update", "[state][update][rules]") {
  const FreshFolder folder;
  const auto store = *StateStore::open(folder.path());
  REQUIRE(apply(*store, {trust_octets(1), pack("city", 1)}) == "ok");
  TrustListContent without = trust_content();
  without.sequence = 2;
  const PrivateKey root = key(Party::root);
  const Signer* const roots[] = {&root};
  REQUIRE(apply(*store, {*sign_trust_list(without, roots)}) == "ok");
  const Knowledge knowledge = *store->load(root_pins(), kNow);
  CHECK(knowledge.rules.empty());
  CHECK(knowledge.left_out.empty());
  // What was seen stays known: an older pack does not come back with a key that does.
  REQUIRE(apply(*store, {trust_octets(3)}) == "ok");
  CHECK(apply(*store, {pack("city", 1)}) == "ok");
}

}  // namespace heyi::test
