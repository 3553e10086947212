// Bundles applied to a terminal's state: all or nothing, never back, and everything verified again when it is loaded.
#include <fstream>

#include "support/catch.hpp"
#include "unit/state/state_support.hpp"

namespace heyi::test {
namespace {

std::vector<std::string> files_in(const std::string& folder) {
  std::vector<std::string> names;
  std::error_code ignored;
  for (const auto& entry : std::filesystem::directory_iterator(folder + "/entries", ignored)) {
    names.push_back(entry.path().string());
  }
  return names;
}

Knowledge loaded(StateStore& store, Time now = kNow) { return *store.load(root_pins(), now); }

}  // namespace

TEST_CASE("what a bundle brings is there after a restart, with its entries mapped", "[state][update]") {
  const FreshFolder folder;
  {
    const auto store = *StateStore::open(folder.path());
    const auto items = *store->apply(bundle_of({trust_octets(), status_octets(3), rules_octets(1)}), root_pins(), kNow);
    REQUIRE(items.size() == 3);
    for (const UpdateItem& item : items) CHECK(item.action == UpdateAction::applied);
    CHECK(items[1].name == kHealthStatus);
    CHECK(items[1].sequence == 3);
  }
  const auto store = *StateStore::open(folder.path());
  const Knowledge knowledge = loaded(*store);
  REQUIRE(knowledge.trust);
  CHECK(knowledge.trust->content().sequence == 1);
  REQUIRE(knowledge.status.size() == 1);
  CHECK(knowledge.status[0].get(3) == CardStatus::revoked);
  CHECK(knowledge.status[0].get(4) == CardStatus::valid);
  REQUIRE(knowledge.rules.size() == 1);
  CHECK(knowledge.left_out.empty());
  CHECK(files_in(folder.path()).size() == 1);
}

TEST_CASE("a state that no bundle reached knows nothing", "[state][update]") {
  const FreshFolder folder;
  const Knowledge knowledge = loaded(**StateStore::open(folder.path()));
  CHECK_FALSE(knowledge.trust);
  CHECK(knowledge.status.empty());
  CHECK(knowledge.roots.keys == root_pins().keys);
}

TEST_CASE("the same bundle again changes nothing", "[state][update]") {
  const FreshFolder folder;
  const auto store = *StateStore::open(folder.path());
  const Bytes bundle = bundle_of({trust_octets(), status_octets(1), rules_octets(1)});
  REQUIRE(store->apply(bundle, root_pins(), kNow));
  const auto again = *store->apply(bundle, root_pins(), kNow);
  for (const UpdateItem& item : again) {
    CHECK(item.action == UpdateAction::already_there);
  }
}

TEST_CASE("a delta leads on from the list that is here, and only from there", "[state][update][delta]") {
  const FreshFolder folder;
  const auto store = *StateStore::open(folder.path());
  CHECK(apply(*store, {trust_octets(), delta_octets(1, 2)}) == "status.delta_parent");
  CHECK(apply(*store, {trust_octets(), status_octets(1)}) == "ok");
  CHECK(apply(*store, {delta_octets(2, 3)}) == "status.delta_parent");
  CHECK(apply(*store, {delta_octets(1, 2)}) == "ok");
  const Knowledge knowledge = loaded(**StateStore::open(folder.path()));
  CHECK(number_of(knowledge) == 2);
  CHECK(knowledge.status.at(0).get(2) == CardStatus::revoked);
  CHECK(files_in(folder.path()).size() == 1);
  CHECK(apply(*store, {delta_octets(1, 2)}) == "ok");  // Already there.
  CHECK(apply(*store, {status_octets(2)}) == "ok");    // The same list, whole.
  CHECK(number_of(loaded(*store)) == 2);
}

TEST_CASE("deltas of one bundle follow each other, whatever their order, after a whole list too",
          "[state][update][delta]") {
  const FreshFolder folder;
  const auto store = *StateStore::open(folder.path());
  CHECK(apply(*store, {trust_octets(), delta_octets(3, 4), status_octets(2), delta_octets(2, 3)}) == "ok");
  CHECK(number_of(loaded(*store)) == 4);
  // A terminal that missed one bundle takes the steps that it lacks.
  CHECK(apply(*store, {delta_octets(2, 3), delta_octets(3, 4), delta_octets(4, 5)}) == "ok");
  CHECK(number_of(loaded(*store)) == 5);
  // A gap in the steps is told, and nothing of the bundle is taken.
  CHECK(apply(*store, {delta_octets(5, 6), delta_octets(7, 8)}) == "status.delta_parent");
  CHECK(number_of(loaded(*store)) == 5);
}

TEST_CASE("nothing goes backwards, whatever else a bundle brings", "[state][update]") {
  const FreshFolder folder;
  const auto store = *StateStore::open(folder.path());
  REQUIRE(apply(*store, {trust_octets(5), status_octets(5), rules_octets(5)}) == "ok");
  CHECK(apply(*store, {trust_octets(4)}) == "trust.rolled_back");
  CHECK(apply(*store, {trust_octets(6), status_octets(4)}) == "status.rolled_back");
  CHECK(apply(*store, {trust_octets(6), delta_octets(3, 4)}) == "status.rolled_back");
  CHECK(apply(*store, {trust_octets(6), status_octets(6), rules_octets(4)}) == "rules.rolled_back");
  const Knowledge knowledge = loaded(*store);
  CHECK(knowledge.trust->content().sequence == 5);
  CHECK(number_of(knowledge) == 5);
}

TEST_CASE("another list under a number that was seen is refused", "[state][update]") {
  const FreshFolder folder;
  const auto store = *StateStore::open(folder.path());
  REQUIRE(apply(*store, {trust_octets(), status_octets(5)}) == "ok");
  StatusListContent other = status_version(5);
  other.set(99, CardStatus::revoked);
  CHECK(apply(*store, {*sign_status_list(other, key(Party::status))}) == "status.rolled_back");
  CHECK(loaded(*store).status.at(0).get(99) == CardStatus::valid);
}

TEST_CASE("lists admitted from files and lists of bundles share one memory", "[state][update]") {
  const FreshFolder folder;
  const auto store = *StateStore::open(folder.path());
  const StatusList nine = *StatusList::open(status_octets(9), World().trust_list(), kNow);
  REQUIRE(store->admit(nine, kNow));
  CHECK(apply(*store, {trust_octets(), status_octets(8)}) == "status.rolled_back");
  CHECK(apply(*store, {trust_octets(), status_octets(9)}) == "ok");
  CHECK(number_of(loaded(*store)) == 9);
  const StatusList eight = *StatusList::open(status_octets(8), World().trust_list(), kNow);
  CHECK(reason_of(store->admit(eight, kNow)) == "status.rolled_back");
}

TEST_CASE("a member that does not hold keeps the whole bundle out", "[state][update]") {
  const FreshFolder folder;
  const auto store = *StateStore::open(folder.path());
  const Bytes forged = *sign_status_list(status_version(1), key(Party::stranger));
  CHECK(apply(*store, {trust_octets(), forged}) == "trust.unknown_key");
  CHECK(apply(*store, {trust_octets(1, {Party::stranger}), status_octets(1)}) == "trust.threshold");
  CHECK(apply(*store, {status_octets(1)}) == "trust.missing");
  CHECK(reason_of(store->apply(Bytes{0x01}, root_pins(), kNow)) == "bundle.invalid");
  CHECK_FALSE(loaded(*store).trust);
  CHECK(files_in(folder.path()).empty());
  const auto refused = store->apply(bundle_of({trust_octets(), forged}), root_pins(), kNow);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().detail.find("status") == 0);
}

