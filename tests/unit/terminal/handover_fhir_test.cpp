// The bundle's own promises: found again by identifier, nothing overwritten; tests/handover has it validated as R4.
#include <nlohmann/json.hpp>
#include <set>

#include "handover/message.hpp"
#include "support/catch.hpp"
#include "support/terminal_visits.hpp"

namespace heyi::terminal {
namespace {

using nlohmann::json;

json bundle_of(const Visit& visit) {
  const Result<std::string> text = fhir_bundle(visit, Systems::standard());
  REQUIRE(text);
  return json::parse(*text);
}

std::vector<json> entries_of(const json& bundle, const std::string& type) {
  std::vector<json> found;
  for (const json& entry : bundle["entry"]) {
    if (entry["resource"]["resourceType"] == type) found.push_back(entry);
  }
  return found;
}

}  // namespace

TEST_CASE("a bundle names the visit, and each entry the resource to find again", "[handover]") {
  const json bundle = bundle_of(test::usual_visit());
  CHECK(bundle["type"] == "transaction");
  CHECK(bundle["timestamp"] == "2026-11-26T15:00:05+08:00");
  CHECK(bundle["identifier"]["value"] == "ZZZZZZZZZZZZZZZZZZZZ");
  CHECK(bundle["entry"][1]["request"]["url"] ==
        "Encounter?identifier=urn%3Aoid%3A2.25.28960621795587061304291613603823438077.6%7CZZZZZZZZZZZZZZZZZZZZ");
  CHECK(bundle["entry"][0]["request"]["method"] == "PUT");
}

TEST_CASE("an entry's UUID holds the whole id of the visit and its place", "[handover]") {
  Visit visit = test::least_visit();
  visit.id = "00000000000000000010";
  CHECK(bundle_of(visit)["entry"][0]["fullUrl"] == "urn:uuid:00000000-0000-8000-8000-000000240000");
  CHECK(bundle_of(visit)["entry"][1]["fullUrl"] == "urn:uuid:00000000-0000-8000-8000-000000240001");
  visit.id = "ZZZZZZZZZZZZZZZZZZZZ";
  CHECK(bundle_of(visit)["entry"][0]["fullUrl"] == "urn:uuid:a8b8b452-291f-8e82-80ff-ffffffff0000");
}

TEST_CASE("a bundle updates no resource twice", "[handover]") {
  for (const auto& [name, visit] : test::all_visits()) {
    INFO(name);
    std::set<std::string> urls, places;
    const json bundle = bundle_of(visit);
    for (const json& entry : bundle["entry"]) {
      CHECK(urls.insert(entry["request"]["url"]).second);
      CHECK(places.insert(entry["fullUrl"]).second);
    }
  }
}

TEST_CASE("a code that shows no identity does not overwrite a patient", "[handover]") {
  const json request = bundle_of(test::least_visit())["entry"][0]["request"];
  CHECK(request["method"] == "POST");
  CHECK(request["url"] == "Patient");
  CHECK(request["ifNoneExist"] ==
        "identifier=urn%3Aoid%3A2.25.28960621795587061304291613603823438077.5%7Cq3_-7sYx0AbZ");
}

TEST_CASE("two persons vaccinated out of one box do not share an entry", "[handover]") {
  Visit one = test::usual_visit(), other = test::usual_visit();
  other.person = "zzzzzzzzzzzz";
  const json first = entries_of(bundle_of(one), "Immunization").at(0),
             second = entries_of(bundle_of(other), "Immunization").at(0);
  CHECK(first["resource"]["identifier"][1] == second["resource"]["identifier"][1]);
  CHECK(first["request"]["url"] != second["request"]["url"]);
}

TEST_CASE("an insurance is active when the person is insured now", "[handover]") {
  const auto coverages = entries_of(bundle_of(test::usual_visit()), "Coverage");
  REQUIRE(coverages.size() == 2);
  CHECK(coverages[0]["resource"]["status"] == "active");
  CHECK(coverages[1]["resource"]["status"] == "cancelled");
  CHECK_FALSE(coverages[1]["resource"].contains("period"));
}

TEST_CASE("a bundle holds all that a card can", "[handover]") {
  const json bundle = bundle_of(test::full_visit());
  CHECK(entries_of(bundle, "Coverage").size() == 16);
  CHECK(entries_of(bundle, "Immunization").size() == 30);
  CHECK(bundle["entry"].size() == 48);
}

TEST_CASE("the contact of a patient is who presented the code, until the day the card says", "[handover]") {
  const json patient = bundle_of(test::presented_visit())["entry"][0]["resource"];
  CHECK(patient["contact"][0]["name"]["text"] == "买买提·阿依古丽");
  CHECK(patient["contact"][0]["period"]["end"] == "2026-12-31");
  CHECK(patient["gender"] == "unknown");
  CHECK_FALSE(patient.contains("birthDate"));
}

TEST_CASE("an old status list is told on the visit alone", "[handover]") {
  const json bundle = bundle_of(test::presented_visit());
  CHECK(bundle["entry"][1]["resource"]["meta"]["tag"][0]["code"] == "status.stale");
  CHECK_FALSE(bundle["entry"][0]["resource"].contains("meta"));
}

TEST_CASE("the same visit gives the same bundle", "[handover]") {
  CHECK(bundle_of(test::full_visit()).dump() == bundle_of(test::full_visit()).dump());
}

TEST_CASE("a bundle refuses what an HL7 message does", "[handover]") {
  Visit visit = test::usual_visit();
  visit.identity->name = "\xff";
  CHECK_FALSE(fhir_bundle(visit, Systems::standard()));
}

}  // namespace heyi::terminal
