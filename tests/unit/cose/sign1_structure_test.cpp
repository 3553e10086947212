// A COSE_Sign1 is tag 18 over four elements of fixed types; whatever else is refused before any key is asked.
#include <chrono>

#include "support/catch.hpp"
#include "unit/cose/parts.hpp"

using namespace heyi;
using namespace heyi::test;

TEST_CASE("read_sign1 takes a well-formed object apart", "[cose]") {
  const Bytes encoded = Parts{}.encoded();
  const auto tree = cbor::Tree::parse(encoded);
  REQUIRE(tree);
  const auto object = cose::read_sign1(tree->root());
  REQUIRE(object);
  CHECK(as_text(object->payload) == "claims");
  CHECK(object->signature.size() == 64);
  CHECK(object->header(1)->is_int(-7));
  CHECK(Bytes(object->encoded.begin(), object->encoded.end()) == encoded);
}

TEST_CASE("read_sign1 refuses every tag but 18", "[cose]") {
  for (const std::uint64_t tag : {16U, 17U, 19U, 61U, 97U, 98U, 55799U}) {
    CAPTURE(tag);
    CHECK(read1(Parts{}.encoded(tag)) == "cose.malformed");
  }
}

TEST_CASE("read_sign1 refuses an object without its tag", "[cose]") {
  const Bytes encoded = Parts{}.encoded();
  CHECK(read1(Bytes(encoded.begin() + 1, encoded.end())) == "cose.malformed");
}

TEST_CASE("read_sign1 refuses tag 18 inside another tag", "[cose]") {
  const Bytes inner = Parts{}.encoded();
  CHECK(read1(std::move(cbor::Writer{}.tag(61).raw(inner)).take()) == "cose.malformed");
  CHECK(read1(std::move(cbor::Writer{}.tag(18).raw(inner)).take()) == "cose.malformed");
}

TEST_CASE("read_sign1 refuses an array of another length than four", "[cose]") {
  const Parts parts;
  cbor::Writer three;
  three.tag(18).array(3).raw(parts.protected_item).raw(parts.unprotected).raw(parts.payload);
  CHECK(read1(three.view()) == "cose.malformed");
  cbor::Writer five;
  five.tag(18).array(5).raw(parts.protected_item).raw(parts.unprotected).raw(parts.payload);
  five.raw(parts.signature).raw(parts.signature);
  CHECK(read1(five.view()) == "cose.malformed");
  CHECK(read1(octets("d280")) == "cose.malformed");
}

TEST_CASE("read_sign1 refuses elements that are no byte strings", "[cose]") {
  for (const char* hex : {"f6", "00", "63616263", "80", "a0", "f7"}) {
    CAPTURE(hex);
    Parts bad_protected, bad_payload, bad_signature;
    bad_protected.protected_item = octets(hex);
    bad_payload.payload = octets(hex);
    bad_signature.signature = octets(hex);
    CHECK(read1(bad_protected.encoded()) == "cose.malformed");
    CHECK(read1(bad_payload.encoded()) == "cose.malformed");
    CHECK(read1(bad_signature.encoded()) == "cose.malformed");
  }
}

TEST_CASE("read_sign1 refuses an unprotected header that is no map", "[cose]") {
  for (const char* hex : {"40", "80", "f6", "41a0"}) {
    Parts parts;
    parts.unprotected = octets(hex);
    CHECK(read1(parts.encoded()) == "cose.malformed");
  }
}

TEST_CASE("read_sign1 refuses an empty payload", "[cose]") {
  Parts parts;
  parts.payload = octets("40");
  CHECK(read1(parts.encoded()) == "cose.malformed");
}

TEST_CASE("read_sign1 refuses an empty protected header, which can name no algorithm", "[cose]") {
  Parts parts;
  parts.protected_item = octets("40");
  CHECK(read1(parts.encoded()) == "cose.alg_missing");
}

TEST_CASE("read_sign1 refuses a protected header that is no map", "[cose]") {
  Parts parts;
  parts.protected_item = octets("4180");
  CHECK(read1(parts.encoded()) == "cose.malformed");
}

