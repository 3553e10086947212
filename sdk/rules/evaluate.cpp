// Works expressions out, step by step within a budget, converting nothing.
#include <algorithm>

#include "rules/expression.hpp"

namespace heyi::rules {
namespace {

constexpr std::size_t kMaxSteps = 200'000;
constexpr std::string_view kUciPrefix = "URN:UVCI:";
constexpr std::string_view kUciSeparators = "/#:";

Error bad_value(std::string detail) { return fail(Reason::rules_bad_value, std::move(detail)); }

template <typename T>
bool holds_between(Operator op, const T& a, const T& b) {
  switch (op) {
    case Operator::above:
    case Operator::after: return a > b;
    case Operator::at_least:
    case Operator::not_before: return a >= b;
    case Operator::below:
    case Operator::before: return a < b;
    default: return a <= b;
  }
}

Value member_of(const Value& value, const std::string& name) {
  if (const Value::Object* members = value.as_object()) {
    const auto found = members->find(name);
    return found == members->end() ? Value() : found->second;
  }
  const Value::Array* items = value.as_array();
  // Nine digits are more than any array has.
  const bool is_index = !name.empty() && name.size() <= 9 &&
                        std::all_of(name.begin(), name.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (items == nullptr || !is_index) return {};
  const auto index = static_cast<std::size_t>(std::stoul(name));
  return index < items->size() ? (*items)[index] : Value();
}

Value uci_part(std::string_view text, std::int64_t index) {
  if (text.starts_with(kUciPrefix)) text.remove_prefix(kUciPrefix.size());
  for (; index > 0; --index) {
    const std::size_t end = text.find_first_of(kUciSeparators);
    if (end == std::string_view::npos) return {};
    text.remove_prefix(end + 1);
  }
  return index < 0 ? Value() : Value(std::string(text.substr(0, text.find_first_of(kUciSeparators))));
}

/// Evaluation counts the steps of one run.
class Evaluation {
 public:
  Result<Value> run(const Expression& expression, const Value& data) {
    if (!afford(1)) return too_complex();
    switch (expression.op) {
      case Operator::literal: return expression.literal;
      case Operator::array: return array(expression, data);
      case Operator::var: return var(expression, data);
      case Operator::if_then_else: return if_then_else(expression, data);
      case Operator::both: return both(expression, data);
      case Operator::negation: return negation(expression, data);
      case Operator::plus_time:
      case Operator::date_of_birth: return moment(expression, data);
      case Operator::reduce: return reduce(expression, data);
      case Operator::uci_part: return uci(expression, data);
      default: return infix(expression, data);
    }
  }

 private:
  static Error too_complex() { return fail(Reason::rules_too_complex); }
  bool afford(std::size_t steps) {
    steps_ += std::min(steps, kMaxSteps);
    return steps_ <= kMaxSteps;
  }

  Result<Value::Array> all(const Expression& expression, const Value& data) {
    Value::Array values;
    for (const Expression& operand : expression.operands) {
      Result<Value> value = run(operand, data);
      if (!value) return value.error();
      values.push_back(*std::move(value));
    }
    return values;
  }

  Result<Value> array(const Expression& expression, const Value& data) {
    Result<Value::Array> items = all(expression, data);
    if (!items) return items.error();
    std::optional<Value> value = Value::array(*std::move(items));
    return value ? Result<Value>(*std::move(value)) : too_complex();
  }

  Result<Value> var(const Expression& expression, const Value& data) {
    if (!afford(expression.path.size())) return too_complex();
    return value_at(data, expression.path);
  }

  Result<bool> truth(const Expression& operand, const Value& data) {
    const Result<Value> value = run(operand, data);
    if (!value) return value.error();
    const std::optional<bool> truth = value->truth();
    return truth ? Result<bool>(*truth) : bad_value("a date-time is neither true nor false");
  }

  Result<Value> if_then_else(const Expression& expression, const Value& data) {
    const Result<bool> guard = truth(expression.operands[0], data);
    if (!guard) return guard.error();
    return run(expression.operands[*guard ? 1 : 2], data);
  }

  Result<Value> both(const Expression& expression, const Value& data) {
    Value last;
    for (const Expression& operand : expression.operands) {
      Result<Value> value = run(operand, data);
      if (!value) return value;
      last = *std::move(value);
      const std::optional<bool> truth = last.truth();
      if (!truth) return bad_value("a date-time is neither true nor false");
      if (!*truth) break;
    }
    return last;
  }

  Result<Value> negation(const Expression& expression, const Value& data) {
    const Result<bool> value = truth(expression.operands[0], data);
    return value ? Result<Value>(Value(!*value)) : value.error();
  }

  Result<Value> moment(const Expression& expression, const Value& data) {
    const Result<Value> value = run(expression.operands[0], data);
    if (!value) return value;
    const std::string* text = value->as_text();
    if (text == nullptr) return bad_value("a date is made from a text");
    const bool birth = expression.op == Operator::date_of_birth;
    std::optional<Moment> moment = birth ? read_date_of_birth(*text) : read_moment(*text);
    if (moment && !birth) moment = plus_time(*moment, expression.number, expression.unit);
    return moment ? Result<Value>(Value(*moment)) : bad_value("no date, or one outside the years 0 to 9999");
  }

  Result<Value> reduce(const Expression& expression, const Value& data) {
    const Result<Value> over = run(expression.operands[0], data);
    if (!over) return over;
    Result<Value> accumulator = run(expression.operands[2], data);
    if (over->is_null()) return accumulator;
    if (over->as_array() == nullptr) return bad_value("reduce goes over an array");
    for (const Value& current : *over->as_array()) {
      if (!accumulator) return accumulator;
      std::optional<Value> context = Value::object({{"accumulator", *accumulator}, {"current", current}});
      if (!context) return too_complex();
      accumulator = run(expression.operands[1], *context);
    }
    return accumulator;
  }

  Result<Value> uci(const Expression& expression, const Value& data) {
    const Result<Value> value = run(expression.operands[0], data);
    if (!value || value->is_null()) return value;
    const std::string* text = value->as_text();
    return text != nullptr ? Result<Value>(uci_part(*text, expression.number))
                           : bad_value("an identifier is a text or null");
  }

  Result<Value> infix(const Expression& expression, const Value& data) {
    const Result<Value::Array> read = all(expression, data);
    if (!read) return read.error();
    const Value::Array& values = *read;
    switch (expression.op) {
      case Operator::equal:
        if (!afford(values[0].parts())) return too_complex();
        return Value(values[0] == values[1]);
      case Operator::member: return member(values[0], values[1]);
      case Operator::sum: return sum(values[0].as_integer(), values[1].as_integer());
      case Operator::above:
      case Operator::at_least:
      case Operator::below:
      case Operator::at_most: return ordered<std::int64_t>(expression.op, values, &Value::as_integer);
      default: return ordered<Moment>(expression.op, values, &Value::as_moment);
    }
  }

  Result<Value> member(const Value& wanted, const Value& among) {
    const Value::Array* items = among.as_array();
    if (items == nullptr) return bad_value("in looks into an array");
    if (!afford(among.parts())) return too_complex();
    return Value(std::find(items->begin(), items->end(), wanted) != items->end());
  }

  static Result<Value> sum(const std::int64_t* a, const std::int64_t* b) {
    if (a == nullptr || b == nullptr) return bad_value("+ adds integers");
    const std::int64_t result = *a + *b;  // Both are below 2^53.
    if (result > Value::kMaxInteger || result < -Value::kMaxInteger) return bad_value("a sum beyond 2^53");
    return Value(result);
  }

  template <typename T>
  static Result<Value> ordered(Operator op, const Value::Array& values, const T* (Value::*as)() const noexcept) {
    bool holds = true;
    for (std::size_t i = 0; i < values.size(); ++i) {
      const T* here = (values[i].*as)();
      if (here == nullptr) return bad_value("operands to compare are integers, or for dates date-times");
      if (i > 0) holds = holds && holds_between(op, *(values[i - 1].*as)(), *here);
    }
    return Value(holds);
  }

  std::size_t steps_ = 0;
};

}  // namespace

Value value_at(const Value& data, const std::vector<std::string>& path) {
  Value value = data;
  for (const std::string& name : path) value = member_of(value, name);
  return value;
}

Result<Value> evaluate_expression(const Expression& expression, const Value& data) {
  return Evaluation().run(expression, data);
}

}  // namespace heyi::rules
