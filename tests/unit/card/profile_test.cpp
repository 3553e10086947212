// What the profile allows of selective disclosure: whole sections at the top alone, in order, and never px.
#include "support/catch.hpp"
#include "unit/card/parts.hpp"

using namespace heyi;
using namespace heyi::test;

namespace {

Bytes disclosed(std::string_view section, const Bytes& value, std::uint8_t salt = 0x11) {
  return disclosure_of(value, cbor::encode_text(section), salt);
}

const Bytes kId = disclosed("id", id_value());
const Bytes kSs = disclosed("ss", ss_value(), 0x22);
const Bytes kDecoy = disclosure_of(std::nullopt, std::nullopt, 0x33);

// A card whose payload holds the hashes and whose header holds the disclosures.
std::string with(const Bytes& hashes, const Bytes& header) {
  return content_reason(signed_card(Payload().redact(hashes).encoded(), header));
}

// A value for ss that holds `field` under key 5 in place of the coverages.
Bytes ss_with(const Bytes& field) {
  cbor::MapWriter map;
  map.put_text(1, "A12345678").put_int(2, 370100).put(5, field);
  return *std::move(map).finish();
}

}  // namespace

TEST_CASE("open_content opens what is disclosed and counts what is hidden", "[card]") {
  const Bytes hashes = hashes_of({hash_of(kId), hash_of(kSs), hash_of(kDecoy)});
  const auto content = open(signed_card(Payload().redact(hashes).encoded(), sd_header({kSs})));
  REQUIRE(content);
  CHECK((*content)->section(Section::ss));
  CHECK_FALSE((*content)->section(Section::id));
  CHECK((*content)->hidden == 2);
}

TEST_CASE("open_content opens several sections in the order of their hashes", "[card]") {
  CHECK(with(hashes_of({hash_of(kId), hash_of(kSs)}), sd_header({kId, kSs})) == "ok");
}

TEST_CASE("open_content takes a card that discloses nothing", "[card]") {
  CHECK(with(hashes_of({hash_of(kId)}), octets("a0")) == "ok");
}

TEST_CASE("open_content refuses disclosures in another order than their hashes", "[card]") {
  std::vector<Bytes> backwards = {kId, kSs};
  if (hash_of(kId) < hash_of(kSs)) std::swap(backwards[0], backwards[1]);
  CHECK(with(hashes_of({hash_of(kId), hash_of(kSs)}), sd_header(backwards, false)) == "sd.order");
}

TEST_CASE("open_content refuses hashes that are not sorted", "[card]") {
  std::vector<Digest> backwards = {hash_of(kId), hash_of(kSs)};
  if (backwards[0] < backwards[1]) std::swap(backwards[0], backwards[1]);
  CHECK(with(hashes_of(backwards, false), sd_header({kId, kSs})) == "sd.order");
}

TEST_CASE("open_content refuses a hash that stands there twice", "[card]") {
  CHECK(with(hashes_of({hash_of(kId), hash_of(kId)}), sd_header({kId})) == "sd.repeated_hash");
  CHECK(with(hashes_of({Digest{}, Digest{}}), octets("a0")) == "sd.repeated_hash");
}

TEST_CASE("open_content refuses one disclosure that is sent twice", "[card]") {
  CHECK(with(hashes_of({hash_of(kId)}), sd_header({kId, kId})) == "sd.repeated_hash");
}

TEST_CASE("open_content refuses a disclosure that no hash refers to", "[card]") {
  CHECK(with(hashes_of({hash_of(kSs)}), sd_header({kId})) == "sd.unreferenced");
  CHECK(content_reason(signed_card(Payload().set("ss", ss_value()).encoded(), sd_header({kId}))) == "sd.unreferenced");
}

TEST_CASE("open_content refuses a disclosure that was changed", "[card]") {
  Bytes changed = kId;
  changed.back() ^= 1;  // the key becomes "ie"
  CHECK(with(hashes_of({hash_of(kId)}), sd_header({changed})) == "sd.not_redactable");
  Bytes salted = kId;
  salted[2] ^= 1;
  CHECK(with(hashes_of({hash_of(kId)}), sd_header({salted})) == "sd.unreferenced");
}

TEST_CASE("open_content refuses a disclosure whose key already stands in the payload", "[card]") {
  const Bytes payload = Payload().set("id", id_value()).redact(hashes_of({hash_of(kId)})).encoded();
  CHECK(content_reason(signed_card(payload, sd_header({kId}))) == "sd.duplicate_claim");
}

TEST_CASE("open_content refuses two disclosures of one section", "[card]") {
  const Bytes other = disclosed("id", id_value(), 0x77);
  CHECK(with(hashes_of({hash_of(kId), hash_of(other)}), sd_header({kId, other})) == "sd.duplicate_claim");
}