TEST_CASE("read_sign1 holds the protected header to deterministic CBOR", "[cose]") {
  const std::pair<const char*, const char*> cases[] = {
      {"a1012600", "cbor.trailing"},         // an octet after the map
      {"a201260126", "cbor.duplicate_key"},  // alg twice
      {"bf0126ff", "cbor.indefinite"},       // indefinite map
      {"a1180126", "cbor.not_minimal"},      // label 1 in two octets
      {"a20126", "cose.malformed"},          // the second pair is cut off, the object is not
      {"a20441010126", "cbor.unsorted"},     // kid before alg
  };
  for (const auto& [hex, reason] : cases) {
    CAPTURE(hex);
    Parts parts;
    parts.protected_item = cbor::encode_bytes(octets(hex));
    CHECK(read1(parts.encoded()) == reason);
  }
}

TEST_CASE("read_sign1 refuses an integer label that stands in both headers", "[cose]") {
  Parts parts;
  parts.unprotected = map_of({{1, cbor::encode_int(-7)}});
  CHECK(read1(parts.encoded()) == "cose.duplicate_label");
}

TEST_CASE("read_sign1 refuses a text label that stands in both headers", "[cose]") {
  Parts parts;
  cbor::MapWriter headers;
  headers.put_int(1, -7).put_int("x", 1);
  parts.protected_item = cbor::encode_bytes(*std::move(headers).finish());
  cbor::MapWriter unprotected;
  unprotected.put_int("x", 2);
  parts.unprotected = *std::move(unprotected).finish();
  CHECK(read1(parts.encoded()) == "cose.duplicate_label");
}

TEST_CASE("a shared label is found wherever it stands in either header", "[cose]") {
  const auto with_keys = [](const std::vector<std::int64_t>& keys) {
    cbor::MapWriter map;
    for (const std::int64_t key : keys) map.put_int(key, 0);
    map.put_int("x", 0);
    return *std::move(map).finish();
  };
  const auto apart = [&](const std::vector<std::int64_t>& left, Bytes right) {
    const Bytes encoded = with_keys(left);
    const auto one = cbor::Tree::parse(encoded), other = cbor::Tree::parse(right);
    return reason_of(cose::check_labels_apart(one->root(), other->root()));
  };
  const auto only = [](std::int64_t key) { return map_of({{key, cbor::encode_int(0)}}); };
  const std::vector<std::int64_t> labels = {1, 4, 16, 170, 70000, -1, -9, -65537};
  for (const std::int64_t label : labels) {
    CAPTURE(label);
    CHECK(apart(labels, only(label)) == "cose.duplicate_label");
    CHECK(apart({label}, with_keys({2, 5, 300, -2, label})) == "cose.duplicate_label");
    CHECK(apart({label}, only(label + 1)) == "ok");
  }
  CHECK(apart(labels, map_of({})) == "ok");
  CHECK(apart({}, octets("a1617800")) == "cose.duplicate_label");
  CHECK(apart({3, 5}, map_of({{2, octets("00")}, {4, octets("00")}, {6, octets("00")}})) == "ok");
}

TEST_CASE("holding headers apart takes time with their sum, not their product", "[cose]") {
  const auto numbered = [](std::uint64_t first, std::size_t count) {
    cbor::Writer writer;
    writer.map(count);
    for (std::size_t i = 0; i < count; ++i) writer.uint(first + i).uint(0);
    return std::move(writer).take();
  };
  constexpr cbor::Limits kLarge{.max_size = 8 * 1024 * 1024, .max_nodes = 1024 * 1024};
  const Bytes small = numbered(0, 20'000), large = numbered(70'000, 200'000);
  const auto protected_map = cbor::Tree::parse(small, kLarge), unprotected = cbor::Tree::parse(large, kLarge);
  REQUIRE((protected_map && unprotected));
  const auto start = std::chrono::steady_clock::now();
  CHECK(reason_of(cose::check_labels_apart(protected_map->root(), unprotected->root())) == "ok");
  CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(2));  // The product is 4 * 10^9.
}

TEST_CASE("read_sign1 refuses every truncation", "[cose]") {
  const Bytes encoded = Parts{}.encoded();
  for (std::size_t size = 0; size < encoded.size(); ++size) {
    CAPTURE(size);
    CHECK(read1(Bytes(encoded.begin(), encoded.begin() + static_cast<std::ptrdiff_t>(size))) == "cbor.truncated");
  }
}
