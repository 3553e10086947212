// Every kind of field is checked before anybody signs it, and the detail names the field.
#include "support/catch.hpp"
#include "unit/card/claims_support.hpp"

using namespace heyi;
using namespace heyi::test;
using nlohmann::json;

namespace {

std::string repeated(const std::string& unit, int count) {
  std::string text;
  for (int i = 0; i < count; ++i) text += unit;
  return text;
}

}  // namespace

TEST_CASE("from_json refuses every required field that is missing", "[card]") {
  for (const char* pointer : {"/id/document_type", "/id/document_number", "/id/name", "/ss/card_number",
                              "/ss/issuing_area", "/hc/index", "/hc/issuing_area", "/vx/doses", "/mr/records",
                              "/bn/benefits", "/px/valid_until", "/px/presenter_name", "/px/relation"}) {
    std::string field = std::string(pointer).substr(1);
    field[2] = '.';
    CHECK(answer(without(pointer)) == "claims.missing: " + field);
  }
}

TEST_CASE("from_json refuses required fields missing from list items", "[card]") {
  CHECK(answer(without("/ss/coverages/0/type")) == "claims.missing: ss.coverages[0].type");
  CHECK(answer(without("/vx/doses/0/dose")) == "claims.missing: vx.doses[0].dose");
  CHECK(answer(without("/mr/records/0/locator")) == "claims.missing: mr.records[0].locator");
  CHECK(answer(without("/bn/benefits/0/area")) == "claims.missing: bn.benefits[0].area");
}

TEST_CASE("from_json takes every optional field away", "[card]") {
  for (const char* pointer :
       {"/id/valid_until", "/id/sex", "/id/birth_date", "/ss/insured_area", "/ss/pooling_area", "/ss/coverages",
        "/ss/coverages/0/since", "/hc/organisation", "/vx/doses/0/trace_code", "/vx/doses/0/organisation",
        "/mr/records/0/kind", "/mr/records/0/date", "/bn/benefits/0/valid_until", "/px/presenter"}) {
    CAPTURE(pointer);
    CHECK(answer(without(pointer)) == "ok");
  }
}

TEST_CASE("from_json refuses fields of another type", "[card]") {
  const json fields = whole_file().flatten();
  for (const auto& [pointer, value] : fields.items()) {
    for (const json& other : {json(true), json(nullptr), json(1.5), json::object()}) {
      const std::string told = answer(with(pointer, other));
      CAPTURE(pointer, other.dump(), told);
      CHECK(told.rfind("claims.wrong_type: ", 0) == 0);
    }
    const json crossed = value.is_string() ? json(7) : json("7");
    CHECK(answer(with(pointer, crossed)).rfind("claims.wrong_type: ", 0) == 0);
  }
}

TEST_CASE("from_json takes names with a middle dot and rare characters", "[card]") {
  CHECK(answer(with("/id/name", "阿卜杜拉·买买提")) == "ok");
  CHECK(answer(with("/id/name", "𠮷𬎆")) == "ok");  // beyond the basic plane
  CHECK(answer(with("/id/name", "Anne-Marie O'Neill")) == "ok");
}

TEST_CASE("from_json counts characters, not octets", "[card]") {
  CHECK(answer(with("/id/name", repeated("𠮷", 50))) == "ok");
  CHECK(answer(with("/id/name", repeated("𠮷", 51))) == "claims.too_long: id.name");
  CHECK(answer(with("/id/name", repeated("·", 50))) == "ok");
  CHECK(answer(with("/id/name", "")) == "claims.out_of_range: id.name");
}

TEST_CASE("from_json refuses control characters and spaces at the ends of a text", "[card]") {
  for (const std::string& name :
       {std::string("a\nb"), std::string("a\0b", 3), std::string("a\x7f"), std::string("a\xc2\x85"), std::string("\tb"),
        std::string(" a"), std::string("a "), std::string(" ")}) {
    CHECK(answer(with("/id/name", name)) == "claims.out_of_range: id.name");
  }
  CHECK(answer(with("/id/name", "a b")) == "ok");
}