TEST_CASE("open_content refuses an empty sd_claims", "[card]") {
  CHECK(with(hashes_of({hash_of(kId)}), octets("a11180")) == "sd.empty");
}

TEST_CASE("open_content refuses salts of 15 and 17 octets", "[card]") {
  for (const std::size_t size : {15U, 17U}) {
    const Bytes disclosure = disclosure_of(id_value(), cbor::encode_text("id"), 0x11, size);
    CHECK(with(hashes_of({hash_of(disclosure)}), sd_header({disclosure})) == "sd.bad_salt");
  }
}

TEST_CASE("open_content refuses a redacted px", "[card]") {
  const Bytes px = disclosed("px", px_value());
  CHECK(with(hashes_of({hash_of(px)}), sd_header({px})) == "sd.not_redactable");
}

TEST_CASE("open_content refuses a redacted claim that is no section", "[card]") {
  for (const Bytes& name : {cbor::encode_int(4), cbor::encode_int(8), cbor::encode_text("name"), cbor::encode_text(""),
                            cbor::encode_bytes(as_bytes("id")), redacted_key()}) {
    const Bytes disclosure = disclosure_of(id_value(), name);
    CHECK(with(hashes_of({hash_of(disclosure)}), sd_header({disclosure})) == "sd.not_redactable");
  }
}

TEST_CASE("open_content refuses a decoy that is opened", "[card]") {
  CHECK(with(hashes_of({hash_of(kId), hash_of(kDecoy)}), sd_header({kDecoy})) == "sd.decoy_opened");
}

TEST_CASE("open_content refuses a disclosure made for an array", "[card]") {
  const Bytes element = disclosure_of(id_value(), std::nullopt);
  CHECK(with(hashes_of({hash_of(element)}), sd_header({element})) == "sd.malformed");
}

TEST_CASE("open_content refuses a list of hashes that is empty or holds something else", "[card]") {
  for (const char* hex : {"80", "a0", "40", "f6", "8101", "814101"}) {
    CAPTURE(hex);
    CHECK(with(octets(hex), octets("a0")) == "sd.malformed");
  }
}

TEST_CASE("open_content refuses a redacted element inside a section", "[card]") {
  const Bytes element = std::move(cbor::Writer{}.tag(60).bytes(Digest{})).take();
  const Bytes payload = Payload().set("ss", ss_with(array_of({element}))).encoded();
  CHECK(content_reason(signed_card(payload)) == "sd.not_redactable");
}

TEST_CASE("open_content refuses a field hidden inside px", "[card]") {
  // Without its hash this px is complete: the presenter's pseudonym would be missing, and nobody the wiser.
  cbor::MapWriter px;
  px.put_int(0, 21000).put_text(1, "王小明").put_int(2, 3).put_encoded(redacted_key(), hashes_of({Digest{}}));
  const Bytes payload = Payload().set("px", *std::move(px).finish()).encoded();
  CHECK(content_reason(signed_card(payload)) == "sd.not_redactable");
}

TEST_CASE("open_content refuses a hash inside a disclosed section", "[card]") {
  const Bytes element = std::move(cbor::Writer{}.tag(60).bytes(Digest{})).take();
  const Bytes disclosure = disclosed("ss", ss_with(array_of({element})));
  CHECK(with(hashes_of({hash_of(disclosure)}), sd_header({disclosure})) == "sd.not_redactable");
}

TEST_CASE("open_content hashes disclosures with SM3 where sd_alg says so", "[card]") {
  const Digest sm3 = *card::hash_disclosure(HashAlgorithm::sm3, kId);
  const Bytes payload = Payload().redact(hashes_of({sm3})).encoded();
  CHECK(content_reason(signed_card(payload, sd_header({kId}), cose::kTypCard, cose::kHashSm3)) == "ok");
  CHECK(content_reason(signed_card(payload, sd_header({kId}))) == "sd.unreferenced");
}

TEST_CASE("read_dynamic refuses hash algorithms that the profile does not know", "[card]") {
  const Bytes payload = Payload().set("ss", ss_value()).encoded();
  CHECK(content_reason(signed_card(payload, octets("a0"), cose::kTypCard, -16)) == "ok");
  for (const std::int64_t algorithm : {-15, -43, -44, -65537, 1}) {
    CHECK(content_reason(signed_card(payload, octets("a0"), cose::kTypCard, algorithm)) == "sd.bad_algorithm");
  }
}

TEST_CASE("open_content holds disclosed sections to the field table", "[card]") {
  const Bytes bad = disclosed("ss", octets("a1016141"));
  CHECK(with(hashes_of({hash_of(bad)}), sd_header({bad})) == "card.bad_claim");
}
