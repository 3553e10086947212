// An expression in the first line and the data behind it: an answer or a reason, the same every time, from what the
// expression says it reads.
#include <algorithm>

#include <heyi/certlogic.hpp>

#include "fuzz/support/target.hpp"

using namespace heyi;
using heyi::fuzz::require;

namespace {

bool is_of_rules(const Error& error) { return reason_code(error.reason) / 100 == 16; }

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = as_text({data, size});
  const std::size_t line = std::min(text.find('\n'), text.size());
  const Result<Logic> logic = Logic::from_json(text.substr(0, line));
  const Result<LogicData> read = LogicData::from_json(line < text.size() ? text.substr(line + 1) : "null");
  require(logic || logic.error().reason == Reason::rules_bad_logic, "an expression is refused for its form");
  require(read || read.error().reason == Reason::rules_bad_value, "data is refused for its form");
  if (!logic || !read) return 0;
  const Result<std::string> value = logic->evaluate(*read);
  require(value || is_of_rules(value.error()), "an evaluation ends with a value or a reason of rules");
  const Result<std::string> again = logic->evaluate(*read);
  require(value.has_value() == again.has_value() && (!value || *value == *again),
          "the same input gives the same value");
  const Result<bool> answer = logic->holds(*read);
  require(!answer || (value && *value == (*answer ? "true" : "false")), "the answer is the value");
  if (!value) return 0;
  require(answer.has_value() == (*value == "true" || *value == "false"), "a value that is yes or no is an answer");
  if (logic->reads().empty()) {
    const Result<std::string> elsewhere = logic->evaluate(*LogicData::from_json("null"));
    require(elsewhere && *elsewhere == *value, "an expression that reads nothing does not depend on the data");
  }
  return 0;
}
