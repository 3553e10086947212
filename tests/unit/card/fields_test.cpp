// The field table obeys its own rules, which readers and writers rely on.
#include "card/fields.hpp"

#include <nlohmann/json.hpp>
#include <set>

#include "card/section_json.hpp"
#include "support/catch.hpp"
#include "unit/card/claims_support.hpp"
#include "unit/card/parts.hpp"

using namespace heyi;
using namespace heyi::test;

TEST_CASE("the keys of a section ascend and begin with its end of validity", "[card]") {
  for (const Section section : kAllSections) {
    const auto fields = section_fields(section);
    REQUIRE_FALSE(fields.empty());
    CHECK(fields.front().key == kValidUntil);
    CHECK(fields.front().name == "valid_until");
    for (std::size_t i = 1; i < fields.size(); ++i) CHECK(fields[i - 1].key < fields[i].key);
  }
}

TEST_CASE("the keys of a list item are its positions", "[card]") {
  for (const Section section : kAllSections) {
    for (const Field& field : section_fields(section)) {
      for (std::size_t i = 0; i < field.items.size(); ++i) {
        CHECK(field.items[i].key == static_cast<std::int64_t>(i));
      }
      CHECK((field.kind == FieldKind::list) == !field.items.empty());
    }
  }
}

TEST_CASE("names are unique within a section and titles are there in both languages", "[card]") {
  for (const Section section : kAllSections) {
    std::set<std::string_view> names;
    for (const Field& field : section_fields(section)) {
      CHECK(names.insert(field.name).second);
      CHECK_FALSE(field.zh.empty());
      CHECK_FALSE(field.en.empty());
      CHECK((field.kind == FieldKind::code) == !field.table.empty());
    }
  }
}

TEST_CASE("the issuing area has its key in the sections that have one", "[card]") {
  for (const Section section : kAllSections) {
    bool found = false;
    for (const Field& field : section_fields(section)) {
      if (field.name == "issuing_area") {
        found = true;
        CHECK(field.key == kIssuingArea);
        CHECK(field.required);
      }
    }
    CHECK(found == has_issuing_area(section));
  }
}

TEST_CASE("of the social-security and health sections only numbers, issuing areas and ends identify", "[card]") {
  const std::set<std::string_view> expected = {"valid_until", "card_number", "index", "issuing_area"};
  for (const Section section : {Section::ss, Section::hc}) {
    for (const Field& field : section_fields(section)) {
      CHECK(field.identifying == (expected.count(field.name) == 1));
    }
  }
}

TEST_CASE("section_to_json gives back the JSON that section_from_json read", "[card]") {
  const nlohmann::json file = whole_file();
  for (const Section section : kAllSections) {
    const nlohmann::json& given = file.at(std::string(section_name(section)));
    const auto encoded = section_from_json(section, given, CodeTables::standard());
    REQUIRE(encoded);
    const auto tree = cbor::Tree::parse(*encoded);
    REQUIRE(tree);
    CHECK(nlohmann::json(section_to_json(section, tree->root())) == given);
  }
}

TEST_CASE("section_to_json leaves out what this version does not know", "[card]") {
  const Bytes encoded = octets("a30169413132333435363738021a0005a5b4186301");
  const auto tree = cbor::Tree::parse(encoded);
  REQUIRE(tree);
  CHECK(section_to_json(Section::ss, tree->root()).dump() == R"({"card_number":"A12345678","issuing_area":"370100"})");
}