TEST_CASE("from_json bounds card numbers to 5 to 20 upper-case letters and digits", "[card]") {
  for (const char* good : {"A1234", "ABCDEFGHIJ0123456789"}) CHECK(answer(with("/ss/card_number", good)) == "ok");
  for (const char* bad : {"A123", "a12345", "A-12345", "A 12345", "卡12345"}) {
    CHECK(answer(with("/ss/card_number", bad)) == "claims.out_of_range: ss.card_number");
  }
  CHECK(answer(with("/ss/card_number", repeated("A", 21))) == "claims.too_long: ss.card_number");
}

TEST_CASE("from_json refuses trace codes that are not digits", "[card]") {
  CHECK(answer(with("/vx/doses/0/trace_code", repeated("9", 32))) == "ok");
  CHECK(answer(with("/vx/doses/0/trace_code", "12A")) == "claims.out_of_range: vx.doses[0].trace_code");
  CHECK(answer(with("/vx/doses/0/trace_code", "１２")) == "claims.out_of_range: vx.doses[0].trace_code");
  CHECK(answer(with("/vx/doses/0/trace_code", repeated("9", 33))) == "claims.too_long: vx.doses[0].trace_code");
}

TEST_CASE("from_json bounds numbers, extreme ones too", "[card]") {
  CHECK(answer(with("/vx/doses/0/dose", 20)) == "ok");
  for (const json& bad : {json(0), json(21), json(-1), json(INT64_MIN), json(INT64_MAX), json(UINT64_MAX)}) {
    CAPTURE(bad.dump());
    CHECK(answer(with("/vx/doses/0/dose", bad)) == "claims.out_of_range: vx.doses[0].dose");
  }
  std::string beyond = whole_file().dump();
  beyond.replace(beyond.find("\"dose\":1"), 8, "\"dose\":18446744073709551616");
  CHECK(answer(beyond) == "claims.wrong_type: vx.doses[0].dose");
}

TEST_CASE("from_json refuses codes that their table does not hold", "[card]") {
  CHECK(answer(with("/ss/coverages/0/type", 311)) == "claims.unknown_code: ss.coverages[0].type");
  CHECK(answer(with("/ss/coverages/0/state", 4)) == "claims.unknown_code: ss.coverages[0].state");
  CHECK(answer(with("/id/sex", 3)) == "claims.unknown_code: id.sex");
  CHECK(answer(with("/mr/records/0/kind", 0)) == "claims.unknown_code: mr.records[0].kind");
  CHECK(answer(with("/bn/benefits/0/category", 9)) == "claims.unknown_code: bn.benefits[0].category");
  CHECK(answer(with("/px/relation", -1)) == "claims.unknown_code: px.relation");
  CHECK(answer(with("/px/relation", UINT64_MAX)) == "claims.out_of_range: px.relation");
}

TEST_CASE("from_json refuses dates that do not exist or are written otherwise", "[card]") {
  for (const char* bad : {"2023-02-29", "2026-13-01", "2026-00-10", "2026-04-31", "26-04-30", "2026/04/30", "2026-4-30",
                          "20260430", "2026-04-30T00:00:00Z", "", "２０２６-04-30"}) {
    CAPTURE(bad);
    CHECK(answer(with("/bn/benefits/0/valid_until", bad)) == "claims.bad_date: bn.benefits[0].valid_until");
  }
  CHECK(answer(with("/bn/benefits/0/valid_until", "2024-02-29")) == "ok");
}

TEST_CASE("from_json bounds dates to 1800-01-01 to 9999-12-31", "[card]") {
  CHECK(answer(with("/vx/doses/0/date", "1800-01-01")) == "ok");
  CHECK(answer(with("/vx/doses/0/date", "1799-12-31")) == "claims.out_of_range: vx.doses[0].date");
  CHECK(answer(with("/vx/doses/0/date", "9999-12-31")) == "ok");
}

TEST_CASE("from_json refuses areas that are no GB/T 2260 codes", "[card]") {
  for (const char* bad : {"37010", "3701000", "470100", "000000", "37O100", "990100", ""}) {
    CHECK(answer(with("/ss/issuing_area", bad)) == "claims.bad_area: ss.issuing_area");
    CHECK(answer(with("/bn/benefits/0/area", bad)) == "claims.bad_area: bn.benefits[0].area");
  }
}

