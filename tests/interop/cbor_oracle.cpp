// Our CBOR against libcbor: what we accept and write it reads as the same structure; what it accepts beyond that we
// refuse.
#include "interop/cbor_oracle.hpp"

#include "support/catch.hpp"
#include "unit/codec/exact.hpp"

namespace {

using heyi::Bytes;
using heyi::cbor::Tree;
using heyi::test::Exact;
using heyi::test::from_hex;
using heyi::test::outcome;
using heyi::test::to_hex;

constexpr int kItems = 4000;

// libcbor 0.8 knows neither simple values above 23 nor the tags 6 to 20.
bool libcbor_knows(const heyi::cbor::Item& item) {
  using heyi::cbor::Kind;
  return !item.is(Kind::simple) && !(item.is(Kind::tag) && item.tag() >= 6 && item.tag() <= 20);
}

// It reads subnormal halves, but writes them wrongly.
bool libcbor_writes_back(const heyi::cbor::Item& item) {
  const bool is_half = item.is(heyi::cbor::Kind::floating) && item.encoded().size() == 3;
  return libcbor_knows(item) && !(is_half && (item.encoded()[1] & 0x7c) == 0);
}

template <typename Predicate>
bool all_of(const heyi::cbor::Item& item, Predicate holds) {
  if (!holds(item)) return false;
  for (auto child = item.first(); child; child = child->next()) {
    if (!all_of(*child, holds)) return false;
  }
  return true;
}

// check_agrees checks that libcbor decodes `octets`, which our reader took, into the same structure.
void check_agrees(const Bytes& octets, const Tree& tree) {
  const heyi::test::CborPtr theirs = heyi::test::oracle_parse(octets);
  if (theirs == nullptr) {
    FAIL_CHECK("libcbor refuses " << to_hex(octets));
    return;
  }
  if (heyi::test::oracle_notation(theirs.get()) != heyi::test::our_notation(tree.root())) {
    FAIL_CHECK(to_hex(octets) << " is " << heyi::test::oracle_notation(theirs.get()) << " there, "
                              << heyi::test::our_notation(tree.root()) << " here");
  }
}

}  // namespace

TEST_CASE("libcbor reads what our writer writes, as the same structure", "[cbor][oracle]") {
  std::mt19937 random(20261124);
  int compared = 0;
  for (int i = 0; i < kItems; ++i) {
    const Bytes octets = heyi::test::random_item(random, 6);
    const Exact input(octets);
    const auto tree = Tree::parse(input.view());
    if (!tree) {
      FAIL_CHECK("refused for " << outcome(tree) << ": " << to_hex(octets));
      continue;
    }
    if (!all_of(tree->root(), libcbor_knows)) continue;
    check_agrees(octets, *tree);
    ++compared;
  }
  CHECK(compared > kItems * 3 / 4);
}

TEST_CASE("libcbor writes what it read of ours as we wrote it", "[cbor][oracle]") {
  std::mt19937 random(8949);
  int same = 0;
  for (int i = 0; i < kItems; ++i) {
    const Bytes octets = heyi::test::random_item(random, 5);
    const auto tree = Tree::parse(octets);
    REQUIRE(tree.has_value());
    if (!all_of(tree->root(), libcbor_writes_back)) continue;
    const heyi::test::CborPtr item = heyi::test::oracle_parse(octets);
    REQUIRE(item != nullptr);
    const Bytes theirs = heyi::test::oracle_encoding(item.get());
    if (theirs != octets) FAIL_CHECK(to_hex(octets) << " became " << to_hex(theirs));
    ++same;
  }
  CHECK(same > kItems * 3 / 4);
}

TEST_CASE("whatever our reader takes of damaged items libcbor reads as the same structure", "[cbor][oracle]") {
  std::mt19937 random(45);
  int taken = 0;
  int refused = 0;
  for (int i = 0; i < 5 * kItems; ++i) {
    const Bytes octets = heyi::test::mutated(heyi::test::random_item(random, 4), random);
    const Exact input(octets);
    const auto tree = Tree::parse(input.view());
    if (!tree) {
      ++refused;
      continue;
    }
    ++taken;
    if (all_of(tree->root(), libcbor_knows)) check_agrees(octets, *tree);
  }
  // Both happen often, or the test would look at nothing.
  CHECK(taken > 1000);
  CHECK(refused > 1000);
}

TEST_CASE("whatever our reader takes of random octets libcbor reads as the same structure", "[cbor][oracle]") {
  std::mt19937 random(18);
  int taken = 0;
  for (int i = 0; i < 50 * kItems; ++i) {
    Bytes octets(1 + random() % 12);
    for (auto& octet : octets) octet = static_cast<std::uint8_t>(random());
    const Exact input(octets);
    const auto tree = Tree::parse(input.view());
    if (!tree) continue;
    ++taken;
    if (all_of(tree->root(), libcbor_knows)) check_agrees(octets, *tree);
  }
  CHECK(taken > 1000);
}

TEST_CASE("what libcbor takes and would write otherwise we refuse", "[cbor][oracle]") {
  std::mt19937 random(59);
  int found = 0;
  for (int i = 0; i < 5 * kItems; ++i) {
    const Bytes octets = heyi::test::mutated(heyi::test::random_item(random, 3), random);
    const heyi::test::CborPtr item = heyi::test::oracle_parse(octets);
    if (item == nullptr) continue;
    // libcbor keeps the width of every head, so a rewritten item differs in what it normalises alone.
    if (heyi::test::oracle_encoding(item.get()) == octets) continue;
    const auto tree = Tree::parse(octets);
    if (!tree) {
      ++found;
    } else if (all_of(tree->root(), libcbor_writes_back)) {
      FAIL_CHECK(to_hex(octets));
    }
  }
  CHECK(found > 0);
}

TEST_CASE("items that libcbor takes although they are not deterministic are refused here", "[cbor][oracle]") {
  struct Row {
    std::string_view hex, reason;
  };
  for (const Row& row :
       {Row{"1817", "cbor.not_minimal"}, Row{"190017", "cbor.not_minimal"}, Row{"5f4100ff", "cbor.indefinite"},
        Row{"9f00ff", "cbor.indefinite"}, Row{"bf0000ff", "cbor.indefinite"}, Row{"a202000100", "cbor.unsorted"},
        Row{"a201000100", "cbor.duplicate_key"}, Row{"fa3f800000", "cbor.bad_float"},
        Row{"fb3ff0000000000000", "cbor.bad_float"}, Row{"f97e01", "cbor.bad_float"}, Row{"d81200", "cbor.not_minimal"},
        Row{"81818181818181818181818181818181818100", "cbor.too_deep"}}) {
    INFO(row.hex);
    const Bytes octets = from_hex(row.hex);
    CHECK(heyi::test::oracle_parse(octets) != nullptr);
    CHECK(outcome(Tree::parse(Exact(octets).view())) == row.reason);
  }
}
