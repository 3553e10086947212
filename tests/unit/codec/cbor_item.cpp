// Reading parsed items: types, walking, finding.
#include <limits>

#include "codec/cbor.hpp"
#include "codec/cbor_writer.hpp"
#include "support/catch.hpp"
#include "unit/codec/exact.hpp"

namespace {

using heyi::Bytes;
using heyi::cbor::Item;
using heyi::cbor::Kind;
using heyi::cbor::Tree;
using heyi::test::from_hex;
using heyi::test::outcome;

// Parsed keeps the octets that its tree borrows.
struct Parsed {
  explicit Parsed(std::string_view hex) : octets(from_hex(hex)), tree(Tree::parse(octets)) {
    REQUIRE(tree.has_value());
  }
  Item root() const { return tree->root(); }

  Bytes octets;
  heyi::Result<Tree> tree;
};

}  // namespace

TEST_CASE("each reader takes its own kind alone", "[cbor][item]") {
  struct Row {
    std::string_view hex;
    Kind kind;
  };
  for (const Row& row :
       {Row{"05", Kind::uint}, Row{"24", Kind::negative}, Row{"4101", Kind::bytes}, Row{"6161", Kind::text},
        Row{"8101", Kind::array}, Row{"a10102", Kind::map}, Row{"d26161", Kind::tag}, Row{"f5", Kind::boolean},
        Row{"f6", Kind::null}, Row{"f7", Kind::undefined}, Row{"f83b", Kind::simple}, Row{"f93c00", Kind::floating}}) {
    INFO(row.hex);
    const Parsed parsed(row.hex);
    const Item item = parsed.root();
    CHECK(item.kind() == row.kind);
    CHECK(item.is(row.kind));
    CHECK(outcome(item.as_uint()) == (row.kind == Kind::uint ? "ok" : "cbor.wrong_type"));
    CHECK(outcome(item.as_int()) == (row.kind == Kind::uint || row.kind == Kind::negative ? "ok" : "cbor.wrong_type"));
    CHECK(outcome(item.as_bytes()) == (row.kind == Kind::bytes ? "ok" : "cbor.wrong_type"));
    CHECK(outcome(item.as_text()) == (row.kind == Kind::text ? "ok" : "cbor.wrong_type"));
    CHECK(outcome(item.as_bool()) == (row.kind == Kind::boolean ? "ok" : "cbor.wrong_type"));
    CHECK(item.simple_value().has_value() == (row.kind == Kind::simple));
  }
}

TEST_CASE("as_int reads what fits 64 bits and refuses the rest", "[cbor][item]") {
  CHECK(*Parsed("1b7fffffffffffffff").root().as_int() == std::numeric_limits<std::int64_t>::max());
  CHECK(*Parsed("3b7fffffffffffffff").root().as_int() == std::numeric_limits<std::int64_t>::min());
  CHECK(outcome(Parsed("1b8000000000000000").root().as_int()) == "cbor.wrong_type");
  CHECK(outcome(Parsed("3b8000000000000000").root().as_int()) == "cbor.wrong_type");
  CHECK(*Parsed("1bffffffffffffffff").root().as_uint() == std::numeric_limits<std::uint64_t>::max());
}

TEST_CASE("is_int compares value and sign", "[cbor][item]") {
  CHECK(Parsed("05").root().is_int(5));
  CHECK_FALSE(Parsed("05").root().is_int(-6));
  CHECK(Parsed("25").root().is_int(-6));
  CHECK_FALSE(Parsed("25").root().is_int(5));
  CHECK(Parsed("3b7fffffffffffffff").root().is_int(std::numeric_limits<std::int64_t>::min()));
  CHECK_FALSE(Parsed("1bffffffffffffffff").root().is_int(-1));
  CHECK_FALSE(Parsed("6135").root().is_int(5));
}

TEST_CASE("is_text compares text alone", "[cbor][item]") {
  CHECK(Parsed("626964").root().is_text("id"));
  CHECK_FALSE(Parsed("626964").root().is_text("i"));
  CHECK_FALSE(Parsed("426964").root().is_text("id"));
}

TEST_CASE("false and true differ", "[cbor][item]") {
  CHECK(*Parsed("f5").root().as_bool());
  CHECK_FALSE(*Parsed("f4").root().as_bool());
}