TEST_CASE("from_json refuses organisations with a wrong check character", "[card]") {
  CHECK(answer(with("/hc/organisation", "12370100MB1234567T")) == "claims.bad_organisation: hc.organisation");
  CHECK(answer(with("/mr/records/0/organisation", "12370100MB123456")) ==
        "claims.bad_organisation: mr.records[0].organisation");
}

TEST_CASE("from_json bounds octets and reads hexadecimal of either case", "[card]") {
  CHECK(answer(with("/hc/index", repeated("aB", 8))) == "ok");
  CHECK(answer(with("/hc/index", repeated("00", 32))) == "ok");
  CHECK(answer(with("/hc/index", repeated("00", 7))) == "claims.out_of_range: hc.index");
  CHECK(answer(with("/hc/index", repeated("00", 33))) == "claims.too_long: hc.index");
  CHECK(answer(with("/hc/index", repeated("00", 8) + "0")) == "claims.out_of_range: hc.index");
  CHECK(answer(with("/hc/index", repeated("0G", 8))) == "claims.out_of_range: hc.index");
}

TEST_CASE("from_json bounds lists and refuses empty ones", "[card]") {
  const json coverage = {{"type", 310}, {"state", 1}};
  json list = json::array();
  CHECK(answer(with("/ss/coverages", list)) == "claims.out_of_range: ss.coverages");
  for (int i = 0; i < 16; ++i) list.push_back(coverage);
  CHECK(answer(with("/ss/coverages", list)) == "ok");
  list.push_back(coverage);
  CHECK(answer(with("/ss/coverages", list)) == "claims.too_long: ss.coverages");
}

TEST_CASE("from_json names the item of a list that is wrong", "[card]") {
  json list = json::array({{{"type", 310}, {"state", 1}}, {{"type", 310}, {"state", 7}}});
  CHECK(answer(with("/ss/coverages", list)) == "claims.unknown_code: ss.coverages[1].state");
  list[1] = 5;
  CHECK(answer(with("/ss/coverages", list)) == "claims.wrong_type: ss.coverages[1]");
}

TEST_CASE("from_json encodes a section as docs/format.md has it", "[card]") {
  const Claims read = claims(R"({"issuer": "X", "person": {"document_type": 1, "document_number": "11010519491231002X"},
    "valid_until": "2031-11-23",
    "ss": {"pooling_area": "370100", "card_number": "A12345678", "issuing_area": "370100",
           "coverages": [{"state": 1, "type": 310}, {"type": 110, "state": 2, "since": "1970-01-02"}]}})");
  // {1: "A12345678", 2: 370100, 4: 370100, 5: [[310, 1], [110, 2, 1]]}
  const Bytes expected = {0xa4, 0x01, 0x69, 'A',  '1',  '2',  '3',  '4',  '5',  '6',  '7',  '8',
                          0x02, 0x1a, 0x00, 0x05, 0xa5, 0xb4, 0x04, 0x1a, 0x00, 0x05, 0xa5, 0xb4,
                          0x05, 0x82, 0x82, 0x19, 0x01, 0x36, 0x01, 0x83, 0x18, 0x6e, 0x02, 0x01};
  const ByteView encoded = read.section_cbor(Section::ss);
  CHECK(Bytes(encoded.begin(), encoded.end()) == expected);
}

TEST_CASE("from_json writes an absent position of a list item as null when a later one is there", "[card]") {
  const Claims read = claims(R"({"issuer": "X", "person": {"document_type": 1, "document_number": "11010519491231002X"},
    "valid_until": "2031-11-23", "vx": {"doses": [{"product": "P", "dose": 1, "date": "1970-01-01", "lot": "L"}]}})");
  const Bytes expected = {0xa1, 0x01, 0x81, 0x85, 0x61, 'P', 0x01, 0x00, 0xf6, 0x61, 'L'};
  const ByteView encoded = read.section_cbor(Section::vx);
  CHECK(Bytes(encoded.begin(), encoded.end()) == expected);
}
