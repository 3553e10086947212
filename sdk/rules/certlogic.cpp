// The public face of CertLogic: JSON in, JSON or an answer out.
#include <heyi/certlogic.hpp>

#include <set>

#include <nlohmann/json.hpp>

#include "codec/json_text.hpp"
#include "rules/expression.hpp"

namespace heyi {
namespace {

constexpr int kLogicLevels = 64;

std::string joined(const std::vector<std::string>& path) {
  std::string text;
  for (const std::string& name : path) text += (&name == path.data() ? "" : ".") + name;
  return text;
}

// Within the function of a reduce a path begins at the item, not at the data.
void collect_reads(const rules::Expression& expression, std::set<std::string>& reads) {
  if (expression.op == rules::Operator::var) reads.insert(joined(expression.path));
  for (std::size_t i = 0; i < expression.operands.size(); ++i) {
    if (expression.op == rules::Operator::reduce && i == 1) continue;
    collect_reads(expression.operands[i], reads);
  }
}

}  // namespace

Result<LogicData> LogicData::from_json(std::string_view json) {
  const Result<nlohmann::json> parsed = parse_json(json);
  if (!parsed) return fail(Reason::rules_bad_value, parsed.error().detail);
  return rules::data_of(*parsed);
}

Result<LogicData> rules::data_of(const nlohmann::json& json) {
  std::optional<Value> value = Value::from_json(json);
  if (!value) return fail(Reason::rules_bad_value, "more than 100,000 parts");
  return LogicData(std::make_shared<const LogicData::Impl>(LogicData::Impl{*std::move(value)}));
}

Result<Logic> Logic::from_json(std::string_view json) {
  const Result<nlohmann::json> parsed = parse_json(json, kLogicLevels);
  if (!parsed) return fail(Reason::rules_bad_logic, parsed.error().detail);
  return rules::logic_of(*parsed);
}

Result<Logic> rules::logic_of(const nlohmann::json& json) {
  Result<Expression> expression = read_expression(json);
  if (!expression) return expression.error();
  std::set<std::string> reads;
  collect_reads(*expression, reads);
  return Logic(std::make_shared<const Logic::Impl>(Logic::Impl{*std::move(expression), {reads.begin(), reads.end()}}));
}

Result<std::string> Logic::evaluate(const LogicData& data) const {
  const Result<rules::Value> value = rules::evaluate_expression(impl_->expression, data.impl().value);
  if (!value) return value.error();
  return value->to_json().dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

Result<bool> Logic::holds(const LogicData& data) const {
  const Result<rules::Value> value = rules::evaluate_expression(impl_->expression, data.impl().value);
  if (!value) return value.error();
  const bool* answer = value->as_bool();
  return answer != nullptr ? Result<bool>(*answer)
                           : fail(Reason::rules_bad_value, "the answer is neither true nor false");
}

const std::vector<std::string>& Logic::reads() const noexcept { return impl_->reads; }

}  // namespace heyi
