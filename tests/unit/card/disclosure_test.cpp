// Disclosures: how they are hashed and read, and how expand puts them where their hashes stand, at any depth.
#include <chrono>

#include "support/catch.hpp"
#include "unit/card/parts.hpp"

using namespace heyi;
using namespace heyi::test;

namespace {

const Bytes kOne = cbor::encode_int(1);

// Owned keeps the disclosures' octets alive beside what was read from them.
struct Owned {
  Bytes header;
  cbor::Tree tree;
  std::vector<card::Disclosure> disclosures;
};

Owned read(const std::vector<Bytes>& encoded) {
  std::vector<Bytes> wrapped;
  for (const Bytes& one : encoded) wrapped.push_back(cbor::encode_bytes(one));
  Bytes header = array_of(wrapped);
  cbor::Tree tree = *cbor::Tree::parse(header);
  auto disclosures = *card::read_disclosures(tree.root(), HashAlgorithm::sha256);
  return Owned{std::move(header), std::move(tree), std::move(disclosures)};
}

std::string read_reason(const Bytes& header) {
  const auto tree = cbor::Tree::parse(header);
  return tree ? reason_of(card::read_disclosures(tree->root(), HashAlgorithm::sha256)) : reason_of(tree);
}

Result<Bytes> expand(const Bytes& payload, const std::vector<Bytes>& disclosures) {
  const auto tree = cbor::Tree::parse(payload);
  if (!tree) return tree.error();
  if (disclosures.empty()) return card::expand(tree->root(), {});
  const Owned owned = read(disclosures);
  return card::expand(tree->root(), owned.disclosures);
}

// {key: value, simple(59): hashes}
Bytes map_with(const Bytes& hashes, std::initializer_list<std::pair<std::int64_t, Bytes>> pairs = {}) {
  cbor::MapWriter map;
  for (const auto& [key, value] : pairs) map.put(key, value);
  map.put_encoded(redacted_key(), hashes);
  return *std::move(map).finish();
}

// 60(hash): a redacted element of an array.
Bytes element_of(const Digest& digest) { return std::move(cbor::Writer{}.tag(60).bytes(digest)).take(); }

}  // namespace

TEST_CASE("a disclosure's hash is over its byte string, head included", "[card]") {
  // [h'11…11', 1, 1] is 20 octets, its byte string one more; the value below is sha256sum's over those 21.
  const Bytes disclosure = disclosure_of(kOne, kOne);
  CHECK(disclosure.size() == 20);
  CHECK(hash_of(disclosure) == *hash(HashAlgorithm::sha256, cbor::encode_bytes(disclosure)));
  CHECK(hash_of(disclosure) != *hash(HashAlgorithm::sha256, disclosure));
  CHECK(hex_encode(hash_of(disclosure)) == "5265ddcd76258873762ad035cb41be0512b628142bdccbe14cdac7adb050c4ba");
}

TEST_CASE("read_disclosures tells claims, elements and decoys apart", "[card]") {
  const Owned owned =
      read({disclosure_of(kOne, kOne), disclosure_of(kOne, std::nullopt), disclosure_of(std::nullopt, std::nullopt)});
  CHECK(owned.disclosures[0].is_claim());
  CHECK_FALSE(owned.disclosures[1].is_claim());
  CHECK_FALSE(owned.disclosures[1].is_decoy());
  CHECK(owned.disclosures[2].is_decoy());
  CHECK_FALSE(owned.disclosures[2].value());
}

TEST_CASE("read_disclosures refuses an empty list", "[card]") { CHECK(read_reason(octets("80")) == "sd.empty"); }

TEST_CASE("read_disclosures refuses what is no array of byte strings", "[card]") {
  for (const char* hex : {"a0", "40", "f6", "01", "8101", "8180", "816161"})
    CHECK(read_reason(octets(hex)) == "sd.malformed");
}

TEST_CASE("read_disclosures refuses salts that are not 16 octets", "[card]") {
  for (const std::size_t size : {0U, 1U, 8U, 15U, 17U, 32U}) {
    CAPTURE(size);
    CHECK(read_reason(array_of({cbor::encode_bytes(disclosure_of(kOne, kOne, 0x11, size))})) == "sd.bad_salt");
  }
}

TEST_CASE("read_disclosures refuses salts of another type", "[card]") {
  for (const char* hex : {"83010101", "83600101", "83f60101", "81a0"}) {
    CHECK(read_reason(array_of({cbor::encode_bytes(octets(hex))})) == "sd.bad_salt");
  }
}

TEST_CASE("read_disclosures refuses arrays of none and of more than three", "[card]") {
  const Bytes salt = cbor::encode_bytes(Bytes(16, 1));
  CHECK(read_reason(array_of({cbor::encode_bytes(octets("80"))})) == "sd.malformed");
  CHECK(read_reason(array_of({cbor::encode_bytes(array_of({salt, kOne, kOne, kOne}))})) == "sd.malformed");
  CHECK(read_reason(array_of({cbor::encode_bytes(octets("a0"))})) == "sd.malformed");
}

