// Depth, size and declared lengths: what the strict reader takes of the machine that runs it.
#include <limits>

#include "codec/cbor.hpp"
#include "codec/cbor_writer.hpp"
#include "support/catch.hpp"
#include "unit/codec/allocation_watch.hpp"
#include "unit/codec/exact.hpp"

namespace {

using heyi::Bytes;
using heyi::cbor::Limits;
using heyi::cbor::Tree;
using heyi::test::Exact;
using heyi::test::outcome;

// nested is `levels` of `opening`, then `innermost`.
Bytes nested(int levels, std::initializer_list<std::uint8_t> opening, std::uint8_t innermost) {
  Bytes octets;
  for (int i = 0; i < levels; ++i) octets.insert(octets.end(), opening);
  octets.push_back(innermost);
  return octets;
}

std::string refusal(const Bytes& octets) {
  const Exact input(octets);
  return outcome(Tree::parse(input.view()));
}

// declared is a head that promises `count`, followed by `rest` octets of zero.
Bytes declared(std::uint8_t major, std::uint64_t count, std::size_t rest) {
  Bytes octets = {static_cast<std::uint8_t>(major << 5 | 27)};
  for (int shift = 56; shift >= 0; shift -= 8) octets.push_back(static_cast<std::uint8_t>(count >> shift));
  octets.resize(octets.size() + rest);
  return octets;
}

}  // namespace

TEST_CASE("sixteen levels are read and seventeen are not", "[cbor]") {
  CHECK(refusal(nested(16, {0x81}, 0x00)) == "ok");  // arrays
  CHECK(refusal(nested(17, {0x81}, 0x00)) == "cbor.too_deep");
  CHECK(refusal(nested(16, {0xa1, 0x00}, 0x00)) == "ok");  // maps, nested in their values
  CHECK(refusal(nested(17, {0xa1, 0x00}, 0x00)) == "cbor.too_deep");
  CHECK(refusal(nested(16, {0xc1}, 0x00)) == "ok");  // tags
  CHECK(refusal(nested(17, {0xc1}, 0x00)) == "cbor.too_deep");
}

TEST_CASE("an empty container counts as a level", "[cbor]") {
  CHECK(refusal(nested(15, {0x81}, 0x80)) == "ok");
  CHECK(refusal(nested(16, {0x81}, 0x80)) == "cbor.too_deep");
  CHECK(refusal(nested(16, {0x81}, 0xa0)) == "cbor.too_deep");
}

TEST_CASE("levels of different kinds add up", "[cbor]") {
  CHECK(refusal(nested(5, {0x81, 0xa1, 0x00, 0xc1}, 0x80)) == "ok");             // 15 and the empty array
  CHECK(refusal(nested(6, {0x81, 0xa1, 0x00, 0xc1}, 0x00)) == "cbor.too_deep");  // 18
}

TEST_CASE("depth is counted anew after a container ends", "[cbor]") {
  Bytes octets = {0x82};
  for (int i = 0; i < 2; ++i) {
    const Bytes branch = nested(15, {0x81}, 0x00);
    octets.insert(octets.end(), branch.begin(), branch.end());
  }
  CHECK(refusal(octets) == "ok");
}

TEST_CASE("keys nest no deeper than values", "[cbor]") {
  Bytes octets = nested(17, {0xa1}, 0x00);
  octets.resize(octets.size() + 17);
  CHECK(refusal(octets) == "cbor.too_deep");
}

TEST_CASE("nesting bombs as large as a token may be are refused", "[cbor]") {
  for (const std::uint8_t opening : {0x81, 0x82, 0xa1, 0xc1, 0xd2}) {
    INFO(int{opening});
    CHECK(refusal(Bytes(8192, opening)) == "cbor.too_deep");
  }
}

