// JSON in: one text, bounded, no name twice, and a mistake told by line and column.
#include "codec/json_text.hpp"

#include <nlohmann/json.hpp>
#include <string>

#include "support/catch.hpp"
#include "unit/codec/exact.hpp"

namespace {

std::string refusal(std::string_view text) {
  return heyi::test::outcome(heyi::parse_json(heyi::test::Exact(text).text()));
}

std::string nested(int levels) {
  return std::string(static_cast<std::size_t>(levels), '[') + std::string(static_cast<std::size_t>(levels), ']');
}

}  // namespace

TEST_CASE("an object is read", "[json]") {
  const auto json = heyi::parse_json(R"({"a": [1, "二"], "b": null})");
  REQUIRE(json.has_value());
  CHECK((*json)["a"][1] == "二");
}

TEST_CASE("the same name may stand in two objects", "[json]") {
  CHECK(refusal(R"({"a":{"b":1},"b":[{"a":1},{"a":2}]})") == "ok");
}

TEST_CASE("a name that occurs twice in one object is refused", "[json]") {
  CHECK(refusal(R"({"a":1,"a":1})") == "claims.bad_json");
  CHECK(refusal(R"({"x":[{"a":1,"b":2,"a":3}]})") == "claims.bad_json");
  CHECK(refusal(R"({"a":1,"\u0061":2})") == "claims.bad_json");
}

TEST_CASE("thirty-two levels are read, more are refused", "[json]") {
  CHECK(refusal(nested(32)) == "ok");
  CHECK(refusal(nested(34)) == "claims.bad_json");
  CHECK(refusal(nested(400'000)) == "claims.bad_json");
}

TEST_CASE("what is no JSON is refused", "[json]") {
  using namespace std::string_view_literals;
  for (const std::string_view text :
       {""sv, "{"sv, "{\"a\":1,}"sv, "{'a':1}"sv, "[1] [2]"sv, "// c\n[1]"sv, "[NaN]"sv, "[01]"sv, "\"\xff\""sv,
        "[1e999]"sv, "\"\\ud800\""sv, "\"a\0b\""sv, "\xef\xbb"sv}) {
    CHECK(refusal(text) == "claims.bad_json");
  }
}

TEST_CASE("a text above one MiB is refused", "[json]") {
  CHECK(refusal("\"" + std::string(1024 * 1024 - 2, 'a') + "\"") == "ok");
  CHECK(refusal("\"" + std::string(1024 * 1024 - 1, 'a') + "\"") == "claims.bad_json");
}

TEST_CASE("a mistake is told by line and column", "[json]") {
  const auto json = heyi::parse_json("{\n  \"a\": 1,\n  \"b\": x\n}");
  REQUIRE_FALSE(json.has_value());
  CHECK(json.error().detail == "line 3, column 8");
}

TEST_CASE("a mistake's detail holds nothing of the text", "[json]") {
  const auto json = heyi::parse_json("{\"name\": \"secret\" secret}");
  REQUIRE_FALSE(json.has_value());
  CHECK(json.error().detail.find("secret") == std::string::npos);
}
