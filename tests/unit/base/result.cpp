// Result: a value or an error, never both, with the names of std::expected.
#include <heyi/result.hpp>

#include <memory>
#include <string>

#include "support/catch.hpp"

namespace {

using heyi::Error;
using heyi::Reason;
using heyi::Result;

Result<int> half(int value) {
  if (value % 2 != 0) return heyi::fail(Reason::claims_out_of_range, "odd");
  return value / 2;
}

}  // namespace

TEST_CASE("a Result made from a value has it", "[result]") {
  const Result<int> result = 7;
  REQUIRE(result.has_value());
  CHECK(static_cast<bool>(result));
  CHECK(*result == 7);
  CHECK(result.value() == 7);
}

TEST_CASE("a Result made by fail has the reason and the detail", "[result]") {
  const Result<int> result = heyi::fail(Reason::text_empty, "nothing");
  REQUIRE_FALSE(result.has_value());
  CHECK_FALSE(static_cast<bool>(result));
  CHECK(result.error().reason == Reason::text_empty);
  CHECK(result.error().detail == "nothing");
}

TEST_CASE("a detail is empty unless one is given", "[result]") { CHECK(heyi::fail(Reason::ok).detail.empty()); }

TEST_CASE("value_or gives the value, and the fallback for an error", "[result]") {
  CHECK(half(8).value_or(-1) == 4);
  CHECK(half(7).value_or(-1) == -1);
}

TEST_CASE("and_then goes on with the value", "[result]") { CHECK(half(8).and_then(half).value_or(-1) == 2); }

TEST_CASE("and_then passes the first error on and calls nothing", "[result]") {
  bool called = false;
  const auto result = half(7).and_then([&](int value) {
    called = true;
    return half(value);
  });
  CHECK_FALSE(called);
  CHECK(result.error().reason == Reason::claims_out_of_range);
}

TEST_CASE("transform wraps what the function returns", "[result]") {
  const Result<std::string> text = half(8).transform([](int value) { return std::to_string(value); });
  CHECK(text.value_or("") == "4");
}

TEST_CASE("transform passes the error on", "[result]") {
  const Result<std::string> text = half(7).transform([](int value) { return std::to_string(value); });
  CHECK(text.error().detail == "odd");
}

TEST_CASE("a value that can only be moved comes out of a Result", "[result]") {
  Result<std::unique_ptr<int>> result = std::make_unique<int>(3);
  const std::unique_ptr<int> owned = *std::move(result);
  REQUIRE(owned != nullptr);
  CHECK(*owned == 3);
}

TEST_CASE("operator-> reaches the members of the value", "[result]") {
  const Result<std::string> result = std::string("four");
  CHECK(result->size() == 4);
}

TEST_CASE("an error can be moved out", "[result]") {
  Result<int> result = heyi::fail(Reason::text_empty, "a detail longer than any small string is");
  const Error error = std::move(result).error();
  CHECK(error.detail == "a detail longer than any small string is");
}

TEST_CASE("Result<void> says that something was done, or why not", "[result]") {
  const Result<void> done;
  const Result<void> failed = heyi::fail(Reason::state_damaged, "file");
  CHECK(done.has_value());
  CHECK(static_cast<bool>(done));
  REQUIRE_FALSE(failed.has_value());
  CHECK(failed.error().reason == Reason::state_damaged);
  CHECK(failed.error().detail == "file");
}
