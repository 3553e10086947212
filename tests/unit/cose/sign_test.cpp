// COSE_Sign for trust lists: several roots over one payload, each counted once.
#include "cose/sign.hpp"

#include "support/catch.hpp"
#include "unit/cose/parts.hpp"

using namespace heyi;
using namespace heyi::test;

namespace {

const Bytes kBody = [] {
  cbor::MapWriter body;
  body.put_text(16, cose::kTypTrustList.text);
  return *std::move(body).finish();
}();

// One signature's array, honest unless told otherwise.
struct Part {
  Bytes protected_map;
  Bytes unprotected = map_of({});
  Bytes signature;

  Bytes encoded() const {
    return std::move(cbor::Writer{}.array(3).raw(cbor::encode_bytes(protected_map)).raw(unprotected).bytes(signature))
        .take();
  }
};

Part part_of(Party party, Algorithm algorithm = Algorithm::es256, Pairs more = {}) {
  cbor::MapWriter headers;
  headers.put_int(1, cose::algorithm_number(algorithm)).put_bytes(4, kid_of(party, algorithm));
  for (const auto& [label, value] : more) headers.put(label, value);
  Part part;
  part.protected_map = *std::move(headers).finish();
  part.signature = *key(party, algorithm).sign(cose::sig_structure(kBody, part.protected_map, as_bytes("list"), {}));
  return part;
}

Bytes object_of(const std::vector<Part>& parts, const Bytes& unprotected = map_of({}), std::uint64_t tag = 98) {
  cbor::Writer writer;
  writer.tag(tag).array(4).bytes(kBody).raw(unprotected).bytes(as_bytes("list")).array(parts.size());
  for (const Part& part : parts) writer.raw(part.encoded());
  return std::move(writer).take();
}

std::string read(const Bytes& encoded) {
  const auto tree = cbor::Tree::parse(encoded);
  return tree ? reason_of(cose::read_sign(tree->root())) : reason_of(tree);
}

// count answers with the number of keys counted, or the reason.
std::string count(const Bytes& encoded, std::span<const PublicKey> keys) {
  const auto tree = cbor::Tree::parse(encoded);
  REQUIRE(tree);
  const auto object = cose::read_sign(tree->root());
  if (!object) return reason_of(object);
  const auto counted = cose::count_signers(*object, keys);
  return counted ? std::to_string(*counted) : reason_of(counted);
}

std::vector<PublicKey> roots() { return {key(Party::root).public_key(), key(Party::second_root).public_key()}; }

}  // namespace

TEST_CASE("sig_structure of COSE_Sign names both protected headers", "[cose]") {
  // 85 "Signature" h'a1' ... : body headers, signer headers, external data, payload.
  CHECK(cose::sig_structure(octets("a0"), octets("a10126"), as_bytes("x"), {}) ==
        octets("85695369676e617475726541a043a10126404178"));
}

TEST_CASE("make_sign makes what read_sign and count_signers take", "[cose]") {
  const PrivateKey one = key(Party::root), two = key(Party::second_root, Algorithm::sm2);
  const Signer* signers[] = {&one, &two};
  const auto made = cose::make_sign(signers, cose::kTypTrustList, as_bytes("list"));
  REQUIRE(made);
  const PublicKey keys[] = {one.public_key(), two.public_key()};
  CHECK(count(*made, keys) == "2");
}

TEST_CASE("count_signers counts distinct keys whose signatures hold", "[cose]") {
  CHECK(count(object_of({part_of(Party::root)}), roots()) == "1");
  CHECK(count(object_of({part_of(Party::root), part_of(Party::second_root)}), roots()) == "2");
}

TEST_CASE("count_signers counts one signature that stands there twice once", "[cose]") {
  const Part part = part_of(Party::root);
  CHECK(count(object_of({part, part}), roots()) == "1");
}

