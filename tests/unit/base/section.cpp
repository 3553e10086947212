// Names of sections, which cards, trust lists and the command line spell alike.
#include <heyi/claims.hpp>

#include <set>

#include "support/catch.hpp"

namespace {

using heyi::Language;
using heyi::Reason;
using heyi::Section;

void check_refused(std::string_view list) {
  INFO(list);
  const auto sections = heyi::parse_sections(list);
  REQUIRE_FALSE(sections.has_value());
  CHECK(sections.error().reason == Reason::claims_unknown_field);
}

}  // namespace

TEST_CASE("every section has its own two-letter name", "[section]") {
  std::set<std::string_view> names;
  for (const Section section : heyi::kAllSections) {
    CHECK(heyi::section_name(section).size() == 2);
    CHECK(names.insert(heyi::section_name(section)).second);
  }
  CHECK(names == std::set<std::string_view>{"id", "ss", "hc", "vx", "mr", "bn", "px"});
}

TEST_CASE("section_from_name is the inverse of section_name", "[section]") {
  for (const Section section : heyi::kAllSections)
    CHECK(heyi::section_from_name(heyi::section_name(section)) == section);
}

TEST_CASE("section_from_name knows no other spelling", "[section]") {
  for (const std::string_view name : {"", "s", "SS", "ss ", " ss", "sss", "xx"})
    CHECK_FALSE(heyi::section_from_name(name).has_value());
}

TEST_CASE("every section has its own title in both languages", "[section]") {
  std::set<std::string_view> titles;
  for (const Section section : heyi::kAllSections) {
    for (const Language language : {Language::zh, Language::en}) {
      CHECK_FALSE(heyi::section_title(section, language).empty());
      CHECK(titles.insert(heyi::section_title(section, language)).second);
    }
  }
  CHECK(heyi::section_title(Section::hc, Language::zh) == "健康卡");
  CHECK(heyi::section_title(Section::hc, Language::en) == "Health card");
}

TEST_CASE("parse_sections keeps the order of the list", "[section]") {
  const auto sections = heyi::parse_sections("hc,ss,id");
  REQUIRE(sections.has_value());
  CHECK(*sections == std::vector<Section>{Section::hc, Section::ss, Section::id});
}

TEST_CASE("parse_sections reads nothing from an empty list", "[section]") {
  const auto sections = heyi::parse_sections("");
  REQUIRE(sections.has_value());
  CHECK(sections->empty());
}

TEST_CASE("parse_sections refuses unknown names, spaces and stray commas", "[section]") {
  for (const std::string_view list : {"xx", "ss,", ",ss", "ss,,hc", "ss, hc", "ss;hc", "SS", ","}) check_refused(list);
}
