// CertLogic beyond its suite: what is refused, what converts nothing, and how long and large it may get.
#include <heyi/certlogic.hpp>

#include "support/catch.hpp"
#include "support/fixtures.hpp"

namespace heyi::test {
namespace {

std::string value(const std::string& logic, const std::string& data = "null") {
  const Result<Logic> read = Logic::from_json(logic);
  if (!read) return reason_of(read);
  const Result<std::string> result = read->evaluate(*LogicData::from_json(data));
  return result ? *result : reason_of(result);
}

std::string form(const std::string& logic) { return reason_of(Logic::from_json(logic)); }
std::string place(const std::string& logic) { return detail_of(Logic::from_json(logic)); }

// nested is `inner` in `levels` negations.
std::string nested(int levels, std::string inner) {
  for (int i = 0; i < levels; ++i) inner = R"({"!": [)" + inner + "]}";
  return inner;
}

}  // namespace

TEST_CASE("an expression is of its form whole, also where it is not evaluated", "[rules][certlogic]") {
  CHECK(form("true") == "ok");
  CHECK(form("null") == "rules.bad_logic");
  CHECK(form("1.5") == "rules.bad_logic");
  CHECK(form("9007199254740992") == "rules.bad_logic");
  CHECK(form("{}") == "rules.bad_logic");
  CHECK(form(R"({"!": [true], "===": [1, 1]})") == "rules.bad_logic");
  CHECK(form(R"({"or": [true, true]})") == "rules.bad_logic");
  CHECK(form(R"({"!": true})") == "rules.bad_logic");
  CHECK(form(R"({"!": []})") == "rules.bad_logic");
  CHECK(form(R"({"and": [true]})") == "rules.bad_logic");
  CHECK(form(R"({"if": [true, 1]})") == "rules.bad_logic");
  CHECK(form(R"({"<": [1, 2, 3, 4]})") == "rules.bad_logic");
  CHECK(form(R"({"===": [1, 2, 3]})") == "rules.bad_logic");
  CHECK(form(R"({"var": 1})") == "rules.bad_logic");
  CHECK(form(R"({"var": ["a"]})") == "rules.bad_logic");
  CHECK(form(R"({"plusTime": ["2026-11-24", "1", "day"]})") == "rules.bad_logic");
  CHECK(form(R"({"plusTime": ["2026-11-24", 1, "week"]})") == "rules.bad_logic");
  CHECK(form(R"({"extractFromUVCI": ["a", {"+": [1, 1]}]})") == "rules.bad_logic");
  CHECK(form(R"({"if": [true, 1, {"no": [1]}]})") == "rules.bad_logic");
  CHECK(form(R"({"!": [)") == "rules.bad_logic");
  CHECK(place(R"({"if": [true, 1, [2, {"no": [1]}]]})") == "if[2][1]: no such operator");
  CHECK(place(R"({"and": [1, {"in": [2]}]})") == "and[1].in: 1 operands");
}

TEST_CASE("nothing is converted from one kind of value into another", "[rules][certlogic]") {
  CHECK(value(R"({"===": [1, "1"]})") == "false");
  CHECK(value(R"({"===": [{"var": "a"}, false]})", R"({"a": 0})") == "false");
  CHECK(value(R"({"+": [1, "1"]})") == "rules.bad_value");
  CHECK(value(R"({"+": [1, true]})") == "rules.bad_value");
  CHECK(value(R"({"<": ["a", "b"]})") == "rules.bad_value");
  CHECK(value(R"({"<": [1, {"var": "a"}]})", R"({"a": 1.5})") == "rules.bad_value");
  CHECK(value(R"({"<": [1, {"var": "a"}]})", R"({"a": 2.0})") == "true");
  CHECK(value(R"({"after": [1, 2]})") == "rules.bad_value");
  CHECK(value(R"({"after": ["2026-11-24", "2026-11-23"]})") == "rules.bad_value");
  CHECK(value(R"({"in": ["a", "abc"]})") == "rules.bad_value");
  CHECK(value(R"({"in": [null, []]})") == "rules.bad_logic");
  CHECK(value(R"({"in": [{"var": "x"}, {"var": "y"}]})", R"({"y": [null]})") == "true");
  CHECK(value(R"({"in": [[1], [[1], 2]]})") == "true");
  CHECK(value(R"({"reduce": [1, 2, 3]})") == "rules.bad_value");
  CHECK(value(R"({"plusTime": [20261124, 0, "day"]})") == "rules.bad_value");
  CHECK(value(R"({"extractFromUVCI": [1, 0]})") == "rules.bad_value");
}

TEST_CASE("a date-time is neither true nor false", "[rules][certlogic]") {
  const std::string date = R"({"plusTime": ["2026-11-24", 0, "day"]})";
  CHECK(value(date) == R"("2026-11-24T00:00:00.000Z")");
  CHECK(value("{\"!\": [" + date + "]}") == "rules.bad_value");
  CHECK(value("{\"if\": [" + date + ", 1, 2]}") == "rules.bad_value");
  CHECK(value("{\"and\": [true, " + date + "]}") == "rules.bad_value");
  CHECK(value("{\"plusTime\": [" + date + ", 1, \"day\"]}") == "rules.bad_value");
}

TEST_CASE("a path reads objects by name and arrays by number, and null beyond", "[rules][certlogic]") {
  const std::string data = R"({"a": [{"b": 1}, 2], "0": "zero", "": {"x": 3}})";
  const auto read = [&](const std::string& path) { return value(R"({"var": ")" + path + "\"}", data); };
  CHECK(read("a.0.b") == "1");
  CHECK(read("a.1") == "2");
  CHECK(read("a.2") == "null");
  CHECK(read("a.-1") == "null");
  CHECK(read("a.99999999999999999999") == "null");
  CHECK(read("a.b") == "null");
  CHECK(read("0") == "\"zero\"");
  CHECK(read(".x") == "3");
  CHECK(read("a.1.c.d") == "null");
}

