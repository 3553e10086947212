// The pseudonym: the same for every authority that shares the key, and nothing to anybody else.
#include "support/catch.hpp"
#include "support/fixtures.hpp"

using namespace heyi;
using namespace heyi::test;

TEST_CASE("pseudonym is the start of HMAC-SHA-256 over type and number", "[card]") {
  // printf '\x0111010519491231002X' | openssl dgst -sha256 -mac HMAC -macopt hexkey:9999… -binary | head -c 9 |
  // basenc --base64url
  CHECK(*pseudonym_key().pseudonym({1, kPerson}) == "nrfELXUURvht");
  CHECK(*PseudonymKey::from_hex("000102030405060708090a0b0c0d0e0f")->pseudonym({1, kPerson}) == "kjyAc-C2L2Hv");
  CHECK(*pseudonym_key().pseudonym({5, "E12345678"}) == "ZLVQ6DS8T0J5");
}

TEST_CASE("pseudonym depends on the document type as well as on the number", "[card]") {
  CHECK(*pseudonym_key().pseudonym({4, "E12345678"}) != *pseudonym_key().pseudonym({5, "E12345678"}));
}

TEST_CASE("pseudonym refuses document types that are not one octet", "[card]") {
  CHECK(reason_of(pseudonym_key().pseudonym({255, "E12345678"})) == "ok");
  for (const std::int64_t type : {std::int64_t{-1}, std::int64_t{256}, INT64_MAX, INT64_MIN}) {
    CHECK(reason_of(pseudonym_key().pseudonym({type, "E12345678"})) == "claims.out_of_range");
  }
}

TEST_CASE("a pseudonym key is 16 to 64 octets of hexadecimal", "[card]") {
  for (const std::size_t digits : {32U, 34U, 64U, 128U}) {
    CHECK(reason_of(PseudonymKey::from_hex(std::string(digits, 'a'))) == "ok");
  }
  for (const std::size_t digits : {0U, 2U, 30U, 31U, 33U, 130U}) {
    CHECK(reason_of(PseudonymKey::from_hex(std::string(digits, 'a'))) == "key.bad_pem");
  }
  CHECK(reason_of(PseudonymKey::from_hex(std::string(32, 'g'))) == "key.bad_pem");
}

TEST_CASE("a pseudonym key may have white space around it, not within", "[card]") {
  const std::string digits(64, '9');
  CHECK(PseudonymKey::from_hex(" \t" + digits + "\r\n")->to_hex() == digits);
  CHECK(reason_of(PseudonymKey::from_hex(" \n")) == "key.bad_pem");
  CHECK(reason_of(PseudonymKey::from_hex(digits + " " + digits)) == "key.bad_pem");
}

TEST_CASE("to_hex and from_hex are inverse", "[card]") {
  CountingRandom random;
  const auto made = PseudonymKey::generate(random);
  REQUIRE(made);
  CHECK(made->to_hex().size() == 64);
  CHECK(PseudonymKey::from_hex(made->to_hex())->to_hex() == made->to_hex());
}

TEST_CASE("generate passes on a broken generator", "[card]") {
  BrokenRandom broken;
  CHECK(reason_of(PseudonymKey::generate(broken)) == "key.random_failed");
}

TEST_CASE("a pseudonym key can be moved onto another", "[card]") {
  PseudonymKey kept = *PseudonymKey::from_hex(std::string(32, '1'));
  kept = pseudonym_key();
  CHECK(*kept.pseudonym({1, kPerson}) == "nrfELXUURvht");
}
