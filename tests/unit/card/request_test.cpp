// A card is issued against a proof of possession of the device key, for this issuer, now.
#include "support/catch.hpp"
#include "unit/card/parts.hpp"

using namespace heyi;
using namespace heyi::test;

namespace {

std::string open_request(const Bytes& request, std::string_view issuer = kHrss, Time now = kNow) {
  return reason_of(HolderRequest::open(request, issuer, now));
}

Bytes confirmation(Party party) { return Payload::confirmation(key(party).public_key()); }

Bytes request_with(std::initializer_list<std::pair<std::int64_t, Bytes>> claims,
                   const cose::Typ& typ = cose::kTypRequest, cbor::MapWriter headers = {},
                   const Bytes& unprotected = {0xa0}) {
  cbor::MapWriter payload;
  for (const auto& [claim, value] : claims) payload.put(claim, value);
  return *cose::make_sign1(key(Party::holder), typ, std::move(headers), unprotected, *std::move(payload).finish());
}

const Bytes kAud = cbor::encode_text(kHrss);
const Bytes kIat = cbor::encode_int(to_unix(kNow));

}  // namespace

TEST_CASE("open takes a fresh request of every kind of key and gives that key", "[card]") {
  for (const Algorithm algorithm : {Algorithm::es256, Algorithm::es384, Algorithm::eddsa, Algorithm::sm2}) {
    const PrivateKey device = key(Party::holder, algorithm);
    const auto request = HolderRequest::open(*make_request(device, kHrss, kNow), kHrss, kNow);
    REQUIRE(request);
    CHECK(request->device_key() == device.public_key());
  }
}

TEST_CASE("open refuses a request that names another's key", "[card]") {
  CHECK(open_request(request_with({{3, kAud}, {6, kIat}, {8, confirmation(Party::holder)}})) == "ok");
  CHECK(open_request(request_with({{3, kAud}, {6, kIat}, {8, confirmation(Party::other_holder)}})) ==
        "cose.signature_invalid");
}

TEST_CASE("open refuses a request whose algorithm is not the key's", "[card]") {
  const Bytes sm2 = Payload::confirmation(key(Party::holder, Algorithm::sm2).public_key());
  CHECK(open_request(request_with({{3, kAud}, {6, kIat}, {8, sm2}})) == "cose.alg_mismatch");
}

TEST_CASE("open refuses a request for another issuer, and near matches", "[card]") {
  const Bytes request = *make_request(key(Party::holder), kHrss, kNow);
  for (const char* other : {kHealth, "JN-HRS", "JN-HRSS ", "jn-hrss", ""}) {
    CHECK(open_request(request, other) == "request.wrong_issuer");
  }
  CHECK(open_request(
            request_with({{3, cbor::encode_bytes(as_bytes(kHrss))}, {6, kIat}, {8, confirmation(Party::holder)}})) ==
        "request.wrong_issuer");
}

TEST_CASE("open takes a request for a day and not a second more", "[card]") {
  const Bytes request = *make_request(key(Party::holder), kHrss, kNow);
  CHECK(open_request(request, kHrss, kNow + HolderRequest::kMaxAge) == "ok");
  CHECK(open_request(request, kHrss, kNow + HolderRequest::kMaxAge + Seconds{1}) == "request.stale");
}

TEST_CASE("open takes a request dated 30 s ahead and not a second more", "[card]") {
  const Bytes request = *make_request(key(Party::holder), kHrss, kNow);
  CHECK(open_request(request, kHrss, kNow - Seconds{30}) == "ok");
  CHECK(open_request(request, kHrss, kNow - Seconds{31}) == "request.stale");
}

TEST_CASE("open survives clocks at both ends of time", "[card]") {
  const Bytes request = *make_request(key(Party::holder), kHrss, kNow);
  CHECK(open_request(request, kHrss, from_unix(INT64_MAX)) == "request.stale");
  CHECK(open_request(request, kHrss, from_unix(INT64_MIN)) == "request.stale");
}

TEST_CASE("open refuses dates beyond the year 9999", "[card]") {
  const Bytes request = request_with({{3, kAud}, {6, octets("1bffffffffffffffff")}, {8, confirmation(Party::holder)}});
  CHECK(open_request(request) == "request.invalid");
  CHECK(open_request(request, kHrss, from_unix(INT64_MAX)) == "request.invalid");
}

TEST_CASE("open refuses an object of another typ", "[card]") {
  CHECK(open_request(request_with({{3, kAud}, {6, kIat}, {8, confirmation(Party::holder)}}, cose::kTypProof)) ==
        "cose.wrong_typ");
  CHECK(open_request(hrss_card()) == "cose.wrong_typ");
  CHECK(open_request(proof_of({health_card()})) == "cose.wrong_typ");
}

TEST_CASE("open refuses headers beyond algorithm and typ", "[card]") {
  cbor::MapWriter kid;
  kid.put_bytes(4, Bytes(8, 1));
  CHECK(open_request(request_with({{3, kAud}, {6, kIat}, {8, confirmation(Party::holder)}}, cose::kTypRequest,
                                  std::move(kid))) == "cose.unknown_header");
  CHECK(open_request(request_with({{3, kAud}, {6, kIat}, {8, confirmation(Party::holder)}}, cose::kTypRequest, {},
                                  octets("a1054101"))) == "cose.unknown_header");
}

TEST_CASE("open refuses a request without one of its claims, or with another", "[card]") {
  const Bytes cnf = confirmation(Party::holder);
  CHECK(open_request(request_with({{3, kAud}, {6, kIat}})) == "request.invalid");
  CHECK(open_request(request_with({{3, kAud}, {8, cnf}})) == "request.invalid");
  CHECK(open_request(request_with({{6, kIat}, {8, cnf}})) == "request.invalid");
  CHECK(open_request(request_with({{3, kAud}, {6, kIat}, {7, kIat}, {8, cnf}})) == "request.invalid");
  CHECK(open_request(request_with({{3, kAud}, {6, cbor::encode_text("1")}, {8, cnf}})) == "request.invalid");
}

TEST_CASE("open refuses a cnf that is not one good key", "[card]") {
  for (const char* hex : {"a0", "80", "f6", "a10341aa"}) {
    CHECK(open_request(request_with({{3, kAud}, {6, kIat}, {8, octets(hex)}})) == "request.invalid");
  }
  CHECK(open_request(request_with({{3, kAud}, {6, kIat}, {8, octets("a101a0")}})) == "cose.bad_key");
}

TEST_CASE("open refuses every truncation and every flipped bit of a request", "[card]") {
  const Bytes request = *make_request(key(Party::holder), kHrss, kNow);
  for (std::size_t size = 0; size < request.size(); ++size) {
    CHECK(open_request(Bytes(request.begin(), request.begin() + static_cast<std::ptrdiff_t>(size))) ==
          "cbor.truncated");
  }
  for (std::size_t bit = 0; bit < request.size() * 8; ++bit) {
    Bytes flipped = request;
    flipped[bit / 8] = static_cast<std::uint8_t>(flipped[bit / 8] ^ 1U << (bit % 8));
    CHECK(open_request(flipped) != "ok");
  }
}

TEST_CASE("a payload cut off within a whole request is malformed, not cut off", "[card]") {
  const auto signed_over = [](const Bytes& payload) {
    return *cose::make_sign1(key(Party::holder), cose::kTypRequest, {}, cose::kEmptyMap, payload);
  };
  CHECK(open_request(signed_over(octets("a103"))) == "cose.malformed");
}