TEST_CASE("the fragments of an identifier are counted from nought, its prefix left out", "[rules][certlogic]") {
  const auto part = [](const std::string& text, int index) {
    return value(R"({"extractFromUVCI": [{"var": ""}, )" + std::to_string(index) + "]}", "\"" + text + "\"");
  };
  CHECK(part("a::c/#/f", 0) == "\"a\"");
  CHECK(part("a::c/#/f", 4) == "\"\"");
  CHECK(part("a::c/#/f", 5) == "\"f\"");
  CHECK(part("a::c/#/f", 6) == "null");
  CHECK(part("a", -1) == "null");
  CHECK(part("", 0) == "\"\"");
  CHECK(part("URN:UVCI:01:CN:370100/1", 1) == "\"CN\"");
  CHECK(value(R"({"extractFromUCI": [{"var": ""}, 0]})") == "null");
}

TEST_CASE("numbers stay where every program keeps them exactly", "[rules][certlogic]") {
  CHECK(value(R"({"+": [9007199254740990, 1]})") == "9007199254740991");
  CHECK(value(R"({"+": [9007199254740991, 1]})") == "rules.bad_value");
  CHECK(value(R"({"+": [-9007199254740991, -1]})") == "rules.bad_value");
  CHECK(value(R"({"+": [{"var": ""}, 1]})", "1e300") == "rules.bad_value");
}

TEST_CASE("the answer of a rule is yes or no and nothing else", "[rules][certlogic]") {
  const LogicData data = *LogicData::from_json("{}");
  CHECK(*Logic::from_json("true")->holds(data));
  CHECK_FALSE(*Logic::from_json("false")->holds(data));
  CHECK(reason_of(Logic::from_json("1")->holds(data)) == "rules.bad_value");
  CHECK(reason_of(Logic::from_json(R"({"var": "x"})")->holds(data)) == "rules.bad_value");
}

TEST_CASE("an expression knows what it reads", "[rules][certlogic]") {
  const auto logic = Logic::from_json(
      R"({"if": [{"var": "b.c"}, {"reduce": [{"var": "a"}, {"var": "current.x"}, {"var": "b.c"}]}, {"var": ""}]})");
  CHECK(logic->reads() == std::vector<std::string>{"", "a", "b.c"});
}

TEST_CASE("deep, long and growing expressions end with a reason", "[rules][certlogic]") {
  CHECK(form(nested(31, "true")) == "ok");
  CHECK(form(nested(40, "true")) == "rules.bad_logic");
  CHECK(form(std::string(100'000, '[')) == "rules.bad_logic");
  CHECK(form("[" + std::string(2'000'000, ' ') + "]") == "rules.bad_logic");
  std::string numbers = "[1";
  for (int i = 0; i < 999; ++i) numbers += ",1";
  numbers += "]";
  const std::string all = R"({"var": ""})";
  // A thousand times a thousand steps.
  CHECK(value(R"({"reduce": [)" + all + R"(, {"reduce": [[)" + numbers.substr(1) + R"(, {"var": "current"}, 0]}, 0]})",
              numbers) == "rules.too_complex");
  // A value that doubles with every item, and one that gets deeper.
  CHECK(value(R"({"reduce": [{"var": ""}, [{"var": "accumulator"}, {"var": "accumulator"}], 1]})", numbers) ==
        "rules.too_complex");
  CHECK(value(R"({"reduce": [{"var": ""}, [{"var": "accumulator"}], 1]})", numbers) == "rules.too_complex");
}

TEST_CASE("data that is no JSON or too large is refused", "[rules][certlogic]") {
  CHECK(reason_of(LogicData::from_json("{")) == "rules.bad_value");
  CHECK(reason_of(LogicData::from_json(R"({"a": 1, "a": 2})")) == "rules.bad_value");
  std::string many = "[0";
  for (int i = 0; i < 100'000; ++i) many += ",0";
  CHECK(reason_of(LogicData::from_json(many + "]")) == "rules.bad_value");
}

}  // namespace heyi::test
