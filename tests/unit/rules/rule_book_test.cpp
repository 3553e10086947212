// Rule books: their form, what they answer, and that nothing that is not known is guessed.
#include <heyi/certlogic.hpp>
#include <heyi/rules.hpp>

#include <fstream>

#include <nlohmann/json.hpp>

#include "support/catch.hpp"
#include "support/fixtures.hpp"
#include "support/places.hpp"

namespace heyi::test {
namespace {

using nlohmann::json;

json words(const char* text) { return {{"zh", text}, {"en", text}}; }

// A book of one service whose rules are given as expressions.
json book_of(const std::vector<json>& expressions) {
  json rules = json::array();
  for (const json& logic : expressions) {
    const Result<Logic> read = Logic::from_json(logic.dump());
    rules.push_back({{"id", "rule-" + std::to_string(rules.size())},
                     {"reads", read ? read->reads() : std::vector<std::string>{}},
                     {"logic", logic},
                     {"failed", words("failed")},
                     {"advice", words("advice")}});
  }
  return {{"heyi-rules", 1},
          {"title", words("Book")},
          {"services", {{{"id", "service"}, {"title", words("Service")}, {"rules", rules}}}}};
}

Facts facts(const std::string& sections, const std::map<Section, std::string>& states = {}, Time now = kNow) {
  return *Facts::from_json(sections, states, "370102", now);
}

ServiceOutcome answer(const json& book, const Facts& of) {
  return RuleBook::from_json(book.dump())->evaluate(of).front();
}

std::string outcome(const std::vector<json>& expressions, const std::string& sections,
                    const std::map<Section, std::string>& states = {}) {
  return std::string(eligibility_name(answer(book_of(expressions), facts(sections, states)).outcome));
}

std::string fault(const json& book) {
  const auto read = RuleBook::from_json(book.dump());
  return read ? "ok" : std::string(reason_name(read.error().reason)) + " " + read.error().detail;
}

// The book with something changed in its one rule.
json with_rule(const std::function<void(json&)>& change) {
  json book = book_of({json::parse(R"({">=": [{"var": "id.age"}, 60]})")});
  change(book["services"][0]["rules"][0]);
  return book;
}

const json kAge60 = json::parse(R"({">=": [{"var": "id.age"}, 60]})");
const json kHasCard = json::parse(R"({"===": [{"var": "ss.card_number"}, "A1"]})");

}  // namespace

TEST_CASE("a service is open when every rule holds, and closed when one fails", "[rules][eligibility]") {
  const std::string both = R"({"id": {"birth_date": "1949-12-31"}, "ss": {"card_number": "A1"}})";
  CHECK(outcome({kAge60, kHasCard}, both) == "eligible");
  CHECK(outcome({kAge60, kHasCard}, R"({"id": {"birth_date": "1999-12-31"}, "ss": {"card_number": "A1"}})") ==
        "not_eligible");
}

TEST_CASE("what is not known makes a service unknown, unless a rule fails anyway", "[rules][eligibility]") {
  const std::string young = R"({"id": {"birth_date": "1999-12-31"}})", old = R"({"id": {"birth_date": "1949-12-31"}})";
  CHECK(outcome({kAge60, kHasCard}, old) == "unknown");
  CHECK(outcome({kAge60, kHasCard}, young) == "not_eligible");
  const ServiceOutcome both = answer(book_of({kHasCard, kAge60}), facts(young));
  REQUIRE(both.because.size() == 2);
  CHECK(both.because[0].outcome == Eligibility::not_eligible);
  CHECK(both.because[0].told.en == "failed");
  CHECK(both.because[1].missing == Section::ss);
}

TEST_CASE("a section that is not to be read is as if it were not shown", "[rules][eligibility]") {
  const std::string shown = R"({"id": {"birth_date": "1949-12-31"}})";
  CHECK(outcome({kAge60}, shown) == "eligible");
  for (const char* state : {"stale", "expired", "suspended", "unvouched", "withheld"}) {
    INFO(state);
    CHECK(outcome({kAge60}, shown, {{Section::id, state}}) == "unknown");
  }
}

TEST_CASE("what the card does not say is not taken for a no", "[rules][eligibility]") {
  CHECK(outcome({kHasCard}, R"({"ss": {}})") == "unknown");
  CHECK(outcome({kHasCard}, R"({"ss": {"card_number": null}})") == "unknown");
  CHECK(outcome({kHasCard}, R"({"ss": {"card_number": 7}})") == "not_eligible");
  json book = book_of({kHasCard});
  book["services"][0]["rules"][0]["optional"] = {"ss.card_number"};
  CHECK(answer(book, facts(R"({"ss": {}})")).outcome == Eligibility::not_eligible);
}

TEST_CASE("a rule that cannot be worked out is unknown", "[rules][eligibility]") {
  CHECK(outcome({kAge60}, R"({"id": {"age": "old"}})") == "unknown");
  CHECK(outcome({json::parse(R"({"var": "ss.card_number"})")}, R"({"ss": {"card_number": "A1"}})") == "unknown");
}

TEST_CASE("a rule counts on the days from its first to its last, as China counts them", "[rules][eligibility]") {
  const json book = with_rule([](json& rule) { rule["from"] = "2026-11-25", rule["until"] = "2026-11-26"; });
  const auto at = [&](const char* time) {
    return answer(book, facts(R"({"id": {"birth_date": "1949-12-31"}})", {}, *parse_time(time)));
  };
  CHECK(at("2026-11-24T15:59:59Z").outcome == Eligibility::unknown);
  CHECK(at("2026-11-24T15:59:59Z").because.front().told.en == "No rule is in force now");
  CHECK(at("2026-11-24T16:00:00Z").outcome == Eligibility::eligible);
  CHECK(at("2026-11-26T15:59:59Z").outcome == Eligibility::eligible);
  CHECK(at("2026-11-26T16:00:00Z").outcome == Eligibility::unknown);
}

TEST_CASE("ages and months are whole ones, on the day in China", "[rules][facts]") {
  const auto age = [](const char* birth, const char* now) {
    const json logic = json::parse(R"({"===": [{"var": "id.age"}, 60]})");
    const std::string sections = R"({"id": {"birth_date": ")" + std::string(birth) + "\"}}";
    return answer(book_of({logic}), facts(sections, {}, *parse_time(now))).outcome == Eligibility::eligible;
  };
  CHECK_FALSE(age("1966-11-25", "2026-11-24T15:59:59Z"));
  CHECK(age("1966-11-25", "2026-11-24T16:00:00Z"));
  CHECK_FALSE(age("1964-02-29", "2024-02-28T09:00:00Z"));
  CHECK(age("1964-02-29", "2024-02-29T09:00:00Z"));
  CHECK_FALSE(age("1968-02-29", "2028-02-28T09:00:00Z"));
}