TEST_CASE("read_disclosures holds every disclosure to deterministic CBOR", "[card]") {
  CHECK(read_reason(octets("8140")) == "sd.malformed");
  Bytes cut = disclosure_of(kOne, kOne);
  cut.pop_back();
  CHECK(read_reason(array_of({cbor::encode_bytes(cut)})) == "sd.malformed");  // Not cut off: the token is whole.
  CHECK(read_reason(array_of({cbor::encode_bytes(octets("9f01ff"))})) == "cbor.indefinite");
  Bytes trailing = disclosure_of(kOne, kOne);
  trailing.push_back(0);
  CHECK(read_reason(array_of({cbor::encode_bytes(trailing)})) == "cbor.trailing");
}

TEST_CASE("expand puts a claim where its hash stands", "[card]") {
  const Bytes disclosure = disclosure_of(cbor::encode_text("v"), cbor::encode_text("k"));
  const auto expanded = expand(map_with(hashes_of({hash_of(disclosure)}), {{1, kOne}}), {disclosure});
  REQUIRE(expanded);
  CHECK(*expanded == octets("a20101616b6176"));  // {1: 1, "k": "v"}
}

TEST_CASE("expand takes away hashes whose disclosure is absent", "[card]") {
  const auto expanded = expand(map_with(hashes_of({Digest{}}), {{1, kOne}}), {});
  REQUIRE(expanded);
  CHECK(*expanded == octets("a10101"));
}

TEST_CASE("expand opens redacted elements of arrays in place", "[card]") {
  const Bytes shown = disclosure_of(cbor::encode_int(2), std::nullopt);
  const Bytes hidden = disclosure_of(cbor::encode_int(3), std::nullopt, 0x22);
  const Bytes payload = array_of({kOne, element_of(hash_of(shown)), element_of(hash_of(hidden)), cbor::encode_int(4)});
  const auto expanded = expand(payload, {shown});
  REQUIRE(expanded);
  CHECK(*expanded == octets("83010204"));
}

TEST_CASE("expand opens disclosures inside disclosures", "[card]") {
  const Bytes inner = disclosure_of(cbor::encode_text("deep"), cbor::encode_int(2), 0x22);
  const Bytes element = disclosure_of(map_with(hashes_of({hash_of(inner)})), std::nullopt, 0x33);
  const Bytes outer = disclosure_of(array_of({element_of(hash_of(element))}), cbor::encode_int(1), 0x44);
  const Bytes payload = map_with(hashes_of({hash_of(outer)}));
  const auto expanded = expand(payload, {inner, outer, element});
  REQUIRE(expanded);
  CHECK(*expanded == octets("a10181a1026464656570"));  // {1: [{2: "deep"}]}
}

TEST_CASE("expand opens claims in maps below the top", "[card]") {
  const Bytes disclosure = disclosure_of(kOne, cbor::encode_int(5));
  cbor::MapWriter payload;
  payload.put("ss", map_with(hashes_of({hash_of(disclosure)}), {{1, kOne}}));
  const auto expanded = expand(*std::move(payload).finish(), {disclosure});
  REQUIRE(expanded);
  CHECK(*expanded == octets("a1627373a201010501"));
}

TEST_CASE("expand refuses a disclosure that no hash refers to", "[card]") {
  const Bytes disclosure = disclosure_of(kOne, kOne);
  CHECK(reason_of(expand(octets("a10101"), {disclosure})) == "sd.unreferenced");
  CHECK(reason_of(expand(map_with(hashes_of({Digest{}})), {disclosure})) == "sd.unreferenced");
}

TEST_CASE("expand refuses a disclosure that only an absent disclosure refers to", "[card]") {
  const Bytes inner = disclosure_of(kOne, cbor::encode_int(2), 0x22);
  const Bytes outer = disclosure_of(map_with(hashes_of({hash_of(inner)})), kOne);
  CHECK(reason_of(expand(map_with(hashes_of({hash_of(outer)})), {inner})) == "sd.unreferenced");
}

TEST_CASE("expand refuses a hash that stands in two places", "[card]") {
  const Bytes disclosure = disclosure_of(kOne, std::nullopt);
  const Bytes twice = array_of({element_of(hash_of(disclosure)), element_of(hash_of(disclosure))});
  CHECK(reason_of(expand(twice, {disclosure})) == "sd.repeated_hash");
  CHECK(reason_of(expand(twice, {})) == "sd.repeated_hash");
  CHECK(reason_of(expand(map_with(hashes_of({Digest{}, Digest{}})), {})) == "sd.repeated_hash");
}

TEST_CASE("expand refuses one disclosure that is sent twice", "[card]") {
  const Bytes disclosure = disclosure_of(kOne, kOne);
  CHECK(reason_of(expand(map_with(hashes_of({hash_of(disclosure)})), {disclosure, disclosure})) == "sd.unreferenced");
}

