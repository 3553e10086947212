// Status lists: their bits, their signer, and every reason to refuse one before anything is expanded.
#include "trust/status_list.hpp"
#include "codec/zlib.hpp"
#include "flow/forge.hpp"
#include "support/catch.hpp"

namespace heyi::test {
namespace {

Bytes signed_status(const StatusListContent& content, Party party = Party::status) {
  return *sign_status_list(content, key(party));
}
StatusListContent health_status() { return status_content(kHealth, kHealthStatus); }

std::string opened(const Bytes& list, const World& world = World(), Time now = kNow) {
  return why(StatusList::open(list, world.trust_list(), now));
}

// changed_status is the health list with its payload changed, signed by the status key.
Bytes changed_status(const std::function<void(Pairs&)>& change) {
  return changed(signed_status(health_status()), key(Party::status), [&](Parts& parts) { change(parts.payload); });
}

Bytes list_claim(std::int64_t bits, const Bytes& compressed) {
  return map_of({{cbor::encode_text("bits"), cbor::encode_int(bits)},
                 {cbor::encode_text("lst"), cbor::encode_bytes(compressed)}});
}

// with_octets carries other octets, and the hash of what they expand to where they expand at all.
Bytes with_octets(const Bytes& compressed) {
  const Result<Bytes> expanded = inflate_zlib(compressed, trust::kMaxPacked + 1);
  return changed_status([&](Pairs& payload) {
    payload[cbor::encode_int(65533)] = list_claim(2, compressed);
    if (expanded) payload[cbor::encode_text("hash")] = cbor::encode_bytes(*hash(HashAlgorithm::sha256, *expanded));
  });
}

}  // namespace

TEST_CASE("two bits an entry stand least significant first, as in the Token Status List draft", "[status][bits]") {
  // The draft's example for two bits: 1 2 0 3 0 1 0 1 1 2 3 3 are c9 44 f9.
  const unsigned values[] = {1, 2, 0, 3, 0, 1, 0, 1, 1, 2, 3, 3};
  StatusListContent content = status_content(kHealth, kHealthStatus, 12);
  for (std::uint64_t i = 0; i < 12; ++i) content.set(i, static_cast<CardStatus>(values[i]));
  CHECK(content.packed == Bytes{0xc9, 0x44, 0xf9});
  for (std::uint64_t i = 0; i < 12; ++i) CHECK(static_cast<unsigned>(content.get(i)) == values[i]);
}

TEST_CASE("setting an entry leaves its neighbours as they were", "[status][bits]") {
  StatusListContent content = status_content(kHealth, kHealthStatus, 8);
  for (std::uint64_t i = 0; i < 8; ++i) content.set(i, CardStatus::reserved);
  content.set(5, CardStatus::valid);
  for (std::uint64_t i = 0; i < 8; ++i) CHECK(content.get(i) == (i == 5 ? CardStatus::valid : CardStatus::reserved));
}

TEST_CASE("beyond a list's end entries are reserved and cannot be set", "[status][bits]") {
  StatusListContent content = status_content(kHealth, kHealthStatus, 8);
  content.set(8, CardStatus::revoked);
  content.set(~std::uint64_t{0}, CardStatus::revoked);
  CHECK(content.packed == Bytes(2, 0));
  CHECK(content.get(8) == CardStatus::reserved);
  CHECK(content.get(~std::uint64_t{0}) == CardStatus::reserved);
}

TEST_CASE("a status list says after opening what was signed", "[status]") {
  StatusListContent content = health_status();
  content.sequence = 9;
  content.set(815, CardStatus::suspended);
  const StatusList list = *StatusList::open(signed_status(content), World().trust_list(), kNow);
  CHECK(std::ranges::equal(list.packed(), content.packed));
  CHECK(list.header().sequence == 9);
  CHECK(list.header().uri == kHealthStatus);
  CHECK(list.header().issuer == kHealth);
  CHECK(list.header().expires_at == content.expires_at);
  CHECK(list.compressed_size() > 0);
  CHECK(list.compressed_size() < content.packed.size());
  CHECK(list.may_speak_for(kHealth, kNow));
  CHECK_FALSE(list.may_speak_for(kHrss, kNow));
  CHECK_FALSE(list.may_speak_for("JN-hc", kNow));
}

TEST_CASE("a status list by an unknown key is refused", "[status]") {
  CHECK(opened(signed_status(health_status(), Party::stranger)) == "trust.unknown_key");
}

TEST_CASE("an issuer's key may not sign a status list", "[status]") {
  CHECK(opened(signed_status(health_status(), Party::health)) == "trust.wrong_role");
}

TEST_CASE("a rules key may not sign a status list", "[status]") {
  World world;
  world.trust.entries[4].roles = {Role::rules};
  CHECK(opened(signed_status(health_status()), world) == "trust.wrong_role");
}

TEST_CASE("a status list under a uri that its signer was not given is refused", "[status]") {
  StatusListContent content = health_status();
  content.uri = "jn-hc:2";
  CHECK(opened(signed_status(content)) == "trust.wrong_role");
  content.uri = "JN-HC:1";
  CHECK(opened(signed_status(content)) == "trust.wrong_role");
}

TEST_CASE("a status list in the name of an issuer that its signer does not serve is refused", "[status]") {
  StatusListContent content = health_status();
  content.issuer = kHrss;
  CHECK(opened(signed_status(content)) == "trust.wrong_role");
}

TEST_CASE("a status list of another environment is refused", "[status]") {
  StatusListContent content = health_status();
  content.environment = "production";
  CHECK(opened(signed_status(content)) == "trust.wrong_environment");
}

TEST_CASE("a status list opens after its exp, so that verify knows of it", "[status]") {
  const StatusListContent content = health_status();
  CHECK(opened(signed_status(content), World(), content.expires_at - Seconds{1}) == "ok");
  CHECK(opened(signed_status(content), World(), content.expires_at) == "ok");
}

TEST_CASE("a status list dated more than a day ahead is not opened", "[status]") {
  StatusListContent content = health_status();
  content.issued_at = kNow + std::chrono::days{1};
  CHECK(opened(signed_status(content)) == "ok");
  content.issued_at += Seconds{1};
  CHECK(opened(signed_status(content)) == "status.from_future");
}

TEST_CASE("a status list's signer is valid at its iat and now", "[status]") {
  const auto with = [](Time from, Time until) {
    World world;
    world.trust.entries[4].not_before = from;
    world.trust.entries[4].not_after = until;
    return opened(signed_status(health_status()), world);
  };
  CHECK(with(kToday, kNow + Seconds{1}) == "ok");
  CHECK(with(kToday + Seconds{1}, kNow + Seconds{1}) == "trust.signer_not_yet_valid");
  CHECK(with(kNow + Seconds{1}, kNow + Seconds{2}) == "trust.signer_not_yet_valid");
  CHECK(with(kToday - Seconds{9}, kNow) == "trust.signer_expired");
  CHECK(with(kToday - Seconds{9}, kToday) == "trust.signer_expired");
}

TEST_CASE("a status list with another number of bits is refused", "[status]") {
  const Bytes compressed = *deflate_zlib(Bytes(8, 0));
  for (const std::int64_t bits : {0, 1, 4, 8}) {
    CHECK(opened(changed_status([&](Pairs& payload) {
            payload[cbor::encode_int(65533)] = list_claim(bits, compressed);
          })) == "status.list_invalid");
  }
}

TEST_CASE("a status list that lacks a claim or has one more is refused", "[status]") {
  for (const Bytes& name :
       {cbor::encode_int(1), cbor::encode_int(2), cbor::encode_int(4), cbor::encode_int(6), cbor::encode_int(65533),
        cbor::encode_text("env"), cbor::encode_text("seq"), cbor::encode_text("hash")}) {
    CHECK(opened(changed_status([&](Pairs& payload) { payload.erase(name); })) == "status.list_invalid");
  }
  CHECK(opened(changed_status([](Pairs& payload) { payload[cbor::encode_int(5)] = {0x01}; })) == "status.list_invalid");
  CHECK(opened(changed_status([](Pairs& payload) { payload[cbor::encode_int(65534)] = {0x18, 0x3c}; })) == "ok");
  CHECK(opened(changed_status([](Pairs& payload) { payload[cbor::encode_int(65534)] = {0x20}; })) ==
        "status.list_invalid");
}

TEST_CASE("a status list whose octets are no whole zlib stream is refused", "[status]") {
  Bytes compressed = *deflate_zlib(Bytes(2048, 0x5a));
  CHECK(opened(with_octets(compressed)) == "ok");
  CHECK(opened(with_octets({})) == "status.list_invalid");
  CHECK(opened(with_octets(Bytes(64, 0))) == "status.list_invalid");
  CHECK(opened(with_octets(*deflate_zlib({}))) == "status.list_invalid");
  Bytes trailing = compressed;
  trailing.push_back(0);
  CHECK(opened(with_octets(trailing)) == "status.list_invalid");
  Bytes flipped = compressed;
  flipped.back() ^= 1;
  CHECK(opened(with_octets(flipped)) == "status.list_invalid");
  compressed.pop_back();
  CHECK(opened(with_octets(compressed)) == "status.list_invalid");
}

TEST_CASE("a status list whose hash is that of other entries is refused", "[status]") {
  const Digest other = *hash(HashAlgorithm::sha256, Bytes(2048, 1));
  CHECK(opened(changed_status([&](Pairs& payload) {
          payload[cbor::encode_text("hash")] = cbor::encode_bytes(other);
        })) == "status.list_invalid");
  CHECK(opened(changed_status([&](Pairs& payload) {
          payload[cbor::encode_text("hash")] = cbor::encode_bytes(ByteView(other).first(31));
        })) == "status.list_invalid");
}

TEST_CASE("a stream that expands beyond the largest list is refused", "[status][bomb]") {
  const Bytes most(static_cast<std::size_t>(StatusListContent::kMaxEntries / 4), 0);
  Bytes more = most;
  more.push_back(0);
  const Bytes bomb = *deflate_zlib(more);
  CHECK(bomb.size() < 40'000);
  CHECK(opened(with_octets(bomb)) == "status.list_invalid");
  CHECK(opened(with_octets(*deflate_zlib(most))) == "ok");
}

TEST_CASE("nothing is expanded before the signature holds", "[status][bomb]") {
  Parts parts = apart(signed_status(health_status()));
  parts.payload[cbor::encode_int(65533)] = list_claim(2, Bytes(64, 0));
  CHECK(opened(together(parts)) == "cose.signature_invalid");
}

TEST_CASE("what cannot be a status list is not signed", "[status]") {
  const auto signing = [](const std::function<void(StatusListContent&)>& change) {
    StatusListContent content = health_status();
    change(content);
    return why(sign_status_list(content, key(Party::status)));
  };
  CHECK(signing([](StatusListContent& c) { c.packed.clear(); }) == "status.list_invalid");
  CHECK(signing([](StatusListContent& c) { c.uri = std::string(29, 'u'); }) == "status.list_invalid");
  CHECK(signing([](StatusListContent& c) { c.uri.clear(); }) == "status.list_invalid");
  CHECK(signing([](StatusListContent& c) { c.issuer = "a b"; }) == "status.list_invalid");
  CHECK(signing([](StatusListContent& c) { c.environment.clear(); }) == "status.list_invalid");
  CHECK(signing([](StatusListContent& c) { c.sequence = std::uint64_t{1} << 48; }) == "status.list_invalid");
  CHECK(signing([](StatusListContent& c) { c.expires_at = c.issued_at; }) == "status.list_invalid");
  CHECK(signing([](StatusListContent& c) { c.issued_at = from_unix(0); }) == "status.list_invalid");
}

TEST_CASE("every single-bit flip of a status list is refused", "[status]") {
  const TrustList trust = World().trust_list();
  const Bytes list = signed_status(status_content(kHealth, kHealthStatus, 64));
  for (std::size_t bit = 0; bit < list.size() * 8; ++bit) {
    Bytes other = list;
    other[bit / 8] = static_cast<std::uint8_t>(other[bit / 8] ^ (1U << (bit % 8)));
    if (StatusList::open(other, trust, kNow)) FAIL(bit);
  }
  SUCCEED();
}

}  // namespace heyi::test
