// Octets for codec tests: written as hex with remarks, and handed over in heap blocks of exactly their size, so that a
// sanitizer sees a read of one octet too many.
#pragma once

#include <algorithm>
#include <memory>
#include <string>
#include <string_view>

#include <heyi/bytes.hpp>
#include <heyi/result.hpp>

namespace heyi::test {

/// from_hex reads lower-case hex digits and skips spaces; the literals of tests are right by construction.
inline Bytes from_hex(std::string_view text) {
  Bytes octets;
  int high = -1;
  for (const char c : text) {
    if (c == ' ') continue;
    const int digit = c <= '9' ? c - '0' : c - 'a' + 10;
    if (high < 0) {
      high = digit;
    } else {
      octets.push_back(static_cast<std::uint8_t>(high << 4 | digit));
      high = -1;
    }
  }
  return octets;
}

/// to_hex is the inverse of from_hex, for comparing and for messages.
inline std::string to_hex(ByteView octets) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text;
  for (const std::uint8_t octet : octets) {
    text += kDigits[octet >> 4];
    text += kDigits[octet & 0xf];
  }
  return text;
}

/// Exact owns a copy of octets in a heap block that ends where they end.
class Exact {
 public:
  explicit Exact(ByteView octets) : block_(std::make_unique<std::uint8_t[]>(octets.size())), size_(octets.size()) {
    std::copy(octets.begin(), octets.end(), block_.get());
  }
  explicit Exact(std::string_view text) : Exact(as_bytes(text)) {}

  ByteView view() const noexcept { return {block_.get(), size_}; }
  std::string_view text() const noexcept { return as_text(view()); }

 private:
  std::unique_ptr<std::uint8_t[]> block_;
  std::size_t size_;
};

/// outcome is the name of a result's reason, `ok` for a value: readable when a check fails.
template <typename T>
std::string outcome(const Result<T>& result) {
  return std::string(reason_name(result ? Reason::ok : result.error().reason));
}

}  // namespace heyi::test
