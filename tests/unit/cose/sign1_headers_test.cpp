// Headers are closed sets: typ first, alg and kid in the protected header alone, nothing unknown anywhere.
#include "support/catch.hpp"
#include "unit/cose/parts.hpp"

using namespace heyi;
using namespace heyi::test;

namespace {

constexpr std::int64_t kMoreProtected[] = {cose::kLabelSdAlg};
constexpr std::int64_t kMoreUnprotected[] = {cose::kLabelSdClaims};
const Bytes kKid = cbor::encode_bytes(Bytes(8, 0x11));
const Bytes kEs256 = cbor::encode_int(-7);
const Bytes kCard = cbor::encode_int(293);

cose::HeaderRules card_rules() {
  return {.typ = cose::kTypCard, .kid = true, .more_protected = kMoreProtected, .more_unprotected = kMoreUnprotected};
}

// check holds a pair of header maps against rules; the maps are encoded.
std::string check(const Bytes& protected_map, const Bytes& unprotected = map_of({}),
                  const cose::HeaderRules& rules = card_rules()) {
  const auto headers = cbor::Tree::parse(protected_map);
  const auto others = cbor::Tree::parse(unprotected);
  REQUIRE(headers);
  REQUIRE(others);
  return reason_of(cose::check_header_maps(headers->root(), others->root(), rules));
}

}  // namespace

TEST_CASE("check_headers reads algorithm and kid", "[cose]") {
  const Bytes map = map_of({{1, kEs256}, {4, kKid}, {16, kCard}});
  const auto headers = cbor::Tree::parse(map);
  const auto none = cbor::Tree::parse(cose::kEmptyMap);
  const auto header = cose::check_header_maps(headers->root(), none->root(), card_rules());
  REQUIRE(header);
  CHECK(header->algorithm == -7);
  CHECK(Bytes(header->kid.begin(), header->kid.end()) == Bytes(8, 0x11));
}

TEST_CASE("check_headers refuses an object of another typ", "[cose]") {
  for (const std::int64_t typ : {61, 294, 0, -293}) {
    CHECK(check(map_of({{1, kEs256}, {4, kKid}, {16, cbor::encode_int(typ)}})) == "cose.wrong_typ");
  }
}

TEST_CASE("check_headers refuses a typ of another CBOR type", "[cose]") {
  for (const Bytes& typ : {cbor::encode_text("293"), cbor::encode_bytes(as_bytes("293")), octets("f95c94")}) {
    CHECK(check(map_of({{1, kEs256}, {4, kKid}, {16, typ}})) == "cose.wrong_typ");
  }
}

TEST_CASE("check_headers refuses a missing typ, also when the unprotected header has one", "[cose]") {
  CHECK(check(map_of({{1, kEs256}, {4, kKid}})) == "cose.wrong_typ");
  CHECK(check(map_of({{1, kEs256}, {4, kKid}}), map_of({{16, kCard}})) == "cose.wrong_typ");
}

TEST_CASE("check_headers compares a text typ byte for byte", "[cose]") {
  const cose::HeaderRules rules{.typ = cose::kTypRequest, .kid = false};
  const auto with = [&](std::string_view typ) {
    return check(map_of({{1, kEs256}, {16, cbor::encode_text(typ)}}), map_of({}), rules);
  };
  CHECK(with("application/heyi-request+cwt") == "ok");
  CHECK(with("application/heyi-Request+cwt") == "cose.wrong_typ");
  CHECK(with("heyi-request+cwt") == "cose.wrong_typ");
  CHECK(with("application/heyi-trust+cwt") == "cose.wrong_typ");
  CHECK(check(map_of({{1, kEs256}, {16, cbor::encode_int(0)}}), map_of({}), rules) == "cose.wrong_typ");
}

TEST_CASE("check_headers looks at the typ before anything else", "[cose]") {
  CHECK(check(map_of({{2, octets("8101")}, {16, cbor::encode_int(61)}})) == "cose.wrong_typ");
}

TEST_CASE("check_headers refuses alg absent from the protected header", "[cose]") {
  CHECK(check(map_of({{4, kKid}, {16, kCard}})) == "cose.alg_missing");
}

TEST_CASE("check_headers refuses alg that stands in the unprotected header alone", "[cose]") {
  CHECK(check(map_of({{4, kKid}, {16, kCard}}), map_of({{1, kEs256}})) == "cose.alg_missing");
}

TEST_CASE("check_headers refuses algorithms that the profile does not know", "[cose]") {
  for (const std::int64_t alg : {0, 5, -9, -19, -36, -37, -47, -257, -65535, -65538}) {
    CAPTURE(alg);
    CHECK(check(map_of({{1, cbor::encode_int(alg)}, {4, kKid}, {16, kCard}})) == "cose.alg_unknown");
  }
}

