// The names of systems: which are taken, and how each form writes them.
#include "handover/systems.hpp"

#include "handover/message.hpp"
#include "support/catch.hpp"
#include "support/terminal_visits.hpp"

namespace heyi::terminal {
namespace {

Reason refusal(std::string_view json) {
  const Result<Systems> systems = systems_from_json(json);
  REQUIRE_FALSE(systems);
  return systems.error().reason;
}

}  // namespace

TEST_CASE("systems that a file does not name stay as they are", "[handover]") {
  const Result<Systems> systems = systems_from_json(R"({"health_card_index": "2.16.156.10011.1.19"})");
  REQUIRE(systems);
  CHECK(systems->health_card_index == "2.16.156.10011.1.19");
  CHECK(systems->citizen_number == Systems::standard().citizen_number);
  CHECK(systems_from_json("{}"));
}

TEST_CASE("a system is an OID, a URN or a URL", "[handover]") {
  const char* name = GENERATE("1.2.3", "0.9.2342", "2.25.28960621795587061304291613603823438078", "urn:oid:1.2.3",
                              "urn:uuid:15c99ce5-34f6-4504-baa1-7105c97148fd", "https://his.hospital/id");
  CHECK(systems_from_json(std::string(R"({"person": ")") + name + "\"}"));
}

TEST_CASE("what is neither OID nor URI is refused", "[handover]") {
  const char* name = GENERATE("", "1", "1.2", "3.1.2", "1..2", "1.2.", ".1.2", "1.02.3", "01.2.3", "1.2.3 ", "12.3.4",
                              "person", ":x", "urn:", "urn:oid:", "urn:oid:1.02.3", "http://a b", "http://a|b",
                              "http://a,b", "http://a$b", "http://名", "http://a\\\\b", "http://a^b", "Http://a");
  INFO(name);
  CHECK(refusal(std::string(R"({"person": ")") + name + "\"}") == Reason::claims_out_of_range);
}

TEST_CASE("a file of systems is read strictly", "[handover]") {
  CHECK(refusal("") == Reason::claims_bad_json);
  CHECK(refusal("{") == Reason::claims_bad_json);
  CHECK(refusal("{\"person\": \"\xff\"}") == Reason::claims_bad_json);
  CHECK(refusal(R"({"person": "1.2.3", "person": "1.2.4"})") == Reason::claims_bad_json);
  CHECK(refusal("[]") == Reason::claims_wrong_type);
  CHECK(refusal(R"({"person": 1})") == Reason::claims_wrong_type);
  CHECK(refusal(R"({"persons": "1.2.3"})") == Reason::claims_unknown_field);
  CHECK(refusal(R"({"person": "1.2.3", "visit": "1.2.3"})") == Reason::claims_inconsistent);
  CHECK(refusal(R"({"person": "1.2.3", "visit": "urn:oid:1.2.3"})") == Reason::claims_inconsistent);
}

TEST_CASE("HL7 writes a system with its type, FHIR as a URI", "[handover]") {
  CHECK(universal_id("1.2.3").type == "ISO");
  CHECK(universal_id("urn:oid:1.2.3").id == "1.2.3");
  CHECK(universal_id("urn:uuid:15c99ce5-34f6-4504-baa1-7105c97148fd").type == "UUID");
  CHECK(universal_id("https://a/b").type == "URI");
  CHECK(uri_of("1.2.3") == "urn:oid:1.2.3");
  CHECK(uri_of("urn:oid:1.2.3") == "urn:oid:1.2.3");
}

TEST_CASE("both forms use the systems that are set", "[handover]") {
  const Result<Systems> systems = systems_from_json(R"({"citizen_number": "https://a/b?c&d"})");
  REQUIRE(systems);
  const Result<std::string> hl7 = hl7_message(test::usual_visit(), {}, *systems);
  const Result<std::string> fhir = fhir_bundle(test::usual_visit(), *systems);
  REQUIRE(hl7);
  REQUIRE(fhir);
  CHECK(hl7->find(R"(^^^GB11643&https://a/b?c\T\d&URI^NI)") != std::string::npos);
  CHECK(fhir->find(R"("system":"https://a/b?c&d")") != std::string::npos);
}

}  // namespace heyi::terminal