TEST_CASE("areas come with their city and province, each kind for itself", "[rules][facts]") {
  const auto holds = [](const char* logic, const char* ss) {
    return outcome({json::parse(logic)}, std::string(R"({"ss": )") + ss + "}");
  };
  const char* const ss = R"({"issuing_area": "110101", "insured_area": "370102", "pooling_area": "370100"})";
  CHECK(holds(R"({"===": [{"var": "area.insured.city"}, {"var": "here.city"}]})", ss) == "eligible");
  CHECK(holds(R"({"===": [{"var": "area.issuing.province"}, "110000"]})", ss) == "eligible");
  CHECK(holds(R"({"===": [{"var": "area.pooling.code"}, "370100"]})", ss) == "eligible");
  CHECK(holds(R"({"===": [{"var": "area.pooling.code"}, "370100"]})", R"({"issuing_area": "110101"})") == "unknown");
}

TEST_CASE("what is no fact is refused", "[rules][facts]") {
  CHECK(reason_of(Facts::from_json("[]", {}, "370100", kNow)) == "rules.bad_value");
  CHECK(reason_of(Facts::from_json("{", {}, "370100", kNow)) == "rules.bad_value");
  CHECK(reason_of(Facts::from_json(R"({"zz": {}})", {}, "370100", kNow)) == "rules.bad_value");
  for (const char* area : {"", "37010", "3701000", "37010x", "070100"}) {
    CHECK(reason_of(Facts::from_json("{}", {}, area, kNow)) == "rules.bad_value");
  }
}