TEST_CASE("roots rotate with a trust list that the new ones signed, and stay rotated", "[state][update][roots]") {
  const FreshFolder folder;
  const auto store = *StateStore::open(folder.path());
  REQUIRE(apply(*store, {trust_octets(), status_octets(1)}) == "ok");
  const Bytes first = rotation_octets(1, Party::root, Party::second_root);
  // Without a new list the terminal would be left without any.
  CHECK(apply(*store, {first}) == "trust.threshold");
  CHECK(apply(*store, {first, trust_octets(2, {Party::second_root})}) == "ok");
  const Knowledge knowledge = loaded(**StateStore::open(folder.path()));
  CHECK(knowledge.roots.version == 1);
  CHECK(knowledge.roots.keys.front() == key(Party::second_root).public_key());
  CHECK(knowledge.trust->content().sequence == 2);
  CHECK(number_of(knowledge) == 1);
  // The old root has no say any more, and the same rotation again is nothing new.
  CHECK(apply(*store, {trust_octets(3)}) == "trust.threshold");
  CHECK(apply(*store, {first, trust_octets(3, {Party::second_root})}) == "ok");
  CHECK(apply(*store, {rotation_octets(1, Party::root, Party::stranger)}) == "trust.rolled_back");
  CHECK(apply(*store, {rotation_octets(3, Party::second_root, Party::root)}) == "trust.root_gap");
}

