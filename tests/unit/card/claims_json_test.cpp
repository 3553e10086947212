// The JSON of a claims file: broken text is told by line and column, structure by the field's path.
#include "support/catch.hpp"
#include "unit/card/claims_support.hpp"

using namespace heyi;
using namespace heyi::test;
using nlohmann::json;

TEST_CASE("from_json reads the files of all three authorities", "[card]") {
  for (const std::string& text : {hrss_claims(), hrss_rich_claims(), health_claims(), health_rich_claims(),
                                  static_claims(), hrss_claims(kOtherPerson), health_claims(kOtherPerson)}) {
    CHECK(answer(text) == "ok");
  }
}

TEST_CASE("from_json answers with what the file says", "[card]") {
  const Claims read = claims(hrss_claims());
  CHECK(read.issuer() == kHrss);
  CHECK(read.person().document_type == 1);
  CHECK(read.person().document_number == kPerson);
  CHECK(read.status()->uri == kHrssStatus);
  CHECK(read.status()->index == 4711);
  CHECK(read.sections() == std::vector<Section>{Section::id, Section::ss});
  CHECK(read.section_cbor(Section::hc).empty());
  CHECK_FALSE(read.valid_from());
}

TEST_CASE("from_json names line and column of broken JSON", "[card]") {
  CHECK(answer(std::string("{\n  \"issuer\": \"JN\",\n  oops\n}")) == "claims.bad_json: line 3, column 3");
  CHECK(answer(std::string("")) == "claims.bad_json: line 1, column 1");
  CHECK(answer(std::string("{\"issuer\": \"JN\"")) == "claims.bad_json: line 1, column 16");
  CHECK(answer(std::string("{} {}")) == "claims.bad_json: line 1, column 4");
}

TEST_CASE("from_json refuses what JSON does not allow", "[card]") {
  for (const char* text : {"{\"a\": 1,}", "{'a': 1}", "{\"a\": 01}", "{\"a\": NaN}", "// x\n{}", "{\"a\": \"\t\"}",
                           "{\"a\": \"\\ud800\"}", "{\"a\": \"\\udc00\\ud800\"}", "{\"a\": \"\xff\"}",
                           "{\"a\": \"\xed\xa0\x80\"}", "{\"a\": \"\xc0\xaf\"}", "{\"a\": 1e400}"}) {
    CAPTURE(text);
    CHECK(answer(std::string(text)).rfind("claims.bad_json", 0) == 0);
  }
}

TEST_CASE("from_json refuses a name that occurs twice in one object", "[card]") {
  std::string text = hrss_claims();
  text.insert(1, "\"issuer\": \"JN-HC\",");
  CHECK(answer(text).rfind("claims.bad_json", 0) == 0);
  std::string inner = hrss_claims();
  inner.insert(inner.find("\"card_number\""), "\"card_number\": \"B\", ");
  CHECK(answer(inner).rfind("claims.bad_json", 0) == 0);
}

TEST_CASE("from_json refuses nesting bombs", "[card]") {
  CHECK(answer(std::string(200'000, '[')).rfind("claims.bad_json", 0) == 0);
  CHECK(answer(std::string(200'000, '[') + std::string(200'000, ']')).rfind("claims.bad_json", 0) == 0);
}

TEST_CASE("from_json refuses more than a mebibyte", "[card]") {
  CHECK(answer(std::string(1024 * 1024 + 1, ' ')).rfind("claims.bad_json", 0) == 0);
}

TEST_CASE("from_json refuses a file that is no object", "[card]") {
  for (const char* text : {"[]", "1", "null", "\"x\"", "true"}) {
    CHECK(answer(std::string(text)) == "claims.wrong_type: the file is no object");
  }
}

TEST_CASE("from_json refuses unknown names without repeating them", "[card]") {
  CHECK(answer(with("/holder", 1)) == "claims.unknown_field: top level");
  CHECK(answer(with("/zz", json::object())) == "claims.unknown_field: top level");
  CHECK(answer(with("/SS", json::object())) == "claims.unknown_field: top level");
  CHECK(answer(with("/ss/citizen_number", kPerson)) == "claims.unknown_field: ss");
  CHECK(answer(with("/ss/coverages/0/zz", 1)) == "claims.unknown_field: ss.coverages[0]");
  CHECK(answer(with("/person/name", "x")) == "claims.unknown_field: person");
  CHECK(answer(with("/status/ttl", 1)) == "claims.unknown_field: status");
}

TEST_CASE("from_json does not take a name with a NUL for the name before it", "[card]") {
  CHECK(answer(with(std::string("/issuer\0x", 9), 1)) == "claims.unknown_field: top level");
}

TEST_CASE("from_json takes a $schema line, which editors want", "[card]") {
  CHECK(answer(with("/$schema", "claims.schema.json")) == "ok");
}

TEST_CASE("from_json refuses a missing member at the top", "[card]") {
  for (const char* name : {"issuer", "person", "valid_until"}) {
    CHECK(answer(without("/" + std::string(name))) == "claims.missing: " + std::string(name));
  }
  for (const char* path : {"person/document_type", "person/document_number", "status/uri", "status/index"}) {
    std::string field = path;
    field[field.find('/')] = '.';
    CHECK(answer(without("/" + std::string(path))) == "claims.missing: " + field);
  }
}

TEST_CASE("from_json asks for one section at the least", "[card]") {
  json file = whole_file();
  for (const Section section : kAllSections) file.erase(std::string(section_name(section)));
  CHECK(answer(file).rfind("claims.missing: at least one section", 0) == 0);
}

TEST_CASE("from_json takes a file without a status reference", "[card]") { CHECK(answer(without("/status")) == "ok"); }

TEST_CASE("from_json refuses sections that are no objects", "[card]") {
  for (const Section section : kAllSections) {
    const std::string name(section_name(section));
    CHECK(answer(with("/" + name, json::array())) == "claims.wrong_type: " + name);
    CHECK(answer(with("/" + name, nullptr)) == "claims.wrong_type: " + name);
  }
}

TEST_CASE("from_json never says a value in its detail", "[card]") {
  // A marker in every string of the file, one at a time: whatever is refused, the marker is not repeated.
  const json file = whole_file().flatten();
  for (const auto& [pointer, value] : file.items()) {
    const std::string told = answer(with(pointer, "SECRETVALUE"));
    CAPTURE(pointer, told);
    CHECK(told.find("SECRET") == std::string::npos);
  }
}
