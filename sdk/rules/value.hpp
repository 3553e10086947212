// Values of CertLogic: those of JSON, and date-times, which only an operation makes.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include <nlohmann/json_fwd.hpp>

namespace heyi::rules {

/// Moment is a date-time in milliseconds, UTC.
using Moment = std::chrono::sys_time<std::chrono::milliseconds>;

/// Value shares what is large, so that copies cost nothing, and knows its parts and levels, so that no chain of
/// operations makes one that takes long to walk.
class Value {
 public:
  using Array = std::vector<Value>;
  using Object = std::map<std::string, Value, std::less<>>;

  static constexpr std::size_t kMaxParts = 100'000;
  static constexpr std::size_t kMaxLevels = 64;
  /// kMaxInteger is the largest integer that every implementation of JSON keeps exactly.
  static constexpr std::int64_t kMaxInteger = (std::int64_t{1} << 53) - 1;

  Value() = default;
  explicit Value(bool truth) : held_(truth) {}
  explicit Value(std::int64_t number) : held_(number) {}
  explicit Value(double number) : held_(number) {}
  explicit Value(Moment moment) : held_(moment) {}
  explicit Value(std::string text) : held_(std::make_shared<const std::string>(std::move(text))) {}
  /// array and object are none when the result would have too many parts or levels.
  static std::optional<Value> array(Array items);
  static std::optional<Value> object(Object members);
  /// from_json is none for what is too large. A number with a fraction of zero is an integer, as in JavaScript.
  static std::optional<Value> from_json(const nlohmann::json& json);

  bool is_null() const noexcept { return std::holds_alternative<std::monostate>(held_); }
  const bool* as_bool() const noexcept { return std::get_if<bool>(&held_); }
  const std::int64_t* as_integer() const noexcept { return std::get_if<std::int64_t>(&held_); }
  const Moment* as_moment() const noexcept { return std::get_if<Moment>(&held_); }
  const std::string* as_text() const noexcept;
  const Array* as_array() const noexcept;
  const Object* as_object() const noexcept;

  /// truth is none for what is neither truthy nor falsy: a date-time.
  std::optional<bool> truth() const noexcept;
  /// parts counts this value and all that it holds.
  std::size_t parts() const noexcept { return parts_; }
  nlohmann::json to_json() const;

  /// Equality is of kind and content, without any conversion.
  friend bool operator==(const Value& a, const Value& b);

 private:
  bool count(const Value& part) noexcept;

  std::variant<std::monostate, bool, std::int64_t, double, Moment, std::shared_ptr<const std::string>,
               std::shared_ptr<const Array>, std::shared_ptr<const Object>>
      held_;
  std::size_t parts_ = 1, levels_ = 1;
};

}  // namespace heyi::rules
