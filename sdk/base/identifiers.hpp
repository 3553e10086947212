// Limits of the short texts that cards and lists must spell alike: issuer codes, status URIs, pseudonyms.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string_view>

namespace heyi {

inline constexpr std::size_t kMaxUriSize = 28;
inline constexpr std::uint64_t kMaxStatusIndex = 0xffff'ffff;
inline constexpr std::size_t kPseudonymSize = 12;

/// is_issuer_code: 1 to 32 characters of A-Z a-z 0-9 . _ and -.
inline bool is_issuer_code(std::string_view code) noexcept {
  return !code.empty() && code.size() <= 32 && std::all_of(code.begin(), code.end(), [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '_' ||
           c == '-';
  });
}

/// is_status_uri: 1 to 28 printable ASCII characters without a space.
inline bool is_status_uri(std::string_view uri) noexcept {
  return !uri.empty() && uri.size() <= kMaxUriSize &&
         std::all_of(uri.begin(), uri.end(), [](char c) { return c > 0x20 && c < 0x7f; });
}

/// is_pseudonym: 12 base64url characters.
inline bool is_pseudonym(std::string_view text) noexcept {
  return text.size() == kPseudonymSize && std::all_of(text.begin(), text.end(), [](char c) {
           return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
         });
}

}  // namespace heyi