TEST_CASE("encoded is the item with its head and no more", "[cbor][item]") {
  const Parsed parsed("83 01 a1 02 4103 6161");
  auto element = parsed.root().first();
  REQUIRE(element.has_value());
  CHECK(heyi::test::to_hex(element->encoded()) == "01");
  element = element->next();
  CHECK(heyi::test::to_hex(element->encoded()) == "a1024103");
  element = element->next();
  CHECK(heyi::test::to_hex(element->encoded()) == "6161");
  CHECK_FALSE(element->next().has_value());
  CHECK(parsed.root().encoded().size() == parsed.octets.size());
}

TEST_CASE("size counts elements, pairs and a tag's content", "[cbor][item]") {
  CHECK(Parsed("83010203").root().size() == 3);
  CHECK(Parsed("a201020304").root().size() == 2);
  CHECK(Parsed("d200").root().size() == 1);
  CHECK(Parsed("80").root().size() == 0);
  CHECK(Parsed("1864").root().size() == 0);
  CHECK(Parsed("43010203").root().size() == 0);
}

TEST_CASE("an empty container has no first item", "[cbor][item]") {
  CHECK_FALSE(Parsed("80").root().first().has_value());
  CHECK_FALSE(Parsed("a0").root().first().has_value());
  CHECK_FALSE(Parsed("05").root().first().has_value());
}

TEST_CASE("an empty container does not swallow its sibling", "[cbor][item]") {
  const Parsed parsed("83 80 a0 07");
  CHECK(parsed.root().at(0)->is(Kind::array));
  CHECK(parsed.root().at(1)->is(Kind::map));
  CHECK(parsed.root().at(2)->is_int(7));
}

TEST_CASE("at finds the elements of an array and nothing outside", "[cbor][item]") {
  const Parsed parsed("83 01 82 02 03 04");
  CHECK(parsed.root().at(0)->is_int(1));
  CHECK(parsed.root().at(1)->at(1)->is_int(3));
  CHECK(parsed.root().at(2)->is_int(4));
  CHECK_FALSE(parsed.root().at(3).has_value());
  CHECK_FALSE(parsed.root().at(std::numeric_limits<std::size_t>::max()).has_value());
  CHECK_FALSE(Parsed("a10102").root().at(0).has_value());
}

TEST_CASE("a tag gives its number and its content", "[cbor][item]") {
  const Parsed parsed("d9 ffff 8101");
  CHECK(parsed.root().tag() == 0xffff);
  CHECK(parsed.root().first()->at(0)->is_int(1));
  CHECK_FALSE(parsed.root().first()->next().has_value());
  CHECK(Parsed("05").root().tag() == 0);
}

TEST_CASE("find looks a value up by integer, text and simple key", "[cbor][item]") {
  const Parsed parsed("a5 04 0a 20 0b 626964 0c 627373 8101 f83b 0d");
  CHECK(parsed.root().find(4)->is_int(10));
  CHECK(parsed.root().find(-1)->is_int(11));
  CHECK(parsed.root().find("id")->is_int(12));
  CHECK(parsed.root().find("ss")->is(Kind::array));
  CHECK(parsed.root().find_simple(59)->is_int(13));
}

TEST_CASE("find does not take a value for a key", "[cbor][item]") {
  const Parsed parsed("a2 01 02 03 04");
  CHECK_FALSE(parsed.root().find(2).has_value());
  CHECK_FALSE(parsed.root().find(4).has_value());
  CHECK_FALSE(parsed.root().find("id").has_value());
  CHECK_FALSE(parsed.root().find_simple(59).has_value());
}

TEST_CASE("find does not look into inner maps, nor into arrays", "[cbor][item]") {
  CHECK_FALSE(Parsed("a1 01 a1 02 03").root().find(2).has_value());
  CHECK_FALSE(Parsed("82 01 02").root().find(1).has_value());
}

TEST_CASE("items survive their tree being moved", "[cbor][item]") {
  const Bytes octets = from_hex("83 01 02 6161");
  auto parsed = Tree::parse(octets);
  REQUIRE(parsed.has_value());
  const Item last = *parsed->root().at(2);
  const Tree moved = *std::move(parsed);
  CHECK(last.is_text("a"));
  CHECK(moved.root().size() == 3);
}