TEST_CASE("lengths and counts that no input can hold are refused", "[cbor]") {
  constexpr auto kMax = std::numeric_limits<std::uint64_t>::max();
  for (const std::uint64_t count :
       {kMax, kMax - 8, std::uint64_t{1} << 63, std::uint64_t{1} << 62, std::uint64_t{1} << 33}) {
    for (const std::uint8_t major : {2, 3, 4, 5}) {
      INFO("major type " << int{major} << ", " << count);
      CHECK(refusal(declared(major, count, 64)) == "cbor.truncated");
    }
  }
}

TEST_CASE("nothing is reserved from a declared length", "[cbor]") {
  for (const std::uint8_t major : {2, 3, 4, 5}) {
    const Exact input(declared(major, std::uint64_t{1} << 40, 16));
    const heyi::test::AllocationWatch watch;
    const auto parsed = Tree::parse(input.view());
    CHECK_FALSE(parsed.has_value());
    CHECK(watch.largest() < 4096);
  }
}

TEST_CASE("memory follows the octets present", "[cbor]") {
  Bytes octets = {0x99, 0x1f, 0xf0};  // 8176 elements, all there
  octets.resize(octets.size() + 0x1ff0);
  const Exact input(octets);
  const heyi::test::AllocationWatch watch;
  CHECK(Tree::parse(input.view()).has_value());
  CHECK(watch.largest() < 1024 * 1024);
}

TEST_CASE("an input above the limit is refused before it is looked at", "[cbor]") {
  CHECK(refusal(Bytes(8193, 0xff)) == "cbor.too_large");
  CHECK(refusal(Bytes(8192, 0x00)) == "cbor.trailing");
}

TEST_CASE("lists may ask for a larger limit", "[cbor]") {
  heyi::cbor::Writer writer;
  writer.bytes(Bytes(100'000, 7));
  CHECK(outcome(Tree::parse(writer.view())) == "cbor.too_large");
  CHECK(outcome(Tree::parse(writer.view(), Limits{.max_size = 100'005})) == "ok");
  CHECK(outcome(Tree::parse(writer.view(), Limits{.max_size = 100'004})) == "cbor.too_large");
}

TEST_CASE("more items than the limit are refused, whatever their size", "[cbor]") {
  Bytes octets = {0x83, 0x00, 0x81, 0xc1, 0x00, 0xa1, 0x00, 0x00};  // [0, [1(0)], {0: 0}]: eight items
  CHECK(outcome(Tree::parse(octets, Limits{.max_nodes = 8})) == "ok");
  CHECK(outcome(Tree::parse(octets, Limits{.max_nodes = 7})) == "cbor.too_large");
}

TEST_CASE("a token's limit of items stops no token", "[cbor]") {
  Bytes octets = {0x99, 0x1f, 0xfd};  // an array of 8189 elements: 8192 octets in all
  octets.resize(8192);
  CHECK(refusal(octets) == "ok");
}

TEST_CASE("memory is bounded by the limit of items where that of octets is large", "[cbor]") {
  Bytes octets = {0x9a, 0x00, 0x40, 0x00, 0x00};  // an array of 4 Mi elements, all there
  octets.resize(octets.size() + 0x400000);
  const heyi::test::AllocationWatch watch;
  CHECK(outcome(Tree::parse(octets, Limits{.max_size = 64 * 1024 * 1024})) == "cbor.too_large");
  CHECK(watch.largest() <= 8192 * sizeof(heyi::cbor::Node));
}

TEST_CASE("what is cut off within a whole object has the reason of the place", "[cbor]") {
  const auto within = [](std::string_view hex) {
    return outcome(Tree::parse_within(heyi::test::from_hex(hex), heyi::Reason::sd_malformed));
  };
  CHECK(within("8101") == "ok");
  CHECK(within("") == "sd.malformed");
  CHECK(within("8201") == "sd.malformed");
  CHECK(within("5bffffffffffffffff") == "sd.malformed");
  CHECK(within("810100") == "cbor.trailing");
  CHECK(within("9f01ff") == "cbor.indefinite");
}