TEST_CASE("count_signers counts two signatures of one key once", "[cose]") {
  // SM2 signatures are never the same twice.
  const PublicKey keys[] = {key(Party::root, Algorithm::sm2).public_key()};
  const Part first = part_of(Party::root, Algorithm::sm2), second = part_of(Party::root, Algorithm::sm2);
  REQUIRE(first.signature != second.signature);
  CHECK(count(object_of({first, second}), keys) == "1");
}

TEST_CASE("count_signers counts a key that is pinned twice once", "[cose]") {
  const PublicKey keys[] = {key(Party::root).public_key(), key(Party::root).public_key()};
  CHECK(count(object_of({part_of(Party::root), part_of(Party::root)}), keys) == "1");
}

TEST_CASE("count_signers passes over keys that are not pinned", "[cose]") {
  CHECK(count(object_of({part_of(Party::stranger)}), roots()) == "0");
  CHECK(count(object_of({part_of(Party::stranger), part_of(Party::root)}), roots()) == "1");
}

TEST_CASE("count_signers passes over signatures that do not hold", "[cose]") {
  Part wrong = part_of(Party::root);
  wrong.signature[40] ^= 1;
  CHECK(count(object_of({wrong}), roots()) == "0");
  CHECK(count(object_of({wrong, part_of(Party::second_root)}), roots()) == "1");
}

TEST_CASE("count_signers counts a good signature behind a bad one of the same key", "[cose]") {
  Part wrong = part_of(Party::root);
  wrong.signature[40] ^= 1;
  CHECK(count(object_of({wrong, part_of(Party::root)}), roots()) == "1");
}

TEST_CASE("count_signers does not take one root's signature for the other's", "[cose]") {
  Part stolen = part_of(Party::second_root);
  stolen.signature = part_of(Party::root).signature;
  CHECK(count(object_of({stolen}), roots()) == "0");
}

TEST_CASE("count_signers does not count a header whose algorithm is not the key's", "[cose]") {
  Part part = part_of(Party::root);
  part.protected_map = map_of({{1, cbor::encode_int(cose::kAlgSm2Sm3)}, {4, cbor::encode_bytes(kid_of(Party::root))}});
  part.signature = *key(Party::root).sign(cose::sig_structure(kBody, part.protected_map, as_bytes("list"), {}));
  CHECK(count(object_of({part}), roots()) == "0");
}

TEST_CASE("count_signers counts roots of different suites together", "[cose]") {
  std::vector<PublicKey> keys;
  std::vector<Part> parts;
  for (const Algorithm algorithm : {Algorithm::es256, Algorithm::es384, Algorithm::eddsa, Algorithm::sm2}) {
    keys.push_back(key(Party::root, algorithm).public_key());
    parts.push_back(part_of(Party::root, algorithm));
  }
  CHECK(count(object_of(parts), keys) == "4");
}

TEST_CASE("count_signers counts nothing when the body header is changed", "[cose]") {
  const Part part = part_of(Party::root);
  cbor::MapWriter body;
  body.put_text(16, cose::kTypStatusList.text);
  cbor::Writer writer;
  writer.tag(98).array(4).bytes(*std::move(body).finish()).raw(map_of({})).bytes(as_bytes("list")).array(1);
  writer.raw(part.encoded());
  CHECK(count(writer.view(), roots()) == "0");
}

TEST_CASE("count_signers fails the object for a signer's headers beyond alg and kid", "[cose]") {
  const Part more = part_of(Party::root, Algorithm::es256, {{16, cbor::encode_int(61)}});
  CHECK(count(object_of({more}), roots()) == "cose.unknown_header");
  Part outside = part_of(Party::root);
  outside.unprotected = map_of({{5, octets("40")}});
  CHECK(count(object_of({outside}), roots()) == "cose.unknown_header");
}

TEST_CASE("count_signers fails the object for a critical header of a signer", "[cose]") {
  const Part part = part_of(Party::root, Algorithm::es256, {{2, octets("8110")}});
  CHECK(count(object_of({part}), roots()) == "cose.critical");
  Part outside = part_of(Party::root);
  outside.unprotected = map_of({{2, octets("8110")}});
  CHECK(count(object_of({outside}), roots()) == "cose.critical");
}

