// The schema and the example follow from the field table, and docs/claims.schema.json is that schema.
#include <algorithm>
#include <fstream>
#include <sstream>

#include "card/fields.hpp"
#include "support/catch.hpp"
#include "support/places.hpp"
#include "unit/card/claims_support.hpp"

using namespace heyi;
using namespace heyi::test;
using nlohmann::json;

namespace {

// Every field stands in the schema with its kind, and in the example with a value.
void check_fields(std::span<const Field> fields, const json& schema, const json& example) {
  CHECK(schema.at("additionalProperties") == false);
  CHECK(schema.at("properties").size() == fields.size());
  const json required = schema.value("required", json::array());
  for (const Field& field : fields) {
    const std::string name(field.name);
    CAPTURE(name);
    REQUIRE(example.contains(name));
    REQUIRE(schema.at("properties").contains(name));
    const json& says = schema.at("properties").at(name);
    const std::string title = says.at("title");
    CHECK(title.find(field.zh) != std::string::npos);
    CHECK(title.find(field.en) != std::string::npos);
    CHECK((std::find(required.begin(), required.end(), name) != required.end()) == field.required);
    if (field.kind == FieldKind::code) {
      CHECK(says.at("type") == "integer");
      CHECK(says.at("description").get<std::string>().find(field.table) != std::string::npos);
    } else if (field.kind == FieldKind::number) {
      CHECK(says.at("minimum") == field.min);
      CHECK(says.at("maximum") == field.max);
    } else if (field.kind == FieldKind::list) {
      CHECK(says.at("maxItems") == field.max);
      check_fields(field.items, says.at("items"), example.at(name).at(0));
    } else {
      CHECK(says.at("type") == "string");
      CHECK(says.contains("pattern"));
    }
  }
}

}  // namespace

TEST_CASE("the schema and the example hold every field of the table", "[card]") {
  const json schema = json::parse(claims_schema_json());
  const json example = whole_file();
  for (const Section section : kAllSections) {
    const std::string name(section_name(section));
    check_fields(section_fields(section), schema.at("properties").at(name), example.at(name));
  }
}

TEST_CASE("the schema knows the members at the top and no others", "[card]") {
  const json schema = json::parse(claims_schema_json());
  CHECK(schema.at("$schema") == "https://json-schema.org/draft/2020-12/schema");
  CHECK(schema.at("additionalProperties") == false);
  CHECK(schema.at("required") == json({"issuer", "person", "valid_until"}));
  CHECK(schema.at("properties").size() == 6 + kAllSections.size());
  CHECK(schema.at("anyOf").size() == kAllSections.size());
}

TEST_CASE("docs/claims.schema.json is the schema that the library makes", "[card]") {
  std::ifstream file(test::source_folder() / "docs/claims.schema.json", std::ios::binary);
  REQUIRE(file);
  std::ostringstream text;
  text << file.rdbuf();
  CHECK(text.str() == claims_schema_json());
}

TEST_CASE("the example is valid for every choice of sections", "[card]") {
  for (unsigned choice = 0; choice < 128; ++choice) {
    std::vector<Section> sections;
    for (const Section section : kAllSections) {
      if ((choice >> static_cast<unsigned>(section) & 1) != 0) sections.push_back(section);
    }
    const auto read = Claims::from_json(example_claims_json(sections, kNow), CodeTables::standard());
    CAPTURE(choice);
    REQUIRE(reason_of(read) == "ok");
    if (!sections.empty()) CHECK(read->sections() == sections);
  }
}

TEST_CASE("the example with no section named shows all seven", "[card]") {
  CHECK(claims(example_claims_json({}, kNow)).sections().size() == 7);
}

TEST_CASE("the example's issuer is the health authority for its sections alone", "[card]") {
  for (const Section section : kAllSections) {
    const bool health = section == Section::hc || section == Section::vx || section == Section::mr;
    CHECK(claims(example_claims_json({section}, kNow)).issuer() == (health ? kHealth : kHrss));
  }
}

TEST_CASE("the example is valid for five years, also from 29 February", "[card]") {
  const auto until = [](const char* today) {
    return format_time_china(claims(example_claims_json({Section::ss}, *parse_time(today))).valid_until());
  };
  CHECK(until("2026-11-24T09:30:00Z") == "2031-11-25 00:00");
  CHECK(until("2026-11-24T16:00:00Z") == "2031-11-26 00:00");  // already the 25th in China
  CHECK(until("2028-02-29T00:00:00Z") == "2033-03-01 00:00");
}

TEST_CASE("the example is valid whatever the clock says", "[card]") {
  for (const std::int64_t now : {INT64_MIN, std::int64_t{-1}, std::int64_t{0}, std::int64_t{253402300799}, INT64_MAX}) {
    CAPTURE(now);
    CHECK(answer(example_claims_json({}, from_unix(now))) == "ok");
  }
}

TEST_CASE("the example refers to a status list", "[card]") {
  const Claims read = claims(example_claims_json({Section::ss}, kNow));
  REQUIRE(read.status());
  CHECK(read.status()->uri == "demo:ss:1");
}
