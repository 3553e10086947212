// The expression behind a Logic: a tree whose form was checked, so that evaluating it meets wrong values alone.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <heyi/certlogic.hpp>

#include "rules/date_time.hpp"
#include "rules/value.hpp"

namespace heyi::rules {

enum class Operator {
  literal,
  array,
  var,
  if_then_else,
  both,
  negation,
  equal,
  member,
  sum,
  above,
  at_least,
  below,
  at_most,
  after,
  before,
  not_after,
  not_before,
  plus_time,
  date_of_birth,
  reduce,
  uci_part,
};

/// Expression is one node. `number` is the amount of plusTime or the index of extractFromUVCI.
struct Expression {
  Operator op = Operator::literal;
  std::vector<Expression> operands;
  Value literal;
  std::vector<std::string> path;
  std::int64_t number = 0;
  TimeUnit unit = TimeUnit::day;
};

/// read_expression checks an expression's form whole. Fails with `rules.bad_logic`, the detail naming the place.
Result<Expression> read_expression(const nlohmann::json& json);

/// logic_of and data_of are Logic::from_json and LogicData::from_json of what was parsed already.
Result<Logic> logic_of(const nlohmann::json& json);
Result<LogicData> data_of(const nlohmann::json& json);

/// split_path cuts a path at its points; the empty path has no part.
std::vector<std::string> split_path(const std::string& path);

/// value_at is what stands at a path; null when nothing does.
Value value_at(const Value& data, const std::vector<std::string>& path);

/// evaluate_expression works it out. Fails with `rules.bad_value` and `rules.too_complex`.
Result<Value> evaluate_expression(const Expression& expression, const Value& data);

}  // namespace heyi::rules

namespace heyi {

struct LogicData::Impl {
  rules::Value value;
};

struct Logic::Impl {
  rules::Expression expression;
  std::vector<std::string> reads;
};

}  // namespace heyi
