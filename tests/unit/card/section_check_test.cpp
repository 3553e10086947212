// A section as a verifier meets it: right types and bounds, room for fields that later versions append.
#include "card/section_check.hpp"

#include "support/catch.hpp"
#include "unit/card/parts.hpp"

using namespace heyi;
using namespace heyi::test;

namespace {

using Fields = std::initializer_list<std::pair<std::int64_t, Bytes>>;

Bytes map_of(Fields fields) {
  cbor::MapWriter map;
  for (const auto& [key, value] : fields) map.put(key, value);
  return *std::move(map).finish();
}

std::string check(Section section, const Bytes& encoded) {
  const auto tree = cbor::Tree::parse(encoded);
  if (!tree) return reason_of(tree);
  const auto checked = check_section(section, tree->root());
  return checked ? "ok" : reason_of(checked) + ": " + detail_of(checked);
}

Bytes text(const std::string& value) { return cbor::encode_text(value); }
Bytes number(std::int64_t value) { return cbor::encode_int(value); }

const Bytes kNumber = text("A12345678");
const Bytes kArea = number(370100);

std::string ss_with(std::int64_t field, const Bytes& value) {
  return check(Section::ss, map_of({{1, kNumber}, {2, kArea}, {field, value}}));
}

}  // namespace

TEST_CASE("check_section takes every section that an issuer makes", "[card]") {
  const Claims all = claims(example_claims_json({}, kNow));
  for (const Section section : all.sections()) {
    const ByteView encoded = all.section_cbor(section);
    CHECK(check(section, Bytes(encoded.begin(), encoded.end())) == "ok");
  }
}

TEST_CASE("check_section refuses a section that is no map", "[card]") {
  for (const char* hex : {"80", "f6", "00", "60"}) CHECK(check(Section::ss, octets(hex)) == "card.bad_claim: ss");
}

TEST_CASE("check_section refuses a missing required field", "[card]") {
  CHECK(check(Section::ss, map_of({{2, kArea}})) == "card.missing_claim: ss.card_number");
  CHECK(check(Section::ss, map_of({{1, kNumber}})) == "card.missing_claim: ss.issuing_area");
  CHECK(check(Section::px, map_of({{1, text("x")}, {2, number(3)}})) == "card.missing_claim: px.valid_until");
}

TEST_CASE("check_section lets integer keys through that it does not know, and no others", "[card]") {
  CHECK(ss_with(99, octets("a10102")) == "ok");
  cbor::MapWriter named;
  named.put(1, kNumber).put(2, kArea).put("card_number", kNumber);
  CHECK(check(Section::ss, *std::move(named).finish()) == "card.bad_claim: ss");
  CHECK(ss_with(-1, number(1)) == "card.bad_claim: ss");
}

TEST_CASE("check_section refuses texts that are too long, empty or hold control characters", "[card]") {
  const auto name = [](const std::string& value) {
    return check(Section::px, map_of({{0, number(21000)}, {1, text(value)}, {2, number(3)}}));
  };
  std::string rare;
  for (int i = 0; i < 50; ++i) rare += "𠮷";
  CHECK(name(rare) == "ok");
  CHECK(name(rare + "a") == "card.bad_claim: px.presenter_name");
  for (const std::string& bad : {std::string(), std::string("a\nb"), std::string("a\0", 2), std::string("\xc2\x85")}) {
    CHECK(name(bad) == "card.bad_claim: px.presenter_name");
  }
}

TEST_CASE("check_section refuses dates outside 1800 to 9999 and of other types", "[card]") {
  for (const std::int64_t good : {-62091, 0, 2932896}) CHECK(ss_with(0, number(good)) == "ok");
  for (const Bytes& bad :
       {number(-62092), number(2932897), number(INT64_MAX), number(INT64_MIN), octets("1bffffffffffffffff"),
        octets("3bffffffffffffffff"), octets("f93c00"), text("2026-01-01"), octets("f6"), octets("c100")}) {
    CHECK(ss_with(0, bad) == "card.bad_claim: ss.valid_until");
  }
}

