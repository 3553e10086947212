// The registered claims of a card: each there, of the right type, in the right relation, and nothing unknown.
#include "support/catch.hpp"
#include "unit/card/parts.hpp"

using namespace heyi;
using namespace heyi::test;

namespace {

std::string with(std::int64_t claim, std::optional<Bytes> value) {
  Payload payload;
  payload.set(claim, std::move(value));
  return envelope_reason(payload);
}

Bytes number(std::int64_t value) { return cbor::encode_int(value); }

}  // namespace

TEST_CASE("read_envelope reads what a card says beside its sections", "[card]") {
  const Bytes encoded = Payload()
                            .set(5, number(to_unix(kToday) - 1))
                            .set(65535, octets("a16b7374617475735f6c697374a263696478182a637572696178"))
                            .encoded();
  const auto tree = cbor::Tree::parse(encoded);
  const auto envelope = card::read_envelope(tree->root(), false);
  REQUIRE(envelope);
  CHECK(envelope->issuer == kHrss);
  CHECK(envelope->subject == "nrfELXUURvht");
  CHECK(envelope->issued_at == kToday);
  CHECK(envelope->not_before == kToday - Seconds{1});
  CHECK(envelope->expires_at == kToday + Seconds{86400});
  CHECK(*envelope->device_key == key(Party::holder).public_key());
  CHECK(envelope->status->uri == "x");
  CHECK(envelope->status->index == 42);
}

TEST_CASE("read_envelope takes iat for nbf when the card does not say", "[card]") {
  const Bytes encoded = Payload().encoded();
  const auto tree = cbor::Tree::parse(encoded);
  const auto envelope = card::read_envelope(tree->root(), false);
  REQUIRE(envelope);
  CHECK(envelope->not_before == envelope->issued_at);
  CHECK_FALSE(envelope->status);
}

TEST_CASE("read_envelope refuses a card without one of its claims", "[card]") {
  for (const std::int64_t claim : {1, 2, 4, 6, 8}) {
    CAPTURE(claim);
    CHECK(with(claim, std::nullopt) == "card.missing_claim");
  }
}

TEST_CASE("read_envelope refuses dates that are float, NaN, tagged, negative, text, zero or too large", "[card]") {
  for (const std::int64_t claim : {4, 5, 6}) {
    for (const char* hex : {"f97e00", "f93c00", "fb41dabf0f66800001", "c11a6a690000", "20", "3a6a690000", "6131", "00",
                            "1b0000003afff44180", "1bffffffffffffffff", "f6", "f5"}) {
      CAPTURE(claim, hex);
      CHECK(with(claim, octets(hex)) == "card.bad_claim");
    }
  }
}

TEST_CASE("read_envelope takes the last second of the year 9999", "[card]") {
  CHECK(with(4, number(253402300799)) == "ok");
  CHECK(with(4, number(253402300800)) == "card.bad_claim");
}

TEST_CASE("read_envelope refuses a card that ends when or before it is issued", "[card]") {
  const std::int64_t today = to_unix(kToday);
  CHECK(with(4, number(today)) == "time.inconsistent");
  CHECK(with(4, number(today - 1)) == "time.inconsistent");
  CHECK(with(4, number(today + 1)) == "ok");
}

TEST_CASE("read_envelope refuses a card whose nbf lies after its iat", "[card]") {
  const std::int64_t today = to_unix(kToday);
  CHECK(with(5, number(today)) == "ok");
  CHECK(with(5, number(today + 1)) == "time.inconsistent");
}

TEST_CASE("read_envelope refuses issuers that are no short code", "[card]") {
  for (const std::string& bad : {std::string(), std::string(33, 'a'), std::string("JN HRSS"), std::string("济南"),
                                 std::string("JN-HRSS\0", 8)}) {
    CHECK(with(1, cbor::encode_text(bad)) == "card.bad_claim");
  }
  CHECK(with(1, cbor::encode_bytes(as_bytes("JN-HRSS"))) == "card.bad_claim");
  CHECK(with(1, number(1)) == "card.bad_claim");
}

TEST_CASE("read_envelope refuses subjects that are no pseudonym", "[card]") {
  for (const char* bad : {"", "nrfELXUURvh", "nrfELXUURvht1", "nrfELXUURvh=", "nrfELXUURvh+", "nrfELXUURvh "}) {
    CHECK(with(2, cbor::encode_text(bad)) == "card.bad_claim");
  }
  CHECK(with(2, cbor::encode_bytes(as_bytes("nrfELXUURvht"))) == "card.bad_claim");
}

