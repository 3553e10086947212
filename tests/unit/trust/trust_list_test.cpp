// Trust lists signed and opened: who signed, for which environment, and every reason to refuse one.
#include "trust/trust_list.hpp"
#include "cose/sign.hpp"
#include "flow/forge.hpp"
#include "support/catch.hpp"

namespace heyi::test {
namespace {

Bytes signed_by(const TrustListContent& content, std::initializer_list<Party> parties) {
  std::vector<PrivateKey> keys;
  for (const Party party : parties) keys.push_back(key(party));
  std::vector<const Signer*> roots;
  for (const PrivateKey& one : keys) roots.push_back(&one);
  return *sign_trust_list(content, roots);
}

RootPins pins(std::initializer_list<Party> parties, int threshold) {
  RootPins result{{}, threshold, kEnvironment};
  for (const Party party : parties) result.keys.push_back(key(party).public_key());
  return result;
}

constexpr Party kThird = Party::rules;  // Stands for a third root key.

// A list whose payload, body headers or signer headers were made by hand, signed by the root.
Bytes by_hand(const Bytes& payload, const Bytes& body, const Bytes& body_unprotected = {0xa0},
              const std::function<void(Pairs&)>& signer_headers = {}, const Bytes& signer_unprotected = {0xa0}) {
  const PrivateKey root = key(Party::root);
  Pairs headers = {{cbor::encode_int(cose::kLabelAlg), cbor::encode_int(cose::kAlgEs256)},
                   {cbor::encode_int(cose::kLabelKid), cbor::encode_bytes(*key_id(root.public_key()))}};
  if (signer_headers) signer_headers(headers);
  const Bytes signer = map_of(headers);
  const Bytes signature = *root.sign(cose::sig_structure(body, signer, payload, {}));
  cbor::Writer out;
  out.tag(98).array(4).bytes(body).raw(body_unprotected).bytes(payload).array(1).array(3);
  out.bytes(signer).raw(signer_unprotected).bytes(signature);
  return std::move(out).take();
}

Bytes list_body(std::string_view typ = "application/heyi-trust+cwt") {
  return map_of({{cbor::encode_int(cose::kLabelTyp), cbor::encode_text(typ)}});
}

Bytes payload_of(const Bytes& list) {
  const cbor::Tree tree = *cbor::Tree::parse(list);
  return octets(*tree.root().first()->at(2)->as_bytes());
}

std::string opened(const Bytes& list, const RootPins& with = root_pins()) { return why(TrustList::open(list, with)); }

// changed_payload is the standard list with one claim changed, signed by the root.
Bytes changed_payload(const std::function<void(Pairs&)>& change) {
  Pairs payload = pairs_of(payload_of(signed_by(trust_content(), {Party::root})));
  change(payload);
  return by_hand(map_of(payload), list_body());
}

}  // namespace

TEST_CASE("a trust list says after opening what was signed", "[trust]") {
  TrustListContent content = trust_content();
  content.sequence = 77;
  content.epoch = 3;
  const TrustList list = *TrustList::open(signed_by(content, {Party::root}), root_pins());
  const TrustListContent& read = list.content();
  CHECK(read.environment == kEnvironment);
  CHECK(read.sequence == 77);
  CHECK(read.epoch == 3);
  CHECK(read.issued_at == content.issued_at);
  CHECK(read.next_update == content.next_update);
  REQUIRE(read.entries.size() == content.entries.size());
  for (std::size_t i = 0; i < read.entries.size(); ++i) {
    CHECK(read.entries[i].issuer == content.entries[i].issuer);
    CHECK(read.entries[i].key == content.entries[i].key);
    CHECK(read.entries[i].roles == content.entries[i].roles);
    CHECK(read.entries[i].sections == content.entries[i].sections);
    CHECK(read.entries[i].areas == content.entries[i].areas);
    CHECK(read.entries[i].status_uris == content.entries[i].status_uris);
    CHECK(read.entries[i].not_before == content.entries[i].not_before);
    CHECK(read.entries[i].not_after == content.entries[i].not_after);
  }
  CHECK(list.signed_by() == 1);
}

TEST_CASE("a trust list may hold keys of every suite and no entry at all", "[trust]") {
  for (const Algorithm algorithm : {Algorithm::es256, Algorithm::es384, Algorithm::eddsa, Algorithm::sm2}) {
    INFO(algorithm_name(algorithm));
    CHECK(open_trust(trust_content(algorithm), algorithm).content().entries.size() == 6);
  }
  TrustListContent none = trust_content();
  none.entries.clear();
  CHECK(opened(signed_by(none, {Party::root})) == "ok");
}

TEST_CASE("a list by a key that is not pinned misses the threshold", "[trust]") {
  CHECK(opened(signed_by(trust_content(), {Party::stranger})) == "trust.threshold");
}

TEST_CASE("two of three roots reach a threshold of two, in any pair", "[trust]") {
  const RootPins three = pins({Party::root, Party::second_root, kThird}, 2);
  CHECK(opened(signed_by(trust_content(), {Party::root, Party::second_root}), three) == "ok");
  CHECK(opened(signed_by(trust_content(), {kThird, Party::root}), three) == "ok");
  CHECK(opened(signed_by(trust_content(), {Party::root}), three) == "trust.threshold");
  CHECK(opened(signed_by(trust_content(), {Party::root, Party::stranger}), three) == "trust.threshold");
  CHECK(TrustList::open(signed_by(trust_content(), {Party::root, Party::second_root, kThird}), three)->signed_by() ==
        3);
}

TEST_CASE("one root that signed twice counts once", "[trust]") {
  const RootPins two = pins({Party::root, Party::second_root}, 2);
  CHECK(opened(signed_by(trust_content(), {Party::root, Party::root}), two) == "trust.threshold");
}

TEST_CASE("a key that is pinned twice counts once", "[trust]") {
  const RootPins twice = pins({Party::root, Party::root, Party::second_root}, 2);
  CHECK(opened(signed_by(trust_content(), {Party::root}), twice) == "trust.threshold");
  CHECK(opened(signed_by(trust_content(), {Party::root, Party::root}), twice) == "trust.threshold");
  CHECK(opened(signed_by(trust_content(), {Party::root, Party::second_root}), twice) == "ok");
}

TEST_CASE("a signature that does not hold does not count, and one that does still does", "[trust]") {
  Bytes list = signed_by(trust_content(), {Party::root, Party::second_root});
  list.back() ^= 1;
  CHECK(opened(list, pins({Party::root, Party::second_root}, 1)) == "ok");
  CHECK(opened(list, pins({Party::root, Party::second_root}, 2)) == "trust.threshold");
}

TEST_CASE("pins without keys, or with a threshold that no keys reach, open nothing", "[trust]") {
  const Bytes list = signed_by(trust_content(), {Party::root});
  CHECK(opened(list, pins({}, 1)) == "trust.list_invalid");
  CHECK(opened(list, pins({Party::root}, 0)) == "trust.list_invalid");
  CHECK(opened(list, pins({Party::root}, -1)) == "trust.list_invalid");
  CHECK(opened(list, pins({Party::root}, 2)) == "trust.list_invalid");
}

TEST_CASE("a list for another environment is refused", "[trust]") {
  for (const char* environment : {"production", "Test", "test2", "tes"}) {
    TrustListContent content = trust_content();
    content.environment = environment;
    CHECK(opened(signed_by(content, {Party::root})) == "trust.wrong_environment");
  }
}

TEST_CASE("the environment is not looked at before the signature", "[trust]") {
  TrustListContent content = trust_content();
  content.environment = "production";
  CHECK(opened(signed_by(content, {Party::stranger})) == "trust.threshold");
}

TEST_CASE("a list of another typ is refused", "[trust][typ]") {
  const Bytes payload = payload_of(signed_by(trust_content(), {Party::root}));
  CHECK(opened(by_hand(payload, list_body())) == "ok");
  for (const char* typ : {"application/heyi-rules+cwt", "application/heyi-trust+cwt ", "heyi-trust+cwt", ""}) {
    CHECK(opened(by_hand(payload, list_body(typ))) == "cose.wrong_typ");
  }
  CHECK(opened(by_hand(payload, {0xa0})) == "cose.wrong_typ");
  CHECK(opened(by_hand(payload, {})) == "cose.wrong_typ");
}

TEST_CASE("headers beyond the closed sets refuse a list", "[trust]") {
  const Bytes payload = payload_of(signed_by(trust_content(), {Party::root}));
  const Bytes more_body = map_of({{cbor::encode_int(cose::kLabelTyp), cbor::encode_text("application/heyi-trust+cwt")},
                                  {cbor::encode_int(3), cbor::encode_int(50)}});
  CHECK(opened(by_hand(payload, more_body)) == "cose.unknown_header");
  CHECK(opened(by_hand(payload, list_body(), {0xa1, 0x03, 0x18, 0x32})) == "cose.unknown_header");
  CHECK(opened(by_hand(payload, list_body(), {0xa0}, [](Pairs& h) { h[{0x03}] = {0x00}; })) == "cose.unknown_header");
  CHECK(opened(by_hand(payload, list_body(), {0xa0}, [](Pairs& h) { h[{0x02}] = {0x81, 0x01}; })) == "cose.critical");
  CHECK(opened(by_hand(payload, list_body(), {0xa0}, [](Pairs& h) { h.erase({0x01}); })) == "cose.alg_missing");
  CHECK(opened(by_hand(payload, list_body(), {0xa0}, [](Pairs& h) { h.erase({0x04}); })) == "cose.kid_missing");
  CHECK(opened(by_hand(payload, list_body(), {0xa0}, {}, {0xa1, 0x03, 0x00})) == "cose.unknown_header");
}

TEST_CASE("a signer's algorithm that is not its key's does not count", "[trust]") {
  const Bytes payload = payload_of(signed_by(trust_content(), {Party::root}));
  const Bytes list = by_hand(payload, list_body(), {0xa0},
                             [](Pairs& headers) { headers[{0x01}] = cbor::encode_int(cose::kAlgSm2Sm3); });
  CHECK(opened(list) == "trust.threshold");
}

TEST_CASE("a list that lacks a claim or has one more is invalid", "[trust]") {
  for (const Bytes& name : {cbor::encode_int(4), cbor::encode_int(6), cbor::encode_text("env"),
                            cbor::encode_text("seq"), cbor::encode_text("epoch"), cbor::encode_text("keys")}) {
    CHECK(opened(changed_payload([&](Pairs& payload) { payload.erase(name); })) == "trust.list_invalid");
  }
  CHECK(opened(changed_payload([](Pairs& payload) { payload[cbor::encode_int(5)] = {0x01}; })) == "trust.list_invalid");
}

TEST_CASE("sequence and epoch stay below 2^48", "[trust]") {
  constexpr std::int64_t kEnd = std::int64_t{1} << 48;
  for (const char* name : {"seq", "epoch"}) {
    const auto with = [&](const Bytes& value) {
      return opened(changed_payload([&](Pairs& payload) { payload[cbor::encode_text(name)] = value; }));
    };
    CHECK(with(cbor::encode_int(kEnd - 1)) == "ok");
    CHECK(with(cbor::encode_int(kEnd)) == "trust.list_invalid");
    CHECK(with(cbor::encode_int(-1)) == "trust.list_invalid");
    CHECK(with({0x1b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff}) == "trust.list_invalid");
  }
}

TEST_CASE("a list's dates are whole seconds in their order", "[trust]") {
  const auto with = [](std::int64_t claim, const Bytes& value) {
    return opened(changed_payload([&](Pairs& payload) { payload[cbor::encode_int(claim)] = value; }));
  };
  CHECK(with(4, cbor::encode_int(to_unix(kToday))) == "trust.list_invalid");
  CHECK(with(4, cbor::encode_int(to_unix(kToday) + 1)) == "ok");
  CHECK(with(6, {0x00}) == "trust.list_invalid");
  CHECK(with(6, cbor::encode_text("x")) == "trust.list_invalid");
  CHECK(with(4, {0x1b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff}) == "trust.list_invalid");
}

TEST_CASE("an expired or future list opens: the clock is not this function's business", "[trust]") {
  TrustListContent content = trust_content();
  content.issued_at = from_unix(1);
  content.next_update = from_unix(2);
  CHECK(opened(signed_by(content, {Party::root})) == "ok");
}

TEST_CASE("a truncated or lengthened trust list is refused", "[trust]") {
  const Bytes list = signed_by(trust_content(), {Party::root});
  for (std::size_t size = 0; size < list.size(); ++size) {
    if (opened(Bytes(list.begin(), list.begin() + static_cast<std::ptrdiff_t>(size))) == "ok") FAIL(size);
  }
  Bytes longer = list;
  longer.push_back(0);
  CHECK(opened(longer) == "cbor.trailing");
}

TEST_CASE("every single-bit flip of a trust list is refused", "[trust]") {
  TrustListContent content = trust_content();
  content.entries.erase(content.entries.begin() + 1, content.entries.end());
  const Bytes list = signed_by(content, {Party::root});
  for (std::size_t bit = 0; bit < list.size() * 8; ++bit) {
    Bytes other = list;
    other[bit / 8] = static_cast<std::uint8_t>(other[bit / 8] ^ (1U << (bit % 8)));
    if (opened(other) == "ok") FAIL(bit);
  }
  SUCCEED();
}

TEST_CASE("more than sixteen or no signatures are refused", "[trust]") {
  CHECK(why(sign_trust_list(trust_content(), {})) == "trust.list_invalid");
  const PrivateKey root = key(Party::root);
  const std::vector<const Signer*> many(17, &root);
  CHECK(why(sign_trust_list(trust_content(), many)) == "trust.list_invalid");
}

}  // namespace heyi::test