TEST_CASE("check_headers refuses an algorithm that is no integer of 64 bits", "[cose]") {
  for (const Bytes& alg : {cbor::encode_text("ES256"), octets("3bffffffffffffffff"), octets("1bffffffffffffffff"),
                           octets("f6"), octets("f9c700")}) {
    CHECK(check(map_of({{1, alg}, {4, kKid}, {16, kCard}})) == "cose.alg_unknown");
  }
}

TEST_CASE("check_headers takes the four algorithms of the profile", "[cose]") {
  for (const std::int64_t alg : {-7, -35, -8, -65537}) {
    CHECK(check(map_of({{1, cbor::encode_int(alg)}, {4, kKid}, {16, kCard}})) == "ok");
  }
}

TEST_CASE("check_headers refuses crit in either header", "[cose]") {
  const Bytes crit = octets("8110");
  CHECK(check(map_of({{1, kEs256}, {2, crit}, {4, kKid}, {16, kCard}})) == "cose.critical");
  CHECK(check(map_of({{1, kEs256}, {4, kKid}, {16, kCard}}), map_of({{2, crit}})) == "cose.critical");
}

TEST_CASE("check_headers refuses a kid that is missing or not 8 octets", "[cose]") {
  CHECK(check(map_of({{1, kEs256}, {16, kCard}})) == "cose.kid_missing");
  for (const Bytes& kid : {cbor::encode_bytes(Bytes(7, 1)), cbor::encode_bytes(Bytes(9, 1)), cbor::encode_bytes({}),
                           cbor::encode_text("12345678"), cbor::encode_int(1)}) {
    CHECK(check(map_of({{1, kEs256}, {4, kid}, {16, kCard}})) == "cose.kid_missing");
  }
}

TEST_CASE("check_headers refuses a kid that stands in the unprotected header alone", "[cose]") {
  CHECK(check(map_of({{1, kEs256}, {16, kCard}}), map_of({{4, kKid}})) == "cose.kid_missing");
}

TEST_CASE("check_headers refuses a kid where the rules have none", "[cose]") {
  const cose::HeaderRules rules{.typ = cose::kTypProof, .kid = false};
  const Bytes typ = cbor::encode_int(294);
  CHECK(check(map_of({{1, kEs256}, {16, typ}}), map_of({}), rules) == "ok");
  CHECK(check(map_of({{1, kEs256}, {4, kKid}, {16, typ}}), map_of({}), rules) == "cose.unknown_header");
}

TEST_CASE("check_headers refuses protected labels beyond the closed set", "[cose]") {
  for (const std::int64_t label : {3, 5, 13, 15, 17, 33, 34, 258, -65537, 65536}) {
    CAPTURE(label);
    CHECK(check(map_of({{1, kEs256}, {4, kKid}, {16, kCard}, {label, cbor::encode_int(1)}})) == "cose.unknown_header");
  }
  cbor::MapWriter headers;
  headers.put(1, kEs256).put(4, kKid).put(16, kCard).put_int("note", 1);
  CHECK(check(*std::move(headers).finish()) == "cose.unknown_header");
}

TEST_CASE("check_headers refuses unprotected labels beyond the closed set", "[cose]") {
  const Bytes good = map_of({{1, kEs256}, {4, kKid}, {16, kCard}});
  CHECK(check(good, map_of({{17, octets("80")}})) == "ok");
  for (const std::int64_t label : {0, 3, 5, 7, 11, 13, 15, 18, 33, 170, -1, -65537}) {
    CAPTURE(label);
    CHECK(check(good, map_of({{label, cbor::encode_int(1)}})) == "cose.unknown_header");
  }
  cbor::MapWriter text;
  text.put_int("17", 1);
  CHECK(check(good, *std::move(text).finish()) == "cose.unknown_header");
}

TEST_CASE("check_headers allows the labels of one kind of object to that kind alone", "[cose]") {
  const cose::HeaderRules rules{.typ = cose::kTypStatic};
  const Bytes typ = cbor::encode_int(61);
  CHECK(check(map_of({{1, kEs256}, {4, kKid}, {16, typ}}), map_of({}), rules) == "ok");
  CHECK(check(map_of({{1, kEs256}, {4, kKid}, {16, typ}, {170, cbor::encode_int(-16)}}), map_of({}), rules) ==
        "cose.unknown_header");
  CHECK(check(map_of({{1, kEs256}, {4, kKid}, {16, typ}}), map_of({{17, octets("80")}}), rules) ==
        "cose.unknown_header");
}