TEST_CASE("check_section refuses areas that are not six digits", "[card]") {
  for (const std::int64_t bad : {0, 99'999, 1'000'000, -370100}) {
    CHECK(ss_with(3, number(bad)) == "card.bad_claim: ss.insured_area");
  }
  CHECK(ss_with(3, text("370100")) == "card.bad_claim: ss.insured_area");
}

TEST_CASE("check_section bounds octets", "[card]") {
  const auto index = [](std::size_t size) {
    return check(Section::hc, map_of({{1, cbor::encode_bytes(Bytes(size, 1))}, {2, kArea}}));
  };
  CHECK(index(8) == "ok");
  CHECK(index(32) == "ok");
  CHECK(index(7) == "card.bad_claim: hc.index");
  CHECK(index(33) == "card.bad_claim: hc.index");
}

TEST_CASE("check_section bounds lists", "[card]") {
  const Bytes item = octets("8219013601");
  CHECK(ss_with(5, array_of(std::vector<Bytes>(16, item))) == "ok");
  CHECK(ss_with(5, array_of(std::vector<Bytes>(17, item))) == "card.bad_claim: ss.coverages");
  CHECK(ss_with(5, octets("80")) == "card.bad_claim: ss.coverages");
  CHECK(ss_with(5, octets("a0")) == "card.bad_claim: ss.coverages");
}

TEST_CASE("check_section reads list items by position", "[card]") {
  const auto item = [](const char* hex) { return ss_with(5, array_of({octets(hex)})); };
  CHECK(item("8219013601") == "ok");
  CHECK(item("8319013601f6") == "ok");                        // since is absent
  CHECK(item("8419013601f66178") == "ok");                    // a position of a later version
  CHECK(item("81190136") == "card.bad_claim: ss.coverages");  // state is missing
  CHECK(item("82f601") == "card.bad_claim: ss.coverages");    // type is null
  CHECK(item("80") == "card.bad_claim: ss.coverages");
  CHECK(item("a0") == "card.bad_claim: ss.coverages");
  CHECK(item("83190136016178") == "card.bad_claim: ss.coverages");
}

TEST_CASE("check_section lets codes through that no table holds, within six digits", "[card]") {
  const auto sex = [](const Bytes& value) {
    return check(Section::id, map_of({{1, number(1)}, {2, text("E1234")}, {3, text("n")}, {4, value}}));
  };
  CHECK(sex(number(77)) == "ok");
  CHECK(sex(number(999'999)) == "ok");
  CHECK(sex(number(1'000'000)) == "card.bad_claim: id.sex");
  CHECK(sex(number(-1)) == "card.bad_claim: id.sex");
}

TEST_CASE("find_field finds by name what is there", "[card]") {
  const Bytes encoded = ss_value();
  const auto tree = cbor::Tree::parse(encoded);
  REQUIRE(find_field(Section::ss, tree->root(), "card_number"));
  CHECK(find_field(Section::ss, tree->root(), "card_number")->value.is_text(kCardNumber));
  CHECK_FALSE(find_field(Section::ss, tree->root(), "valid_until"));
  CHECK_FALSE(find_field(Section::ss, tree->root(), "name"));
  CHECK_FALSE(find_field(Section::ss, tree->root(), ""));
}

TEST_CASE("section_end is the section's own last day", "[card]") {
  const Bytes with = map_of({{0, number(21000)}, {1, kNumber}, {2, kArea}}),
              without = map_of({{1, kNumber}, {2, kArea}});
  const auto with_tree = cbor::Tree::parse(with), without_tree = cbor::Tree::parse(without);
  CHECK(section_end(with_tree->root()) == 21000);
  CHECK_FALSE(section_end(without_tree->root()));
}

TEST_CASE("issuing_area stands in ss and hc alone", "[card]") {
  const Bytes encoded = ss_value();
  const auto tree = cbor::Tree::parse(encoded);
  CHECK(granting_areas(Section::ss, tree->root()) == std::vector<std::string>{"370100"});
  CHECK(granting_areas(Section::px, tree->root()).empty());
}
