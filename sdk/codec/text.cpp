// What a scanner sent: one of ours, an incumbent's, damaged, or something else altogether.
#include <heyi/text.hpp>

#include <algorithm>

#include "codec/base45.hpp"
#include "codec/digits.hpp"

namespace heyi {
namespace {

constexpr std::string_view kPrefix = "HY1:";

bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }
bool is_lower(char c) noexcept { return c >= 'a' && c <= 'z'; }
char to_upper(char c) noexcept { return is_lower(c) ? static_cast<char>(c - 'a' + 'A') : c; }

bool starts_with_any_case(std::string_view text, std::string_view prefix) noexcept {
  return text.size() >= prefix.size() && std::equal(prefix.begin(), prefix.end(), text.begin(),
                                                    [](char expected, char c) { return expected == to_upper(c); });
}

bool all_digits(std::string_view text) noexcept { return std::all_of(text.begin(), text.end(), is_digit); }

}  // namespace

bool is_incumbent(std::string_view text) noexcept {
  if (text.size() == 66 && text[64] == ':' && (text[65] == '0' || text[65] == '1')) {
    return std::all_of(text.begin(), text.begin() + 64, [](char c) { return is_digit(c) || (c >= 'A' && c <= 'F'); });
  }
  if (text.size() != 28) return false;
  return (text.starts_with("424") || text.starts_with("opc")) && all_digits(text.substr(3));
}

bool looks_like_heyi(std::string_view text) noexcept {
  if (starts_with_any_case(text, kPrefix)) return true;
  return text.starts_with(kDigitsMarker) && text.size() > kDigitsMarker.size() && all_digits(text);
}

std::string encode_text(ByteView token, Spelling spelling) {
  if (spelling == Spelling::digits) return std::string(kDigitsMarker) + digits_encode(token);
  return std::string(kPrefix) + base45_encode(token);
}

Result<Bytes> decode_text(std::string_view text) {
  if (text.empty()) return fail(Reason::text_empty);
  if (text.size() > kMaxTextSize) return fail(Reason::text_too_long);
  if (is_incumbent(text)) return fail(Reason::text_needs_online);
  if (text.starts_with(kDigitsMarker)) {
    std::optional<Bytes> token = digits_decode(text.substr(kDigitsMarker.size()));
    if (!token || token->empty()) return fail(Reason::text_bad_digits);
    return *std::move(token);
  }
  if (!starts_with_any_case(text, kPrefix)) return fail(Reason::text_unknown_prefix);
  // Base45 has no lower case, so a lower-case letter anywhere means that something on the way flipped it.
  if (std::any_of(text.begin(), text.end(), is_lower)) return fail(Reason::text_case_flipped);
  std::optional<Bytes> token = base45_decode(text.substr(kPrefix.size()));
  if (!token || token->empty()) return fail(Reason::text_bad_base45);
  return *std::move(token);
}

}  // namespace heyi
