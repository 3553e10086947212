// Code tables are data: the standard ones, and whatever a region puts in their place.
#include <heyi/claims.hpp>

#include "card/fields.hpp"
#include "support/catch.hpp"
#include "support/fixtures.hpp"

using namespace heyi;
using namespace heyi::test;

namespace {

std::string answer(const std::string& json) {
  const auto tables = CodeTables::from_json(json);
  return tables ? "ok" : reason_of(tables) + ": " + detail_of(tables);
}

void check_table_of(std::span<const Field> fields) {
  const CodeTables tables = CodeTables::standard();
  for (const Field& field : fields) {
    if (field.kind == FieldKind::code) CHECK(tables.has_table(field.table));
    check_table_of(field.items);
  }
}

}  // namespace

TEST_CASE("the standard tables hold every table that a field names", "[card]") {
  for (const Section section : kAllSections) check_table_of(section_fields(section));
}

TEST_CASE("the standard tables name codes in both languages", "[card]") {
  const CodeTables tables = CodeTables::standard();
  CHECK(tables.name("insurance_types", 310, Language::zh) == "职工基本医疗保险");
  CHECK(tables.name("insurance_types", 310, Language::en) == "employee basic medical insurance");
  CHECK(tables.has("coverage_states", 0));
}

TEST_CASE("a table knows nothing of codes and tables that it does not hold", "[card]") {
  const CodeTables tables = CodeTables::standard();
  CHECK_FALSE(tables.has("insurance_types", 311));
  CHECK_FALSE(tables.has("insurance_types", -1));
  CHECK_FALSE(tables.has("nothing", 1));
  CHECK_FALSE(tables.has_table("nothing"));
  CHECK_FALSE(tables.name("insurance_types", 311, Language::zh));
  CHECK_FALSE(tables.name("nothing", 1, Language::zh));
}

TEST_CASE("from_json replaces the tables it names and leaves the others", "[card]") {
  const auto tables = CodeTables::from_json(R"({"tables": {"insurance_types": {"7": {"zh": "甲", "en": "a"}}}})");
  REQUIRE(tables);
  CHECK(tables->has("insurance_types", 7));
  CHECK_FALSE(tables->has("insurance_types", 310));
  CHECK(tables->has("sexes", 1));
  CHECK(CodeTables::standard().has("insurance_types", 310));
}

TEST_CASE("from_json refuses tables of another shape", "[card]") {
  for (const char* json : {"[]", "{}", R"({"tables": []})", R"({"tables": null})"}) {
    CHECK(answer(json) == "claims.bad_table: tables");
  }
  CHECK(answer(R"({"tables": {"t": []}})") == "claims.bad_table: t");
  for (const char* names : {"null", "\"x\"", "{}", R"({"zh": "x"})", R"({"en": "x"})", R"({"zh": 1, "en": "x"})"}) {
    CHECK(answer(std::string(R"({"tables": {"t": {"1": )") + names + "}}}") == "claims.bad_table: t.1");
  }
}

TEST_CASE("from_json refuses codes that are not written as numbers are", "[card]") {
  for (const char* code : {"", "a", "1a", "-1", "-0", "+1", "01", "1.0", " 1", "1000000", "99999999999999999999"}) {
    CAPTURE(code);
    CHECK(answer(R"({"tables": {"t": {")" + std::string(code) + R"(": {"zh": "x", "en": "x"}}}})") ==
          "claims.bad_table: t." + std::string(code));
  }
  CHECK(answer(R"({"tables": {"sexes": {"999999": {"zh": "x", "en": "x"}}}})") == "ok");
}

TEST_CASE("from_json refuses a table that no field uses", "[card]") {
  CHECK(answer(R"({"tables": {"insurance_typs": {"1": {"zh": "x", "en": "x"}}}})") ==
        "claims.bad_table: a table that no field uses");
}

TEST_CASE("from_json names line and column of a broken table file", "[card]") {
  CHECK(answer("{\n x") == "claims.bad_json: line 2, column 2");
}
