// What a terminal keeps is what it says it keeps: lists signed anew, seen elsewhere, or altered on the disk.
#include <fstream>

#include "support/catch.hpp"
#include "unit/state/state_support.hpp"

namespace heyi::test {
namespace {

Bytes rules_signed_by(Party party) {
  const RulePackHeader header{kEnvironment, kHrss, "city", 1, kToday, kToday + std::chrono::days{30}};
  return *sign_rule_pack(header, Bytes{0xa0}, key(party));
}

// The trust list in which another key signs the rules.
Bytes trust_with_rules_of(Party party) {
  TrustListContent content = trust_content();
  content.sequence = 2;
  content.entries.push_back(rules_entry(key(party).public_key()));
  const PrivateKey root = key(Party::root);
  const Signer* const roots[] = {&root};
  return *sign_trust_list(content, roots);
}

}  // namespace

TEST_CASE("a trust list that comes again with the new roots' signatures takes the old one's place",
          "[state][update][roots]") {
  const FreshFolder folder;
  const auto store = *StateStore::open(folder.path());
  // Whoever hands the file out can leave signatures away, as long as enough for today's roots stay.
  REQUIRE(apply(*store, {trust_octets(1, {Party::root})}) == "ok");
  const Bytes rotation = rotation_octets(1, Party::root, Party::second_root);
  CHECK(apply(*store, {rotation, trust_octets(1, {Party::root, Party::second_root})}) == "ok");
  CHECK(reason_of(store->load(root_pins(), kNow)) == "ok");
}

TEST_CASE("a rule pack that comes again under a new key takes the old one's place", "[state][update]") {
  const FreshFolder folder;
  const auto store = *StateStore::open(folder.path());
  REQUIRE(apply(*store, {trust_octets(), rules_octets(1)}) == "ok");
  CHECK(apply(*store, {trust_with_rules_of(Party::stranger), rules_signed_by(Party::stranger)}) == "ok");
  CHECK(store->load(root_pins(), kNow)->rules.size() == 1);
}

TEST_CASE("a trust list that was seen as a file is taken from a bundle all the same", "[state][update]") {
  const FreshFolder folder;
  const auto store = *StateStore::open(folder.path());
  REQUIRE(apply(*store, {trust_octets(1)}) == "ok");
  REQUIRE(store->admit(*TrustList::open(trust_octets(2), root_pins()), kNow));
  CHECK(apply(*store, {trust_octets(2)}) == "ok");
  CHECK(store->load(root_pins(), kNow)->trust->content().sequence == 2);
}

TEST_CASE("entries that were altered are replaced by those of a whole list", "[state][update]") {
  const FreshFolder folder;
  const auto store = *StateStore::open(folder.path());
  REQUIRE(apply(*store, {trust_octets(), status_octets(1)}) == "ok");
  for (const auto& entry : std::filesystem::directory_iterator(folder.path() + "/entries")) {
    std::fstream(entry.path(), std::ios::in | std::ios::out | std::ios::binary) << '\xff';
  }
  REQUIRE(number_of(*store->load(root_pins(), kNow)) == 0);
  CHECK(apply(*store, {status_octets(1)}) == "ok");
  CHECK(number_of(*store->load(root_pins(), kNow)) == 1);
}

TEST_CASE("what is kept does not outlive a later list that was seen as a file", "[state][update]") {
  const FreshFolder folder;
  const auto store = *StateStore::open(folder.path());
  REQUIRE(apply(*store, {trust_octets(), status_octets(1)}) == "ok");
  REQUIRE(store->admit(*StatusList::open(status_octets(2), World().trust_list(), kNow), kNow));
  const Knowledge knowledge = *store->load(root_pins(), kNow);
  CHECK(knowledge.status.empty());
  REQUIRE(knowledge.left_out.size() == 1);
  CHECK(knowledge.left_out[0].error.reason == Reason::status_rolled_back);
  REQUIRE(store->admit(*TrustList::open(trust_octets(2), root_pins()), kNow));
  CHECK(reason_of(store->load(root_pins(), kNow)) == "trust.rolled_back");
  CHECK(apply(*store, {status_octets(2)}) == "trust.rolled_back");
  CHECK(apply(*store, {trust_octets(2), status_octets(2)}) == "ok");
  CHECK(number_of(*store->load(root_pins(), kNow)) == 2);
}

}  // namespace heyi::test
