// Who the card is about, from when to when, and where its status stands.
#include "support/catch.hpp"
#include "unit/card/claims_support.hpp"

using namespace heyi;
using namespace heyi::test;
using nlohmann::json;

TEST_CASE("from_json refuses issuer codes beyond 32 characters of the short alphabet", "[card]") {
  CHECK(answer(with("/issuer", std::string(32, 'a'))) == "ok");
  CHECK(answer(with("/issuer", "a.B_9-z")) == "ok");
  for (const std::string& bad : {std::string(), std::string(33, 'a'), std::string("JN HC"), std::string("JN-HC\0", 6),
                                 std::string("济南"), std::string("a/b")}) {
    CHECK(answer(with("/issuer", bad)) == "claims.out_of_range: issuer");
  }
}

TEST_CASE("from_json refuses a person's number with a wrong check character", "[card]") {
  CHECK(answer(with("/person/document_number", "110105194912310021")) ==
        "claims.bad_document_number: person.document_number");
  CHECK(answer(with("/person/document_number", "11010519491231002x")) ==
        "claims.bad_document_number: person.document_number");
}

TEST_CASE("from_json refuses document types out of range or not in the table", "[card]") {
  json file = without("/id");
  for (const json& bad : {json(-1), json(256), json(UINT64_MAX), json(INT64_MIN)}) {
    file["person"]["document_type"] = bad;
    CHECK(answer(file) == "claims.out_of_range: person.document_type");
  }
  file["person"]["document_type"] = 77;
  CHECK(answer(file) == "claims.unknown_code: person.document_type");
  file["person"] = {{"document_type", 5}, {"document_number", "E12345678"}};
  CHECK(answer(file) == "ok");
}

TEST_CASE("from_json takes a region's own document type once its table is loaded", "[card]") {
  const auto tables = CodeTables::from_json(
      R"({"tables": {"document_types": {"1": {"zh": "身份证", "en": "card"}, "77": {"zh": "军官证", "en": "officer"}}}})");
  REQUIRE(tables);
  json file = without("/id");
  file["person"] = {{"document_type", 77}, {"document_number", "JG123456"}};
  CHECK(answer(file.dump(), *tables) == "ok");
}

TEST_CASE("from_json refuses an id section of another person", "[card]") {
  json file = with("/id/document_number", kOtherPerson);
  file["id"].erase("birth_date");
  file["id"].erase("sex");
  CHECK(answer(file) == "claims.inconsistent: id and person name different documents");
}

TEST_CASE("from_json refuses an identity that its own number contradicts", "[card]") {
  CHECK(answer(with("/id/sex", 1)).rfind("claims.inconsistent: id.sex", 0) == 0);
  CHECK(answer(with("/id/birth_date", "1949-12-30")).rfind("claims.inconsistent: id.birth_date", 0) == 0);
  CHECK(answer(with("/id/sex", 0)) == "ok");
  CHECK(answer(with("/id/document_number", "110105194912310021")) == "claims.bad_document_number: id.document_number");
}

TEST_CASE("a date as valid_until is the last day in China", "[card]") {
  json file = with("/valid_until", "2031-11-23");
  CHECK(format_time(claims(file.dump()).valid_until()) == "2031-11-23T16:00:00Z");
}

TEST_CASE("a date as valid_from is the first instant of the day in China", "[card]") {
  json file = with("/valid_from", "2026-11-24");
  CHECK(format_time(*claims(file.dump()).valid_from()) == "2026-11-23T16:00:00Z");
}

TEST_CASE("a time as valid_until is the first instant at which the card no longer holds", "[card]") {
  json file = with("/valid_until", "2031-11-23T08:00:00+08:00");
  CHECK(format_time(claims(file.dump()).valid_until()) == "2031-11-23T00:00:00Z");
}

TEST_CASE("from_json refuses a validity that ends before it begins", "[card]") {
  json file = with("/valid_from", "2031-11-25");
  CHECK(answer(file) == "claims.inconsistent: valid_until is not after valid_from");
  file["valid_from"] = "2031-11-24T16:00:00Z";  // the very instant at which it ends
  CHECK(answer(file) == "claims.inconsistent: valid_until is not after valid_from");
  file["valid_from"] = "2031-11-24T15:59:59Z";
  CHECK(answer(file) == "ok");
}

TEST_CASE("from_json refuses times that no verifier would take", "[card]") {
  // NumericDate 0 and below, and beyond the year 9999, are refused in every card.
  for (const char* bad :
       {"1970-01-01T00:00:00Z", "1969-12-31T23:59:59Z", "1970-01-01", "1900-01-01", "9999-12-31T23:59:59-00:01"}) {
    CAPTURE(bad);
    CHECK(answer(with("/valid_from", bad)) == "claims.out_of_range: valid_from");
  }
  CHECK(answer(with("/valid_until", "9999-12-31T23:59:59-23:59")) == "claims.out_of_range: valid_until");
  CHECK(answer(with("/valid_until", "9999-12-31T23:59:59Z")) == "ok");
  CHECK(answer(with("/valid_until", "9999-12-31")) == "ok");
}

TEST_CASE("from_json refuses malformed times", "[card]") {
  for (const char* bad : {"", "2031", "2031-11-23 ", "2031-11-23T25:00:00Z", "2031-11-23T10:00Z", "2031-02-30",
                          "2031-11-23T10:00:00", "2031-11-23T10:00:00.Z", "tomorrow"}) {
    CAPTURE(bad);
    CHECK(answer(with("/valid_until", bad)) == "claims.bad_date: valid_until");
  }
}

TEST_CASE("from_json bounds the status reference", "[card]") {
  CHECK(answer(with("/status/uri", std::string(28, 'u'))) == "ok");
  CHECK(answer(with("/status/uri", std::string(29, 'u'))) == "claims.too_long: status.uri");
  for (const char* bad : {"", "a b", "状态", "a\n", "\x7f"}) {
    CHECK(answer(with("/status/uri", bad)) == "claims.out_of_range: status.uri");
  }
  CHECK(answer(with("/status/index", 4294967295U)) == "ok");
  CHECK(answer(with("/status/index", 4294967296U)) == "claims.out_of_range: status.index");
  CHECK(answer(with("/status/index", UINT64_MAX)) == "claims.out_of_range: status.index");
  CHECK(answer(with("/status/index", -1)) == "claims.out_of_range: status.index");
  CHECK(answer(with("/status", json::array())) == "claims.wrong_type: status");
}
