// Expressions of rules: hostile, malformed, or at odds with their data.
#include "negative/make/maker.hpp"

namespace heyi::test::negative {
namespace {

void make(Maker& maker, const char* name, const char* expect, const char* note, const std::string& logic,
          const std::string& data = "null") {
  maker.vector(std::string("logic/") + name, "logic", {expect, "", "CertLogic specification 1.3.2", note},
               logic + "\n" + data);
}

std::string nested(int levels) {
  std::string inner = "true";
  for (int i = 0; i < levels; ++i) inner = R"({"!": [)" + inner + "]}";
  return inner;
}

std::string ones(int count) {
  std::string list = "[1";
  for (int i = 1; i < count; ++i) list += ",1";
  return list + "]";
}

void make_forms(Maker& maker) {
  const auto bad = [&](const char* name, const char* note, const std::string& logic) {
    make(maker, name, "rules.bad_logic", note, logic);
  };
  make(maker, "in_order", "ok", "A person of 65 on this day; nothing is wrong with it.",
       R"({"not-after": [{"plusTime": [{"var": "birth"}, 65, "year"]}, {"plusTime": [{"var": "now"}, 0, "day"]}]})",
       R"({"birth": "1961-11-24", "now": "2026-11-24T09:30:00Z"})");
  bad("no_json", "A bracket is missing.", R"({"!": [true})");
  bad("null_literal", "null may not stand as a literal.", "null");
  bad("fraction_literal", "A literal with a fraction.", "1.5");
  bad("object_literal", "An object of no operator.", "{}");
  bad("two_operators", "An object of two operators.", R"({"!": [true], "and": [true, true]})");
  bad("unknown_operator", "An operator that nobody knows.", R"({"eval": ["1"]})");
  bad("unknown_operator_not_reached", "An unknown operator in the branch that is not taken.",
      R"({"if": [true, true, {"or": [true, true]}]})");
  bad("operands_no_array", "The operand stands alone.", R"({"!": true})");
  bad("too_few_operands", "A choice without an else.", R"({"if": [true, true]})");
  bad("too_many_operands", "A comparison of four.", R"({"<": [1, 2, 3, 4]})");
  bad("path_no_text", "A path that is a number.", R"({"var": 0})");
  bad("amount_no_integer", "An amount of time that is a text.", R"({"plusTime": ["2026-11-24", "1", "day"]})");
  bad("unknown_unit", "Weeks are no unit.", R"({"plusTime": ["2026-11-24", 1, "week"]})");
  bad("nested_too_deeply", "More than 64 levels.", nested(40));
}

void make_values(Maker& maker) {
  const auto bad = [&](const char* name, const char* note, const char* logic, const char* data = "null") {
    make(maker, name, "rules.bad_value", note, logic, data);
  };
  bad("text_plus_number", "No text becomes a number.", R"({"+": [1, "1"]})");
  bad("texts_compared", "Texts have no order.", R"({"<": ["1", "2"]})");
  bad("number_missing", "A number that the data lacks.", R"({">": [{"var": "dose"}, 1]})", "{}");
  bad("sum_beyond_2_53", "A sum that programs do not keep exactly.", R"({"+": [9007199254740991, 1]})");
  bad("in_a_text", "A text is no array to look into.", R"({"in": ["a", "abc"]})");
  bad("dates_as_texts", "Texts are no dates until plusTime made them so.",
      R"({"before": ["2026-11-23", "2026-11-24"]})");
  bad("date_as_guard", "A date-time is neither true nor false.",
      R"({"if": [{"plusTime": ["2026-11-24", 0, "day"]}, 1, 2]})");
  bad("no_such_day", "There is no 30 February.", R"({"plusTime": ["2026-02-30", 0, "day"]})");
  bad("year_10000", "A date beyond the year 9999.", R"({"plusTime": ["9999-12-31", 1, "day"]})");
  bad("reduce_no_array", "reduce over a text.", R"({"reduce": ["abc", 1, 0]})");
  bad("name_twice_in_data", "The data names one thing twice.", "true", R"({"a": 1, "a": 2})");
}

void make_lengths(Maker& maker) {
  make(maker, "a_million_steps", "rules.too_complex", "A thousand times a thousand steps.",
       R"({"reduce": [{"var": ""}, {"reduce": [)" + ones(1000) + R"(, {"var": "current"}, 0]}, 0]})", ones(1000));
  make(maker, "doubling", "rules.too_complex", "A value that doubles with every item.",
       R"({"reduce": [{"var": ""}, [{"var": "accumulator"}, {"var": "accumulator"}], 1]})", ones(100));
  make(maker, "deepening", "rules.too_complex", "A value that gets deeper with every item.",
       R"({"reduce": [{"var": ""}, [{"var": "accumulator"}], 1]})", ones(100));
}

}  // namespace

void make_logic(Maker& maker) {
  make_forms(maker);
  make_values(maker);
  make_lengths(maker);
}

}  // namespace heyi::test::negative
