// Result<T>, the way every fallible function of Heyi answers: a value, or an Error with a stable reason.
#pragma once

#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <variant>

#include <heyi/reason.hpp>

namespace heyi {

/// Error says why something could not be done.
struct Error {
  /// The stable reason; programs branch on it.
  Reason reason = Reason::internal_failure;
  /// For developers and logs, English, may be empty: a field's name, a line and column, a file.
  /// It never holds a claim's value, a secret or other personal data.
  std::string detail;
};

/// fail makes an Error to return from a function that answers with a Result.
inline Error fail(Reason reason, std::string detail = {}) { return Error{reason, std::move(detail)}; }

/// Result holds a T, or the Error that kept it from being made. Its members are named as those of
/// std::expected. Nothing throws: value(), operator* and operator-> require has_value(), and error()
/// requires !has_value(); calling them otherwise is a programming error and ends the process.
template <typename T>
class [[nodiscard]] Result {
 public:
  using value_type = T;
  using error_type = Error;

  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}  // NOLINT: implicit as in std::expected
  Result(Error error)
      : state_(std::in_place_index<1>, std::move(error)) {}  // NOLINT: implicit, so that fail() reads well

  bool has_value() const noexcept { return state_.index() == 0; }
  explicit operator bool() const noexcept { return has_value(); }

  T& value() & noexcept { return std::get<0>(state_); }
  const T& value() const& noexcept { return std::get<0>(state_); }
  T&& value() && noexcept { return std::get<0>(std::move(state_)); }
  T& operator*() & noexcept { return value(); }
  const T& operator*() const& noexcept { return value(); }
  T&& operator*() && noexcept { return std::move(*this).value(); }
  T* operator->() noexcept { return &value(); }
  const T* operator->() const noexcept { return &value(); }

  const Error& error() const& noexcept { return std::get<1>(state_); }
  Error&& error() && noexcept { return std::get<1>(std::move(state_)); }

  template <typename U>
  T value_or(U&& fallback) const& {
    return has_value() ? value() : static_cast<T>(std::forward<U>(fallback));
  }

  /// and_then calls `next` with the value, or passes the error on; `next` answers with a Result.
  template <typename F>
  auto and_then(F&& next) && -> std::invoke_result_t<F, T&&> {
    if (has_value()) return std::forward<F>(next)(std::move(*this).value());
    return std::move(*this).error();
  }

  /// transform calls `map` with the value and wraps what it returns, or passes the error on.
  template <typename F>
  auto transform(F&& map) && -> Result<std::invoke_result_t<F, T&&>> {
    if (has_value()) return std::forward<F>(map)(std::move(*this).value());
    return std::move(*this).error();
  }

 private:
  std::variant<T, Error> state_;
};

/// Result<void> says that something was done, or the Error that kept it from being done.
template <>
class [[nodiscard]] Result<void> {
 public:
  using value_type = void;
  using error_type = Error;

  Result() = default;
  Result(Error error) : error_(std::move(error)) {}  // NOLINT: implicit, so that fail() reads well

  bool has_value() const noexcept { return !error_.has_value(); }
  explicit operator bool() const noexcept { return has_value(); }
  void value() const noexcept {}
  const Error& error() const& noexcept { return *error_; }

 private:
  std::optional<Error> error_;
};

}  // namespace heyi