TEST_CASE("expand refuses a claim whose key already stands there", "[card]") {
  const Bytes disclosure = disclosure_of(kOne, kOne);
  CHECK(reason_of(expand(map_with(hashes_of({hash_of(disclosure)}), {{1, kOne}}), {disclosure})) ==
        "sd.duplicate_claim");
  const Bytes other = disclosure_of(cbor::encode_int(2), kOne, 0x22);
  CHECK(reason_of(expand(map_with(hashes_of({hash_of(disclosure), hash_of(other)})), {disclosure, other})) ==
        "sd.duplicate_claim");
}

TEST_CASE("expand refuses an opened decoy, in maps and in arrays", "[card]") {
  const Bytes decoy = disclosure_of(std::nullopt, std::nullopt);
  CHECK(reason_of(expand(map_with(hashes_of({hash_of(decoy)})), {decoy})) == "sd.decoy_opened");
  CHECK(reason_of(expand(array_of({element_of(hash_of(decoy))}), {decoy})) == "sd.decoy_opened");
}

TEST_CASE("expand refuses an element in a map and a claim in an array", "[card]") {
  const Bytes element = disclosure_of(kOne, std::nullopt);
  CHECK(reason_of(expand(map_with(hashes_of({hash_of(element)})), {element})) == "sd.malformed");
  const Bytes claim = disclosure_of(kOne, kOne);
  CHECK(reason_of(expand(array_of({element_of(hash_of(claim))}), {claim})) == "sd.malformed");
}

TEST_CASE("expand refuses hashes that are no byte strings of 32 octets", "[card]") {
  for (const Bytes& bad : {octets("80"), array_of({cbor::encode_bytes(Bytes(31, 0))}), array_of({octets("01")}),
                           array_of({cbor::encode_text(std::string(32, 'x'))})}) {
    const std::string reason = reason_of(expand(map_with(bad), {}));
    CHECK(reason == (bad == octets("80") ? "ok" : "sd.malformed"));
  }
  CHECK(reason_of(expand(map_with(octets("40")), {})) == "sd.malformed");
  CHECK(reason_of(expand(array_of({std::move(cbor::Writer{}.tag(60).uint(1)).take()}), {})) == "sd.malformed");
}

TEST_CASE("expand refuses tag 60 outside an array", "[card]") {
  CHECK(reason_of(expand(element_of(Digest{}), {})) == "sd.malformed");
  cbor::MapWriter map;
  map.put(1, element_of(Digest{}));
  CHECK(reason_of(expand(*std::move(map).finish(), {})) == "sd.malformed");
}

TEST_CASE("expand refuses a disclosed key that is neither integer nor text", "[card]") {
  // A disclosed simple(59) would bring in hashes that nobody looked at.
  for (const Bytes& bad_key : {redacted_key(), octets("40"), octets("80"), octets("f6"), octets("f5")}) {
    const Bytes disclosure = disclosure_of(hashes_of({Digest{}}), bad_key);
    CHECK(reason_of(expand(map_with(hashes_of({hash_of(disclosure)})), {disclosure})) == "sd.malformed");
  }
}

TEST_CASE("expand leaves other tags and values as they are", "[card]") {
  const Bytes payload = octets("a301d8641901f402f93c0003f6");
  const auto expanded = expand(payload, {});
  REQUIRE(expanded);
  CHECK(*expanded == payload);
}

TEST_CASE("encode_disclosure and encode_decoy draw a fresh salt each time", "[card]") {
  CountingRandom random;
  const Bytes a = *card::encode_disclosure(random, kOne, kOne), b = *card::encode_disclosure(random, kOne, kOne);
  CHECK(a.size() == b.size());
  CHECK(a != b);
  CHECK(*card::encode_decoy(random) != *card::encode_decoy(random));
  BrokenRandom broken;
  CHECK(reason_of(card::encode_disclosure(broken, kOne, kOne)) == "key.random_failed");
  CHECK(reason_of(card::encode_decoy(broken)) == "key.random_failed");
}

TEST_CASE("expand takes time with the number of hashes, not with its square", "[card]") {
  constexpr std::size_t kHashes = 60'000;
  cbor::Writer payload;
  payload.map(1).simple(cose::kSimpleRedactedKeys).array(kHashes);
  for (std::size_t i = 0; i < kHashes; ++i) {
    Digest digest{};
    for (std::size_t n = 0; n < 4; ++n) digest[31 - n] = static_cast<std::uint8_t>(i >> (8 * n));
    payload.bytes(digest);
  }
  const auto tree = cbor::Tree::parse(payload.view(), {.max_size = 4 * 1024 * 1024, .max_nodes = 100'000});
  REQUIRE(tree);
  const auto start = std::chrono::steady_clock::now();
  CHECK(*card::expand(tree->root(), {}) == octets("a0"));
  CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(2));
}
