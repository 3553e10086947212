// The draft of a trust list as an operator edits it.
#include <nlohmann/json.hpp>

#include "support/catch.hpp"
#include "support/flow_fixtures.hpp"

namespace heyi::test {
namespace {

using nlohmann::json;

std::string changed_draft(const std::function<void(json&)>& change) {
  json draft = json::parse(*trust_draft_to_json(trust_content()));
  change(draft);
  return why(trust_draft_from_json(draft.dump()));
}

}  // namespace

TEST_CASE("a draft reads back as it was written", "[trust][draft]") {
  for (const Algorithm algorithm : {Algorithm::es256, Algorithm::es384, Algorithm::eddsa, Algorithm::sm2}) {
    const std::string written = *trust_draft_to_json(trust_content(algorithm));
    const Result<TrustListContent> read = trust_draft_from_json(written);
    REQUIRE(read);
    CHECK(*trust_draft_to_json(*read) == written);
  }
}

TEST_CASE("a draft puts roles, sections and areas in order itself", "[trust][draft]") {
  CHECK(changed_draft([](json& draft) { draft["entries"][0]["sections"] = {"ss", "id"}; }) == "ok");
  CHECK(changed_draft([](json& draft) { draft["entries"][0]["areas"] = {"370200", "370100"}; }) == "ok");
  CHECK(changed_draft([](json& draft) { draft["entries"][0]["roles"] = {"status", "issuer"}; }) == "ok");
}

TEST_CASE("a draft that is no JSON is told with its place", "[trust][draft]") {
  for (const char* text : {"", "{", "{\"a\":1,}", "\xff"}) CHECK(why(trust_draft_from_json(text)) == "claims.bad_json");
}

TEST_CASE("a draft of another shape is refused", "[trust][draft]") {
  for (const char* text : {"[]", "1", "null", "{}", R"({"entries": {}})"})
    CHECK(why(trust_draft_from_json(text)) == "trust.bad_entry");
}

TEST_CASE("a draft with a missing or wrong field is refused", "[trust][draft]") {
  for (const char* name : {"environment", "sequence", "epoch", "issued_at", "next_update", "entries"}) {
    INFO(name);
    CHECK(changed_draft([&](json& draft) { draft.erase(name); }) == "trust.bad_entry");
    CHECK(changed_draft([&](json& draft) { draft[name] = json::object(); }) == "trust.bad_entry");
  }
  for (const char* name : {"issuer", "key", "roles", "not_before", "not_after"}) {
    INFO(name);
    CHECK(changed_draft([&](json& draft) { draft["entries"][0].erase(name); }) == "trust.bad_entry");
    CHECK(changed_draft([&](json& draft) { draft["entries"][0][name] = 5; }) == "trust.bad_entry");
  }
}

TEST_CASE("a draft refuses unknown roles, sections, areas and keys", "[trust][draft]") {
  CHECK(changed_draft([](json& draft) { draft["entries"][0]["roles"] = {"root"}; }) == "trust.bad_entry");
  CHECK(changed_draft([](json& draft) { draft["entries"][0]["sections"] = {"zz"}; }) == "trust.bad_entry");
  CHECK(changed_draft([](json& draft) { draft["entries"][0]["areas"] = {"3701"}; }) == "trust.bad_entry");
  CHECK(changed_draft([](json& draft) { draft["entries"][0]["key"] = "no PEM"; }) == "trust.bad_entry");
  CHECK(changed_draft([](json& draft) { draft["entries"][0]["not_after"] = "tomorrow"; }) == "trust.bad_entry");
  CHECK(changed_draft([](json& draft) { draft["entries"][0] = "x"; }) == "trust.bad_entry");
}

TEST_CASE("a draft refuses negative, fractional and huge sequences", "[trust][draft]") {
  CHECK(changed_draft([](json& draft) { draft["sequence"] = -1; }) == "trust.bad_entry");
  CHECK(changed_draft([](json& draft) { draft["sequence"] = 1.5; }) == "trust.bad_entry");
  CHECK(changed_draft([](json& draft) { draft["sequence"] = std::uint64_t{1} << 48; }) == "trust.list_invalid");
}

}  // namespace heyi::test
