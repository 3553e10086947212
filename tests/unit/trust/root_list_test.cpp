// Root rotation: the roots of today sign the roots of tomorrow, step by step and never back.
#include <heyi/roots.hpp>

#include "flow/forge.hpp"
#include "support/catch.hpp"

namespace heyi::test {
namespace {

constexpr Party kThird = static_cast<Party>(0x13);
constexpr Party kFourth = static_cast<Party>(0x14);

std::vector<PublicKey> publics(std::initializer_list<Party> parties) {
  std::vector<PublicKey> keys;
  for (const Party party : parties) keys.push_back(key(party).public_key());
  return keys;
}

RootListContent next(std::uint64_t version, std::initializer_list<Party> parties, int threshold) {
  return {kEnvironment, version, kToday, publics(parties), threshold};
}

Bytes rotation(const RootListContent& content, std::initializer_list<Party> signers) {
  std::vector<PrivateKey> keys;
  for (const Party party : signers) keys.push_back(key(party));
  std::vector<const Signer*> pointers;
  for (const PrivateKey& one : keys) pointers.push_back(&one);
  return *sign_root_list(content, pointers);
}

RootPins pins(std::initializer_list<Party> parties, int threshold, std::uint64_t version = 0) {
  return {publics(parties), threshold, kEnvironment, version};
}

}  // namespace

TEST_CASE("old and new roots together hand over", "[roots]") {
  const Bytes list = rotation(next(1, {Party::second_root, kThird}, 2), {Party::root, Party::second_root, kThird});
  const RootPins after = *rotate_roots(pins({Party::root}, 1), list);
  CHECK(after.keys == publics({Party::second_root, kThird}));
  CHECK(after.threshold == 2);
  CHECK(after.version == 1);
  CHECK(after.environment == kEnvironment);
}

TEST_CASE("a trust list by the new roots opens after the rotation, and one by the old root no more", "[roots]") {
  const RootPins before = root_pins();
  const RootPins after =
      *rotate_roots(before, rotation(next(1, {Party::second_root}, 1), {Party::root, Party::second_root}));
  const PrivateKey old_root = key(Party::root), new_root = key(Party::second_root);
  const Signer* by_old[] = {&old_root};
  const Signer* by_new[] = {&new_root};
  CHECK(why(TrustList::open(*sign_trust_list(trust_content(), by_new), after)) == "ok");
  CHECK(why(TrustList::open(*sign_trust_list(trust_content(), by_old), after)) == "trust.threshold");
  CHECK(why(TrustList::open(*sign_trust_list(trust_content(), by_new), before)) == "trust.threshold");
}

TEST_CASE("two of three old roots must sign, and the new threshold of the new ones", "[roots]") {
  const RootPins before = pins({Party::root, Party::second_root, kThird}, 2);
  const RootListContent content = next(1, {Party::second_root, kThird, kFourth}, 2);
  const auto by = [&](std::initializer_list<Party> signers) {
    return why(rotate_roots(before, rotation(content, signers)));
  };
  CHECK(by({Party::second_root, kThird}) == "ok");  // Roots that stay count for both.
  CHECK(by({Party::root, Party::second_root, kFourth}) == "ok");
  CHECK(by({Party::root, Party::second_root}) == "trust.threshold");
  CHECK(by({Party::root, kFourth}) == "trust.threshold");
  CHECK(by({kThird, kThird, kFourth}) == "trust.threshold");
  CHECK(by({Party::stranger, kFourth}) == "trust.threshold");
}

TEST_CASE("rotations go on by exactly one, and never back", "[roots]") {
  const auto versioned = [](std::uint64_t here, std::uint64_t there) {
    const Bytes list = rotation(next(there, {Party::second_root}, 1), {Party::root, Party::second_root});
    return why(rotate_roots(pins({Party::root}, 1, here), list));
  };
  CHECK(versioned(0, 1) == "ok");
  CHECK(versioned(4, 5) == "ok");
  CHECK(versioned(5, 5) == "trust.rolled_back");
  CHECK(versioned(6, 5) == "trust.rolled_back");
  CHECK(versioned(0, 2) == "trust.root_gap");
}

TEST_CASE("a rotation of another environment, or another kind of list, is refused", "[roots]") {
  RootListContent content = next(1, {Party::second_root}, 1);
  content.environment = "production";
  CHECK(why(rotate_roots(root_pins(), rotation(content, {Party::root, Party::second_root}))) ==
        "trust.wrong_environment");
  const PrivateKey root = key(Party::root);
  const Signer* roots[] = {&root};
  CHECK(why(rotate_roots(root_pins(), *sign_trust_list(trust_content(), roots))) == "cose.wrong_typ");
  CHECK(why(TrustList::open(rotation(next(1, {Party::root}, 1), {Party::root}), root_pins())) == "cose.wrong_typ");
}

TEST_CASE("what cannot be a root list is not signed", "[roots]") {
  const auto signing = [](const std::function<void(RootListContent&)>& change) {
    RootListContent content = next(1, {Party::root, Party::second_root}, 1);
    change(content);
    const PrivateKey root = key(Party::root);
    const Signer* roots[] = {&root};
    return why(sign_root_list(content, roots));
  };
  CHECK(signing([](RootListContent&) {}) == "ok");
  CHECK(signing([](RootListContent& c) { c.version = 0; }) == "trust.list_invalid");
  CHECK(signing([](RootListContent& c) { c.version = std::uint64_t{1} << 48; }) == "trust.list_invalid");
  CHECK(signing([](RootListContent& c) { c.keys.clear(); }) == "trust.list_invalid");
  CHECK(signing([](RootListContent& c) { c.keys.push_back(c.keys.front()); }) == "trust.list_invalid");
  CHECK(signing([](RootListContent& c) { c.threshold = 0; }) == "trust.list_invalid");
  CHECK(signing([](RootListContent& c) { c.threshold = 3; }) == "trust.list_invalid");
  CHECK(signing([](RootListContent& c) { c.environment = "a b"; }) == "trust.list_invalid");
  CHECK(why(sign_root_list(next(1, {Party::root}, 1), {})) == "trust.list_invalid");
}

TEST_CASE("a root list says for showing what was signed", "[roots]") {
  const RootListContent content = next(3, {Party::root, kThird}, 2);
  const RootListContent read = *read_root_list(rotation(content, {Party::stranger}));
  CHECK(read.version == 3);
  CHECK(read.keys == content.keys);
  CHECK(read.threshold == 2);
  CHECK(read.issued_at == kToday);
}

TEST_CASE("every single-bit flip and truncation of a rotation is refused", "[roots]") {
  const Bytes list = rotation(next(1, {Party::second_root}, 1), {Party::root, Party::second_root});
  const RootPins before = root_pins();
  for (std::size_t bit = 0; bit < list.size() * 8; ++bit) {
    Bytes other = list;
    other[bit / 8] = static_cast<std::uint8_t>(other[bit / 8] ^ (1U << (bit % 8)));
    if (rotate_roots(before, other)) FAIL(bit);
  }
  for (std::size_t size = 0; size < list.size(); ++size) {
    if (rotate_roots(before, ByteView(list).first(size))) FAIL(size);
  }
  SUCCEED();
}

}  // namespace heyi::test