TEST_CASE("count_signers fails the object for a signer without algorithm or kid", "[cose]") {
  Part part;
  part.signature = Bytes(64, 1);
  part.protected_map = map_of({{4, cbor::encode_bytes(kid_of(Party::root))}});
  CHECK(count(object_of({part}), roots()) == "cose.alg_missing");
  part.protected_map = map_of({{1, cbor::encode_int(-7)}});
  CHECK(count(object_of({part}), roots()) == "cose.kid_missing");
  part.protected_map = map_of({{1, cbor::encode_int(-257)}, {4, cbor::encode_bytes(kid_of(Party::root))}});
  CHECK(count(object_of({part}), roots()) == "cose.alg_unknown");
}

TEST_CASE("read_sign refuses every tag but 98", "[cose]") {
  CHECK(read(object_of({part_of(Party::root)}, map_of({}), 18)) == "cose.malformed");
  CHECK(read(object_of({part_of(Party::root)}, map_of({}), 97)) == "cose.malformed");
  CHECK(read(Parts{}.encoded(98)) == "cose.malformed");
}

TEST_CASE("read_sign refuses no signature and more than sixteen", "[cose]") {
  CHECK(read(object_of({})) == "cose.malformed");
  const Part part = part_of(Party::root);
  CHECK(read(object_of(std::vector<Part>(16, part))) == "ok");
  CHECK(read(object_of(std::vector<Part>(17, part))) == "cose.malformed");
}

TEST_CASE("read_sign refuses a label that stands in both headers of the body or of a signer", "[cose]") {
  CHECK(read(object_of({part_of(Party::root)}, map_of({{16, cbor::encode_int(1)}}))) == "cose.duplicate_label");
  Part part = part_of(Party::root);
  part.unprotected = map_of({{4, octets("40")}});
  CHECK(read(object_of({part})) == "cose.duplicate_label");
}

TEST_CASE("read_sign refuses signers that are no array of three typed elements", "[cose]") {
  const auto with = [](const char* signer) {
    cbor::Writer writer;
    writer.tag(98).array(4).bytes(kBody).raw(map_of({})).bytes(as_bytes("list")).array(1).raw(octets(signer));
    return read(writer.view());
  };
  CHECK(with("8341a0a04101") == "ok");
  CHECK(with("8241a0a0") == "cose.malformed");
  CHECK(with("8441a0a0410140") == "cose.malformed");
  CHECK(with("83a0a04101") == "cose.malformed");
  CHECK(with("8341a0804101") == "cose.malformed");
  CHECK(with("8341a0a06101") == "cose.malformed");
  CHECK(with("834180a04101") == "cose.malformed");
  CHECK(with("8340a04101") == "cose.alg_missing");
  CHECK(with("f6") == "cose.malformed");
}

TEST_CASE("a header cut off within a whole COSE_Sign is malformed, not cut off", "[cose]") {
  CHECK(read(octets("d8628442a201a04101818341a0a04101")) == "cose.malformed");
  CHECK(read(octets("d8628441a0a04101818342a201a04101")) == "cose.malformed");
}

TEST_CASE("a list with sixteen signers stays within the items of a frame", "[cose]") {
  const Bytes encoded = object_of(std::vector<Part>(cose::kMaxSigners, part_of(Party::root)));
  CHECK(cbor::Tree::parse(encoded, {.max_nodes = cose::kMaxFrameNodes}).has_value());
}

TEST_CASE("read_sign refuses a body whose elements have the wrong type", "[cose]") {
  for (const char* hex : {"d86284a0a0410181f6", "d8628441a080410181f6", "d8628441a0a0f681f6", "d8628441a0a04101f6",
                          "d862844180a0410181f6", "d8628341a0a04101"}) {
    CAPTURE(hex);
    CHECK(read(octets(hex)) == "cose.malformed");
  }
}
