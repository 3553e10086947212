// What the writer writes is deterministic: the strict reader takes it back, and maps come out sorted.
#include "codec/cbor_writer.hpp"

#include <limits>

#include "codec/cbor.hpp"
#include "support/catch.hpp"
#include "unit/codec/exact.hpp"

namespace {

using heyi::Bytes;
using heyi::cbor::MapWriter;
using heyi::cbor::Tree;
using heyi::cbor::Writer;
using heyi::test::from_hex;
using heyi::test::outcome;
using heyi::test::to_hex;

}  // namespace

TEST_CASE("integers take the shortest head", "[cbor][writer]") {
  struct Row {
    std::int64_t value;
    std::string_view hex;
  };
  for (const Row& row :
       {Row{0, "00"}, Row{23, "17"}, Row{24, "1818"}, Row{255, "18ff"}, Row{256, "190100"}, Row{65535, "19ffff"},
        Row{65536, "1a00010000"}, Row{4294967295, "1affffffff"}, Row{4294967296, "1b0000000100000000"},
        Row{std::numeric_limits<std::int64_t>::max(), "1b7fffffffffffffff"}, Row{-1, "20"}, Row{-24, "37"},
        Row{-25, "3818"}, Row{-65538, "3a00010001"},
        Row{std::numeric_limits<std::int64_t>::min(), "3b7fffffffffffffff"}}) {
    INFO(row.value);
    const Bytes octets = heyi::cbor::encode_int(row.value);
    CHECK(to_hex(octets) == row.hex);
    CHECK(*Tree::parse(octets)->root().as_int() == row.value);
  }
  CHECK(to_hex(Writer{}.uint(std::numeric_limits<std::uint64_t>::max()).view()) == "1bffffffffffffffff");
}

TEST_CASE("strings of every size of head come back", "[cbor][writer]") {
  for (const std::size_t size : {0U, 1U, 23U, 24U, 255U, 256U, 65535U, 65536U}) {
    INFO(size);
    const Bytes content(size, 'x');
    const Bytes octets = heyi::cbor::encode_bytes(content);
    const auto bytes = Tree::parse(octets, {.max_size = 100'000});
    REQUIRE(outcome(bytes) == "ok");
    CHECK(std::ranges::equal(*bytes->root().as_bytes(), content));
    const Bytes characters = heyi::cbor::encode_text(heyi::as_text(content));
    const auto text = Tree::parse(characters, {.max_size = 100'000});
    REQUIRE(outcome(text) == "ok");
    CHECK(*text->root().as_text() == heyi::as_text(content));
  }
}

TEST_CASE("simple values have their one form", "[cbor][writer]") {
  CHECK(to_hex(heyi::cbor::encode_bool(false)) == "f4");
  CHECK(to_hex(heyi::cbor::encode_bool(true)) == "f5");
  CHECK(to_hex(Writer{}.null().view()) == "f6");
  CHECK(to_hex(Writer{}.simple(59).view()) == "f83b");
}

TEST_CASE("containers and tags announce what follows", "[cbor][writer]") {
  Writer writer;
  writer.tag(18).array(3).bytes(from_hex("a0")).map(1).integer(-1).text("a").boolean(true);
  CHECK(to_hex(writer.view()) == "d28341a0a1206161f5");
  CHECK(outcome(Tree::parse(writer.view())) == "ok");
}

TEST_CASE("raw puts an encoded item in its place", "[cbor][writer]") {
  Writer writer;
  writer.array(2).raw(from_hex("a10102")).uint(7);
  CHECK(to_hex(writer.view()) == "82a1010207");
}

TEST_CASE("take hands the octets out", "[cbor][writer]") {
  Writer writer;
  writer.uint(1);
  CHECK(to_hex(std::move(writer).take()) == "01");
}

TEST_CASE("a map is sorted by the octets of its keys, in whatever order they are put", "[cbor][writer]") {
  MapWriter map;
  map.put_int("aa", 5).put_int("z", 4).put_int(-1, 3).put_int(100, 2).put_int(10, 1);
  map.put_encoded(from_hex("f4"), from_hex("08"))
      .put_encoded(from_hex("8120"), from_hex("07"))
      .put_encoded(from_hex("811864"), from_hex("06"));
  const auto octets = std::move(map).finish();
  REQUIRE(octets.has_value());
  // The order of RFC 8949 section 4.2.1.
  CHECK(to_hex(*octets) == "a80a011864022003617a046261610581186406812007f408");
  CHECK(outcome(Tree::parse(*octets)) == "ok");
}

TEST_CASE("each way to put a pair writes key and value", "[cbor][writer]") {
  MapWriter map;
  map.put_int(1, -1)
      .put_text(2, "b")
      .put_bytes(3, from_hex("00ff"))
      .put_text("d", "e")
      .put_bytes("f", from_hex("07"))
      .put(4, from_hex("80"));
  map.put("g", from_hex("f6"));
  CHECK_FALSE(map.empty());
  const auto octets = std::move(map).finish();
  REQUIRE(octets.has_value());
  CHECK(to_hex(*octets) == "a70120026162034200ff048061646165616641076167f6");
}

TEST_CASE("a key that was put twice is refused", "[cbor][writer]") {
  MapWriter integers;
  integers.put_int(1, 1).put_int(2, 2).put_int(1, 3);
  CHECK(outcome(std::move(integers).finish()) == "cbor.duplicate_key");
  MapWriter texts;
  texts.put_int("id", 1).put_text("id", "x");
  CHECK(outcome(std::move(texts).finish()) == "cbor.duplicate_key");
}

TEST_CASE("an integer and a text that look alike are two keys", "[cbor][writer]") {
  MapWriter map;
  map.put_int(1, 1).put_int("1", 1);
  CHECK(outcome(std::move(map).finish()) == "ok");
}

TEST_CASE("an empty map is written as one", "[cbor][writer]") {
  MapWriter map;
  CHECK(map.empty());
  CHECK(to_hex(*std::move(map).finish()) == "a0");
}