TEST_CASE("a terminal that missed rotations takes them in order from one bundle", "[state][update][roots]") {
  const FreshFolder folder;
  const auto store = *StateStore::open(folder.path());
  const Bytes first = rotation_octets(1, Party::root, Party::second_root);
  const Bytes second = rotation_octets(2, Party::second_root, Party::other_holder);
  CHECK(apply(*store, {second, trust_octets(1, {Party::other_holder})}) == "trust.root_gap");
  CHECK(apply(*store, {second, first, trust_octets(1, {Party::other_holder})}) == "ok");
  CHECK(loaded(*store).roots.version == 2);
}

TEST_CASE("whoever writes into the state cannot make it trust anybody", "[state][update]") {
  const FreshFolder folder;
  const auto store = *StateStore::open(folder.path());
  REQUIRE(apply(*store, {trust_octets(), status_octets(1)}) == "ok");
  const RootPins others{{key(Party::stranger).public_key()}, 1, kEnvironment};
  CHECK(reason_of(store->load(others, kNow)) == "trust.threshold");
  for (const std::string& file : files_in(folder.path())) {
    std::fstream(file, std::ios::in | std::ios::out | std::ios::binary) << '\xff';
  }
  const Knowledge knowledge = loaded(*store);
  CHECK(knowledge.status.empty());
  REQUIRE(knowledge.left_out.size() == 1);
  CHECK(knowledge.left_out[0].error.reason == Reason::status_list_invalid);
  CHECK(knowledge.left_out[0].name == kHealthStatus);
}

TEST_CASE("entries that are gone are told, and a whole list brings them back", "[state][update]") {
  const FreshFolder folder;
  const auto store = *StateStore::open(folder.path());
  REQUIRE(apply(*store, {trust_octets(), status_octets(1)}) == "ok");
  std::filesystem::remove_all(folder.path() + "/entries");
  CHECK(loaded(*store).left_out.at(0).error.reason == Reason::state_damaged);
  CHECK(apply(*store, {delta_octets(1, 2)}) == "state.damaged");
  CHECK(apply(*store, {status_octets(1)}) == "ok");
  CHECK(number_of(loaded(*store)) == 1);
}

TEST_CASE("files that no list names are swept, and interrupted ones too", "[state][update]") {
  const FreshFolder folder;
  const auto store = *StateStore::open(folder.path());
  REQUIRE(apply(*store, {trust_octets(), status_octets(1)}) == "ok");
  std::ofstream(folder.path() + "/entries/0000.entries.Xa2b3c") << "half";
  REQUIRE(apply(*store, {status_octets(2)}) == "ok");
  CHECK(files_in(folder.path()).size() == 1);
}

TEST_CASE("a list from the future moves nothing", "[state][update]") {
  const FreshFolder folder;
  const auto store = *StateStore::open(folder.path());
  CHECK(apply(*store, {trust_octets()}, kToday - std::chrono::hours{25}) == "trust.from_future");
  StatusListContent ahead = status_version(9);
  ahead.issued_at = kNow + std::chrono::hours{25};
  ahead.expires_at = ahead.issued_at + std::chrono::days{1};
  CHECK(apply(*store, {trust_octets(), *sign_status_list(ahead, key(Party::status))}) == "status.from_future");
  CHECK(apply(*store, {trust_octets(), status_octets(1)}) == "ok");
}

TEST_CASE("a new epoch starts the sequences anew, within what was issued later", "[state][update]") {
  const FreshFolder folder;
  const auto store = *StateStore::open(folder.path());
  REQUIRE(apply(*store, {trust_octets(9), status_octets(9)}) == "ok");
  CHECK(apply(*store, {trust_octets(1, {Party::root}, 2), status_octets(2)}) == "ok");
  CHECK(number_of(loaded(*store)) == 2);
}

}  // namespace heyi::test
