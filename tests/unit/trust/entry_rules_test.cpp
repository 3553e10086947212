// The rules for entries, the same when a list is signed and when it is opened, and several entries under one kid.
#include "cose/sign.hpp"
#include "flow/forge.hpp"
#include "support/catch.hpp"
#include "trust/trust_list.hpp"

namespace heyi::test {
namespace {

std::string signing(const TrustListContent& content) {
  const PrivateKey root = key(Party::root);
  const Signer* const roots[] = {&root};
  return why(sign_trust_list(content, roots));
}

std::string with_entry(const std::function<void(TrustEntry&)>& change) {
  TrustListContent content = trust_content();
  change(content.entries[1]);
  return signing(content);
}

// Object is something the health authority signed, its header and the octets that both borrow.
struct Object {
  Bytes encoded = made();
  cbor::Tree tree = *cbor::Tree::parse(encoded);
  cose::Sign1 sign1 = *cose::read_sign1(tree.root());
  cose::Header header = *cose::check_headers(sign1, cose::HeaderRules{.typ = cose::kTypCard});

  static Bytes made() {
    cbor::MapWriter headers;
    headers.put_bytes(cose::kLabelKid, *key_id(key(Party::health).public_key()));
    return *cose::make_sign1(key(Party::health), cose::kTypCard, std::move(headers), cose::kEmptyMap, Bytes{0xa0});
  }
};

// crafted makes a list as if all its keys had the kid of the health authority's: eight octets could collide.
TrustList crafted(std::vector<TrustEntry> entries) {
  auto impl = std::make_shared<TrustList::Impl>();
  impl->content = trust_content();
  impl->content.entries = std::move(entries);
  const Bytes kid = *key_id(key(Party::health).public_key());
  for (const TrustEntry& entry : impl->content.entries) impl->by_kid[std::string(as_text(kid))].push_back(&entry);
  return TrustList(impl);
}

TrustEntry entry_of(Party party, const char* issuer) {
  TrustEntry entry = trust_content().entries[1];
  entry.key = key(party).public_key();
  entry.issuer = issuer;
  return entry;
}

}  // namespace

TEST_CASE("an entry's issuer is a short code", "[trust][entry]") {
  for (const std::string& issuer : {std::string(), std::string(33, 'A'), std::string("JN HC"), std::string("济南")}) {
    CHECK(with_entry([&](TrustEntry& entry) { entry.issuer = issuer; }) == "trust.bad_entry");
  }
  CHECK(with_entry([](TrustEntry& entry) { entry.issuer = std::string(32, 'A'); }) == "ok");
}

TEST_CASE("an entry has at least one role, each once, in order", "[trust][entry]") {
  CHECK(with_entry([](TrustEntry& entry) { entry.roles = {}; }) == "trust.bad_entry");
  CHECK(with_entry([](TrustEntry& entry) { entry.roles = {Role::issuer, Role::issuer}; }) == "trust.bad_entry");
  CHECK(with_entry([](TrustEntry& entry) { entry.roles = {Role::status, Role::issuer}; }) == "trust.bad_entry");
  CHECK(with_entry([](TrustEntry& entry) { entry.roles = {Role::issuer, Role::status, Role::rules}; }) == "ok");
}

TEST_CASE("an entry names each section once, in order", "[trust][entry]") {
  CHECK(with_entry([](TrustEntry& entry) { entry.sections = {Section::hc, Section::hc}; }) == "trust.bad_entry");
  CHECK(with_entry([](TrustEntry& entry) { entry.sections = {Section::vx, Section::hc}; }) == "trust.bad_entry");
  CHECK(with_entry([](TrustEntry& entry) { entry.sections = {}; }) == "ok");
}

TEST_CASE("an entry's areas are six digits, each once, in order", "[trust][entry]") {
  for (const char* area : {"37010", "3701000", "37010A", "", "-37010", " 37010", "000000", "010000"}) {
    CHECK(with_entry([&](TrustEntry& entry) { entry.areas = {area}; }) == "trust.bad_entry");
  }
  CHECK(with_entry([](TrustEntry& entry) { entry.areas = {"370200", "370100"}; }) == "trust.bad_entry");
  CHECK(with_entry([](TrustEntry& entry) { entry.areas = {"370100", "370100"}; }) == "trust.bad_entry");
  CHECK(with_entry([](TrustEntry& entry) { entry.areas = {"110000", "370100"}; }) == "ok");
}

TEST_CASE("an entry's status uris are 1 to 28 printable characters", "[trust][entry]") {
  for (const std::string& uri : {std::string(), std::string(29, 'u'), std::string("a b"), std::string("a\n")}) {
    CHECK(with_entry([&](TrustEntry& entry) { entry.status_uris = {uri}; }) == "trust.bad_entry");
  }
  CHECK(with_entry([](TrustEntry& entry) { entry.status_uris = {std::string(28, 'u')}; }) == "ok");
}

TEST_CASE("an entry ends after it begins", "[trust][entry]") {
  CHECK(with_entry([](TrustEntry& entry) { entry.not_after = entry.not_before; }) == "trust.bad_entry");
  CHECK(with_entry([](TrustEntry& entry) { entry.not_before = from_unix(-1); }) == "trust.bad_entry");
  CHECK(with_entry([](TrustEntry& entry) { entry.not_before = from_unix(0); }) == "ok");
}

TEST_CASE("the detail of a bad entry names the entry and its field", "[trust][entry]") {
  TrustListContent content = trust_content();
  content.entries[4].areas = {"x"};
  const PrivateKey root = key(Party::root);
  const Signer* const roots[] = {&root};
  const auto refused = sign_trust_list(content, roots);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().detail.find("entries[4]") != std::string::npos);
  CHECK(refused.error().detail.find("areas") != std::string::npos);
}

