// Expressions of rules, with the data they are evaluated over.
#include <algorithm>

#include <heyi/certlogic.hpp>

#include "negative/run/outcome.hpp"

namespace heyi::test::negative {
namespace {

// The expression is the first line of the body, the data what follows.
Outcome judge_expression(const Vector& vector) {
  const std::string text = vector.text();
  const std::size_t line = std::min(text.find('\n'), text.size());
  const Result<Logic> logic = Logic::from_json(text.substr(0, line));
  if (!logic) return outcome_of(logic);
  const Result<LogicData> data = LogicData::from_json(line < text.size() ? text.substr(line + 1) : "null");
  return data ? outcome_of(logic->evaluate(*data)) : outcome_of(data);
}

}  // namespace

void add_logic_judges(Judges& judges) { judges.emplace("logic", judge_expression); }

}  // namespace heyi::test::negative
