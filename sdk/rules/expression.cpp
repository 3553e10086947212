// Checks the form of expressions: which operators there are, how many operands each takes, where literals must stand.
#include "rules/expression.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>

#include <nlohmann/json.hpp>

namespace heyi::rules {
namespace {

using nlohmann::json;

/// Form is what an operator looks like.
struct Form {
  std::string_view name;
  Operator op;
  std::size_t fewest, most;
};

constexpr std::size_t kAny = 10'000;

constexpr Form kForms[] = {
    {"if", Operator::if_then_else, 3, 3},
    {"and", Operator::both, 2, kAny},
    {"!", Operator::negation, 1, 1},
    {"===", Operator::equal, 2, 2},
    {"in", Operator::member, 2, 2},
    {"+", Operator::sum, 2, 2},
    {">", Operator::above, 2, 3},
    {">=", Operator::at_least, 2, 3},
    {"<", Operator::below, 2, 3},
    {"<=", Operator::at_most, 2, 3},
    {"after", Operator::after, 2, 3},
    {"before", Operator::before, 2, 3},
    {"not-after", Operator::not_after, 2, 3},
    {"not-before", Operator::not_before, 2, 3},
    {"plusTime", Operator::plus_time, 3, 3},
    {"dccDateOfBirth", Operator::date_of_birth, 1, 1},
    {"reduce", Operator::reduce, 3, 3},
    {"extractFromUVCI", Operator::uci_part, 2, 2},
    {"extractFromUCI", Operator::uci_part, 2, 2},
};

/// Reader keeps the place, such as `if[0].===[1]`, for the detail of an error.
class Reader {
 public:
  Result<Expression> read(const json& node) {
    if (node.is_boolean() || node.is_string() || is_integer(node)) {
      Expression literal;
      literal.literal = *Value::from_json(node);
      return literal;
    }
    if (node.is_array()) {
      Expression array;
      array.op = Operator::array;
      return read_operands(node, node.size(), std::move(array));
    }
    if (!node.is_object()) return bad("a literal is a boolean, an integer or a text");
    if (node.size() != 1) return bad("an operation is an object of one name");
    return read_operation(node.begin().key(), *node.begin());
  }

 private:
  static bool is_integer(const json& node) {
    if (!node.is_number()) return false;
    const std::optional<Value> value = Value::from_json(node);
    return value && value->as_integer() != nullptr;
  }

  Error bad(const std::string& what) const {
    return fail(Reason::rules_bad_logic, (place_.empty() ? "" : place_ + ": ") + what);
  }

  Result<Expression> read_operation(const std::string& name, const json& operands) {
    if (name == "var") return read_var(operands);
    const auto form = std::find_if(std::begin(kForms), std::end(kForms), [&](const Form& f) { return f.name == name; });
    if (form == std::end(kForms)) return bad("no such operator");
    const std::size_t length = place_.size();
    place_ += (place_.empty() ? "" : ".") + name;
    if (!operands.is_array()) return bad("its operands are an array");
    if (operands.size() < form->fewest || operands.size() > form->most) {
      return bad(std::to_string(operands.size()) + " operands");
    }
    Expression expression;
    expression.op = form->op;
    std::size_t evaluated = operands.size();
    if (form->op == Operator::plus_time) {
      const auto unit = operands[2].is_string() ? time_unit(operands[2].get<std::string>()) : std::nullopt;
      if (!unit) return bad("the third operand is year, month, day or hour");
      expression.unit = *unit;
      evaluated = 1;
    }
    if (form->op == Operator::uci_part) evaluated = 1;
    if (evaluated == 1 && form->most > 1) {
      if (!is_integer(operands[1])) return bad("the second operand is an integer");
      expression.number = *Value::from_json(operands[1])->as_integer();
    }
    Result<Expression> read = read_operands(operands, evaluated, std::move(expression));
    place_.resize(length);
    return read;
  }

  Result<Expression> read_operands(const json& operands, std::size_t count, Expression into) {
    const std::size_t length = place_.size();
    for (std::size_t i = 0; i < count; ++i) {
      place_ += "[" + std::to_string(i) + "]";
      Result<Expression> operand = read(operands[i]);
      if (!operand) return operand;
      into.operands.push_back(*std::move(operand));
      place_.resize(length);
    }
    return into;
  }

  Result<Expression> read_var(const json& path) const {
    if (!path.is_string()) return bad("var takes a path as a text");
    Expression expression;
    expression.op = Operator::var;
    expression.path = split_path(path.get<std::string>());
    return expression;
  }

  std::string place_;
};

}  // namespace

std::vector<std::string> split_path(const std::string& path) {
  std::vector<std::string> parts;
  for (std::size_t begin = 0; !path.empty();) {
    const std::size_t end = path.find('.', begin);
    parts.push_back(path.substr(begin, end == std::string::npos ? end : end - begin));
    if (end == std::string::npos) break;
    begin = end + 1;
  }
  return parts;
}

Result<Expression> read_expression(const json& json) { return Reader().read(json); }

}  // namespace heyi::rules