TEST_CASE("four entries may share a kid and a fifth may not", "[trust][entry]") {
  TrustListContent content = trust_content();
  content.entries.assign(4, entry_of(Party::health, kHealth));
  CHECK(signing(content) == "ok");
  CHECK(open_trust(content).find(*key_id(key(Party::health).public_key())).size() == 4);
  content.entries.push_back(content.entries.front());
  CHECK(signing(content) == "trust.bad_entry");
}

TEST_CASE("a list holds 4096 entries and not one more", "[trust][entry]") {
  TrustListContent content = trust_content();
  content.entries.clear();
  Bytes scalar(32, 1);
  while (content.entries.size() < 4096) {
    scalar[30] = static_cast<std::uint8_t>(content.entries.size() / 4 / 256);
    scalar[31] = static_cast<std::uint8_t>(content.entries.size() / 4);
    TrustEntry entry = entry_of(Party::health, kHealth);
    entry.key = PrivateKey::from_scalar(Algorithm::es256, scalar)->public_key();
    for (int i = 0; i < 4; ++i) content.entries.push_back(entry);
  }
  CHECK(signing(content) == "ok");
  CHECK(open_trust(content).content().entries.size() == 4096);
  content.entries.push_back(entry_of(Party::hrss, kHrss));
  CHECK(signing(content) == "trust.list_invalid");
}

TEST_CASE("an unknown kid finds nothing", "[trust][entry]") {
  CHECK(open_trust(trust_content()).find(Bytes(8, 0)).empty());
  CHECK(open_trust(trust_content()).find(Bytes()).empty());
}

TEST_CASE("of several keys under one kid the one that verifies is found, wherever it stands", "[trust][kid]") {
  const Object object;
  std::vector<TrustEntry> entries = {entry_of(Party::stranger, kHealth), entry_of(Party::hrss, kHealth),
                                     entry_of(Party::rules, kHealth)};
  for (std::size_t place = 0; place <= entries.size(); ++place) {
    std::vector<TrustEntry> with = entries;
    with.insert(with.begin() + static_cast<std::ptrdiff_t>(place), entry_of(Party::health, kHealth));
    const TrustList list = crafted(with);
    const auto found = trust::verifying_entries(object.sign1, object.header, list);
    REQUIRE(found);
    REQUIRE(found->size() == 1);
    CHECK(found->front()->key == key(Party::health).public_key());
  }
  const TrustList none = crafted(entries);
  CHECK(why(trust::verifying_entries(object.sign1, object.header, none)) == "cose.signature_invalid");
}

TEST_CASE("every entry of the key that verifies is found, beside entries of other keys", "[trust][kid]") {
  const Object object;
  const TrustList list =
      crafted({entry_of(Party::health, "A"), entry_of(Party::stranger, "B"), entry_of(Party::health, "C")});
  const auto found = trust::verifying_entries(object.sign1, object.header, list);
  REQUIRE(found);
  REQUIRE(found->size() == 2);
  CHECK(found->front()->issuer == "A");
  CHECK(found->back()->issuer == "C");
}

TEST_CASE("an entry whose kid, algorithm or key do not belong together is refused", "[trust][entry]") {
  const auto opened = [](std::int64_t field, const Bytes& value) {
    const PrivateKey root = key(Party::root);
    const Signer* const roots[] = {&root};
    TrustListContent content = trust_content();
    content.entries.erase(content.entries.begin() + 1, content.entries.end());
    const Bytes signed_list = *sign_trust_list(content, roots);
    const cbor::Tree tree = *cbor::Tree::parse(signed_list);
    Pairs payload = pairs_of(*tree.root().first()->at(2)->as_bytes());
    const Bytes entries = payload.at(cbor::encode_text("keys"));
    Pairs entry = pairs_of(ByteView(entries).subspan(1));
    if (value.empty()) {
      entry.erase(cbor::encode_int(field));
    } else {
      entry[cbor::encode_int(field)] = value;
    }
    cbor::Writer array;
    array.array(1).raw(map_of(entry));
    payload[cbor::encode_text("keys")] = array.view();
    return why(TrustList::open(*cose::make_sign(roots, cose::kTypTrustList, map_of(payload)), root_pins()));
  };
  CHECK(opened(1, cbor::encode_text(kHrss)) == "ok");
  CHECK(opened(2, cbor::encode_bytes(Bytes(8, 0))) == "trust.bad_entry");
  CHECK(opened(3, cose::encode_key(key(Party::stranger).public_key())) == "trust.bad_entry");
  CHECK(opened(4, cbor::encode_int(cose::kAlgSm2Sm3)) == "trust.bad_entry");
  CHECK(opened(4, cbor::encode_int(cose::kAlgEdDsa)) == "trust.bad_entry");
  CHECK(opened(5, {0x81, 0x03}) == "trust.bad_entry");
  CHECK(opened(5, {0x80}) == "trust.bad_entry");
  CHECK(opened(6, {0x81, 0x62, 'z', 'z'}) == "trust.bad_entry");
  CHECK(opened(7, {0x81, 0x1a, 0x00, 0x0f, 0x42, 0x40}) == "trust.bad_entry");
  CHECK(opened(8, {0x81, 0x01}) == "trust.bad_entry");
  CHECK(opened(9, {0x20}) == "trust.bad_entry");
  for (std::int64_t field = 1; field <= 10; ++field) CHECK(opened(field, {}) == "trust.bad_entry");
  CHECK(opened(11, {0x01}) == "trust.bad_entry");
}

}  // namespace heyi::test