TEST_CASE("read_envelope refuses claims that the profile does not know", "[card]") {
  for (const std::int64_t claim : {0, 3, 7, 9, 10, 39, 65533, 65534, 65536, -1}) {
    CAPTURE(claim);
    CHECK(with(claim, number(1)) == "card.bad_claim");
  }
  for (const char* name : {"", "sx", "SS", "ss ", "name", "iss"}) {
    Payload payload;
    payload.set(name, ss_value());
    CHECK(envelope_reason(payload) == "card.bad_claim");
  }
  Payload octet_key;
  octet_key.set_encoded(octets("426964"), id_value());
  CHECK(envelope_reason(octet_key) == "card.bad_claim");
}

TEST_CASE("read_envelope refuses a payload that is no map", "[card]") {
  for (const char* hex : {"80", "01", "f6", "d83da0"}) {
    const Bytes encoded = octets(hex);
    const auto tree = cbor::Tree::parse(encoded);
    REQUIRE(tree);
    CHECK(reason_of(card::read_envelope(tree->root(), false)) == "card.bad_claim");
  }
}

TEST_CASE("read_envelope bounds the status reference", "[card]") {
  const auto status = [](const Bytes& index, const Bytes& uri) {
    cbor::MapWriter list;
    list.put("idx", index).put("uri", uri);
    cbor::MapWriter claim;
    claim.put("status_list", *std::move(list).finish());
    return with(65535, *std::move(claim).finish());
  };
  const Bytes uri = cbor::encode_text(std::string(28, 'u'));
  CHECK(status(number(0), uri) == "ok");
  CHECK(status(number(4294967295), uri) == "ok");
  CHECK(status(number(4294967296), uri) == "card.bad_claim");
  CHECK(status(number(-1), uri) == "card.bad_claim");
  CHECK(status(octets("1bffffffffffffffff"), uri) == "card.bad_claim");
  CHECK(status(cbor::encode_text("1"), uri) == "card.bad_claim");
  CHECK(status(number(1), cbor::encode_text(std::string(29, 'u'))) == "card.bad_claim");
  CHECK(status(number(1), cbor::encode_text("")) == "card.bad_claim");
  CHECK(status(number(1), cbor::encode_text("a b")) == "card.bad_claim");
  CHECK(status(number(1), cbor::encode_bytes(as_bytes("u"))) == "card.bad_claim");
}

TEST_CASE("read_envelope refuses a status claim of another shape", "[card]") {
  for (const char* hex : {"a0", "80", "f6", "6161", "a16b7374617475735f6c69737480",       // status_list is no map
                          "a16b7374617475735f6c697374a16369647801",                       // no uri
                          "a16b7374617475735f6c697374a3617a006369647801637572696178"}) {  // one more
    CAPTURE(hex);
    CHECK(with(65535, octets(hex)) == "card.bad_claim");
  }
}

TEST_CASE("read_envelope refuses a cnf of another shape than one COSE_Key", "[card]") {
  const Bytes device = cose::encode_key(key(Party::holder).public_key());
  for (const Bytes& bad : {octets("a0"), octets("80"), octets("f6"),
                           std::move(cbor::Writer{}.map(1).integer(3).bytes(as_bytes("kid"))).take(),
                           std::move(cbor::Writer{}.map(2).integer(1).raw(device).integer(3).bytes({})).take()}) {
    CHECK(with(8, bad) == "card.bad_claim");
  }
  CHECK(with(8, octets("a10141aa")) == "cose.bad_key");
}

TEST_CASE("read_envelope refuses a device key in a second encoding", "[card]") {
  // The same point with y as a coordinate: equal keys must be equal octets.
  const PublicKey device = key(Party::holder).public_key();
  cbor::MapWriter whole;
  whole.put_int(1, 2).put_int(-1, 1).put_bytes(-2, device.x()).put_bytes(-3, device.y());
  CHECK(with(8, std::move(cbor::Writer{}.map(1).integer(1).raw(*std::move(whole).finish())).take()) == "cose.bad_key");
}

TEST_CASE("read_envelope takes a device key of every algorithm", "[card]") {
  for (const Algorithm algorithm : {Algorithm::es256, Algorithm::es384, Algorithm::eddsa, Algorithm::sm2}) {
    CHECK(with(8, Payload::confirmation(key(Party::holder, algorithm).public_key())) == "ok");
  }
}
