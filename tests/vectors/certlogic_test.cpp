// CertLogic: the published suite, and the rules of several states with the cases that belong to them.
#include <heyi/certlogic.hpp>

#include "support/catch.hpp"
#include "support/table.hpp"
#include "support/vectors.hpp"

namespace heyi::test {
namespace {

std::string value_of(const Json& expression, const Json& data) {
  const Result<Logic> logic = Logic::from_json(expression.dump());
  if (!logic) return std::string(reason_name(logic.error().reason)) + " (" + logic.error().detail + ")";
  const Result<LogicData> read = LogicData::from_json(data.dump());
  if (!read) return std::string(reason_name(read.error().reason)) + " (" + read.error().detail + ")";
  const Result<std::string> value = logic->evaluate(*read);
  return value ? *value : std::string(reason_name(value.error().reason)) + " (" + value.error().detail + ")";
}

bool is_left_out(const Json& part) { return string_at(part, "directive") == "skip"; }

Json member(const Json& object, const char* name) { return object.contains(name) ? object.at(name) : Json(); }

void judge_suite(const VectorFile& file, const Json& suite, Row& row, int& left_out) {
  int number = 0;
  for (const Json& one : suite.at("cases")) {
    for (const Json& assertion : one.at("assertions")) {
      ++number;
      if (is_left_out(suite) || is_left_out(one) || is_left_out(assertion)) {
        ++left_out;
        continue;
      }
      const bool own = assertion.contains("certLogicExpression");
      const Json& expression = own ? assertion.at("certLogicExpression") : one.at("certLogicExpression");
      const std::string value = value_of(expression, member(assertion, "data"));
      row.check(value == member(assertion, "expected").dump(), file.name + " " + std::to_string(number), value);
    }
  }
}

// The rule that a case belongs to stands in the folder above it.
std::optional<Json> rule_of(const VectorFile& file) {
  for (const auto& entry : std::filesystem::directory_iterator(file.path.parent_path().parent_path())) {
    if (!entry.is_regular_file()) continue;
    const Json json = parse_json(VectorFile{entry.path(), {}, {}}.text());
    if (json.is_object() && json.contains("Logic")) return json;
  }
  return std::nullopt;
}

}  // namespace

TEST_CASE("our evaluator gives the values of the CertLogic suite", "[vectors][certlogic]") {
  Row row("CertLogic, suite");
  int left_out = 0;
  for_each_json("\"assertions\"", [&](const VectorFile& file, const Json& json) {
    if (json.is_object() && json.contains("cases")) judge_suite(file, json, row, left_out);
  });
  if (left_out > 0) row.note(std::to_string(left_out) + " assertions that the suite itself leaves out");
  CHECK(row.finish() == "");
}

TEST_CASE("our evaluator decides the cases of national rules as they say", "[vectors][certlogic]") {
  Row row("CertLogic, national rules");
  for_each_json("\"external\"", [&](const VectorFile& file, const Json& json) {
    if (!json.is_object() || !json.contains("payload") || !json.contains("expected")) return;
    const std::optional<Json> rule = rule_of(file);
    if (!rule) return row.unexpected(file.name, "no rule stands above it");
    const std::string value =
        value_of(rule->at("Logic"), {{"payload", json.at("payload")}, {"external", json.at("external")}});
    row.check(value == json.at("expected").dump(), file.name, value);
  });
  CHECK(row.finish() == "");
}

}  // namespace heyi::test