TEST_CASE("a rule book is read strictly, and a mistake is told with its place", "[rules][book]") {
  CHECK(fault(book_of({kAge60})) == "ok");
  CHECK(fault(with_rule([](json& rule) { rule["logic"] = {{"or", {1, 2}}}; })) ==
        "rules.bad_logic services[0].rules[0].logic: no such operator");
  CHECK(fault(with_rule([](json& rule) { rule["reads"] = {"id.sex"}; })) ==
        "rules.invalid services[0].rules[0]: reads: not what its logic reads");
  CHECK(fault(with_rule([](json& rule) { rule["optional"] = {"id.sex"}; })) ==
        "rules.invalid services[0].rules[0]: optional: one of what it reads");
  CHECK(fault(with_rule([](json& rule) {
          rule["logic"] = {{"var", "payload.v"}};
          rule["reads"] = {"payload.v"};
        })) == "rules.invalid services[0].rules[0]: reads payload.v, which no facts have");
  CHECK(fault(with_rule([](json& rule) { rule["failed"] = {{"zh", "不"}}; })) ==
        "rules.invalid services[0].rules[0]: failed: en: a text");
  CHECK(fault(with_rule([](json& rule) { rule["frm"] = "2026-11-25"; })) ==
        "rules.invalid services[0].rules[0]: there is nothing called frm");
  CHECK(fault(with_rule([](json& rule) { rule["from"] = "2026-02-30"; })) ==
        "rules.invalid services[0].rules[0]: from: a date");
  CHECK(fault(with_rule([](json& rule) { rule["id"] = "Rule 1"; })) ==
        "rules.invalid services[0].rules[0]: id: a to z, digits and hyphens");
  json book = book_of({kAge60});
  book["heyi-rules"] = 2;
  CHECK(fault(book) == "rules.invalid heyi-rules: 1");
  book = book_of({kAge60, kAge60});
  book["services"][0]["rules"][1]["id"] = "rule-0";
  CHECK(fault(book) == "rules.invalid services[0]: two rules are called rule-0");
  CHECK(fault(book_of({})) == "rules.invalid services[0]: rules: a list of 1 to 32");
  CHECK(fault(json::array()) == "rules.invalid heyi-rules: 1");
}

TEST_CASE("a book's own cases are run, and every rule is counted", "[rules][book]") {
  json book = book_of({kAge60});
  const auto add = [&](const char* name, const char* birth, const char* expected) {
    book["cases"].push_back({{"name", name},
                             {"at", "2026-11-24T09:30:00Z"},
                             {"area", "370100"},
                             {"sections", {{"id", {{"birth_date", birth}}}}},
                             {"expect", {{"service", expected}}}});
  };
  add("old", "1949-12-31", "eligible");
  add("young", "1999-12-31", "not_eligible");
  add("mistaken", "1999-12-31", "eligible");
  const CaseReport report = RuleBook::from_json(book.dump())->run_cases();
  REQUIRE(report.cases.size() == 3);
  CHECK(report.cases[0].differs == "");
  CHECK(report.cases[2].differs == "service not_eligible");
  CHECK(report.rules.front().held == 1);
  CHECK(report.rules.front().failed == 2);
  book["cases"][0]["expect"] = {{"other", "eligible"}};
  CHECK(fault(book) == "rules.invalid cases[0]: expect: other");
}

TEST_CASE("the example city's cases come out as they say", "[rules][book]") {
  std::ifstream file(test::source_folder() / "samples/rules/city.json");
  const auto book = RuleBook::from_json(std::string(std::istreambuf_iterator<char>(file), {}));
  INFO(detail_of(book));
  REQUIRE(book);
  CHECK_FALSE(book->notice().zh.empty());
  const CaseReport report = book->run_cases();
  CHECK(report.cases.size() > 10);
  for (const CaseOutcome& one : report.cases) {
    INFO(one.name);
    CHECK(one.differs == "");
  }
}

}  // namespace heyi::test
