// Values made from JSON and back, compared, and counted.
#include "rules/value.hpp"

#include <algorithm>
#include <cmath>

#include <nlohmann/json.hpp>

#include "rules/date_time.hpp"

namespace heyi::rules {
namespace {

template <typename T>
const T* shared(const auto& held) noexcept {
  const auto* pointer = std::get_if<std::shared_ptr<const T>>(&held);
  return pointer == nullptr ? nullptr : pointer->get();
}

Value number_of(double number) {
  const bool whole = std::trunc(number) == number && std::abs(number) <= static_cast<double>(Value::kMaxInteger);
  return whole ? Value(static_cast<std::int64_t>(number)) : Value(number);
}

}  // namespace

bool Value::count(const Value& part) noexcept {
  parts_ = std::min(parts_ + part.parts_, kMaxParts + 1);
  levels_ = std::max(levels_, part.levels_ + 1);
  return parts_ <= kMaxParts && levels_ <= kMaxLevels;
}

std::optional<Value> Value::array(Array items) {
  Value value;
  for (const Value& item : items) {
    if (!value.count(item)) return std::nullopt;
  }
  value.held_ = std::make_shared<const Array>(std::move(items));
  return value;
}

std::optional<Value> Value::object(Object members) {
  Value value;
  for (const auto& [name, member] : members) {
    if (!value.count(member)) return std::nullopt;
  }
  value.held_ = std::make_shared<const Object>(std::move(members));
  return value;
}

std::optional<Value> Value::from_json(const nlohmann::json& json) {
  if (json.is_boolean()) return Value(json.get<bool>());
  if (json.is_string()) return Value(json.get<std::string>());
  // A number beyond 2^53 stays what it is, but no operation takes it for an integer.
  if (json.is_number()) return number_of(json.get<double>());
  if (json.is_array()) {
    Array items;
    for (const auto& item : json) {
      std::optional<Value> value = from_json(item);
      if (!value) return std::nullopt;
      items.push_back(*std::move(value));
    }
    return array(std::move(items));
  }
  if (json.is_object()) {
    Object members;
    for (const auto& [name, member] : json.items()) {
      std::optional<Value> value = from_json(member);
      if (!value) return std::nullopt;
      members.emplace(name, *std::move(value));
    }
    return object(std::move(members));
  }
  return Value();
}

const std::string* Value::as_text() const noexcept { return shared<std::string>(held_); }
const Value::Array* Value::as_array() const noexcept { return shared<Array>(held_); }
const Value::Object* Value::as_object() const noexcept { return shared<Object>(held_); }

std::optional<bool> Value::truth() const noexcept {
  if (is_null()) return false;
  if (const bool* truth = as_bool()) return *truth;
  if (const std::int64_t* number = as_integer()) return *number != 0;
  if (const double* number = std::get_if<double>(&held_)) return *number != 0;
  if (const std::string* text = as_text()) return !text->empty();
  if (const Array* items = as_array()) return !items->empty();
  if (const Object* members = as_object()) return !members->empty();
  return std::nullopt;
}

nlohmann::json Value::to_json() const {
  using nlohmann::json;
  if (const bool* truth = as_bool()) return *truth;
  if (const std::int64_t* number = as_integer()) return *number;
  if (const double* number = std::get_if<double>(&held_)) return *number;
  if (const Moment* moment = as_moment()) return format_moment(*moment);
  if (const std::string* text = as_text()) return *text;
  if (const Array* items = as_array()) {
    json array = json::array();
    for (const Value& item : *items) array.push_back(item.to_json());
    return array;
  }
  if (const Object* members = as_object()) {
    json object = json::object();
    for (const auto& [name, member] : *members) object[name] = member.to_json();
    return object;
  }
  return nullptr;
}

bool operator==(const Value& a, const Value& b) {
  if (a.parts_ != b.parts_ || a.held_.index() != b.held_.index()) return false;
  if (const std::string* text = a.as_text()) return *text == *b.as_text();
  if (const Value::Array* items = a.as_array()) return *items == *b.as_array();
  if (const Value::Object* members = a.as_object()) return *members == *b.as_object();
  return a.held_ == b.held_;
}

}  // namespace heyi::rules
