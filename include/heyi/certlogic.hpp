// CertLogic: rules as JSON expressions over JSON data, as the European health certificates specify them.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <heyi/result.hpp>

namespace heyi {

/// LogicData is a JSON value that expressions read, parsed once for many of them. Copies share it.
class LogicData {
 public:
  /// from_json reads one JSON text of at most 1 MiB and 32 levels. Fails with `rules.bad_value`, the detail naming line
  /// and column.
  static Result<LogicData> from_json(std::string_view json);

  struct Impl;
  explicit LogicData(std::shared_ptr<const Impl> impl) noexcept : impl_(std::move(impl)) {}
  const Impl& impl() const noexcept { return *impl_; }

 private:
  std::shared_ptr<const Impl> impl_;
};

/// Logic is a CertLogic expression (specification 1.3.2) whose form was checked whole: literals, arrays, `var`, `if`,
/// `and`, `!`, `===`, `in`, `+`, `>`, `>=`, `<`, `<=`, `after`, `before`, `not-after`, `not-before`, `plusTime`,
/// `dccDateOfBirth`, `reduce`, `extractFromUVCI` (also `extractFromUCI`). Nothing is converted from one kind of value
/// into another. Copies share one expression; it may be used from several threads.
class Logic {
 public:
  /// from_json reads one JSON text of at most 1 MiB and 64 levels. Fails with `rules.bad_logic`, the detail saying
  /// where and why: an unknown operator, a wrong number of operands, a literal that may not stand there.
  static Result<Logic> from_json(std::string_view json);

  /// evaluate gives the value as JSON text; a date-time is `2026-11-24T09:30:00.000Z`. The same input gives the same
  /// value always: no clock is read. Fails with `rules.bad_value` (an operand of another kind, a text that is no date,
  /// a number beyond 2^53) and `rules.too_complex` (more than 200,000 steps, a value of more than 100,000 parts or 64
  /// levels), within milliseconds and bounded memory whatever the expression.
  Result<std::string> evaluate(const LogicData& data) const;

  /// holds evaluates an expression that answers yes or no. Fails as evaluate does, and with `rules.bad_value` when the
  /// value is neither `true` nor `false`.
  Result<bool> holds(const LogicData& data) const;

  /// reads are the paths of the data that the expression may read, sorted, each once; those within the function of a
  /// `reduce`, which name its current item, are not among them.
  const std::vector<std::string>& reads() const noexcept;

  struct Impl;
  explicit Logic(std::shared_ptr<const Impl> impl) noexcept : impl_(std::move(impl)) {}

 private:
  std::shared_ptr<const Impl> impl_;
};

}  // namespace heyi
