// The text of a code: `HY1:` and Base45, or digits alone for scanners whose layouts break symbols.
#pragma once

#include <string>
#include <string_view>

#include <heyi/bytes.hpp>
#include <heyi/result.hpp>

namespace heyi {

/// Spelling is how a token's octets are written in a code.
enum class Spelling {
  base45,  ///< `HY1:` + RFC 9285, upper case: QR alphanumeric mode.
  digits,  ///< The marker `9701` + groups of 17 digits for 7 octets: QR numeric mode.
};

/// kMaxTextSize is the length of the longest text a QR code can carry: 7,089 digits (version 40-L).
inline constexpr std::size_t kMaxTextSize = 7089;

/// encode_text writes `token` in one of the two spellings.
std::string encode_text(ByteView token, Spelling spelling = Spelling::base45);

/// decode_text reads either spelling strictly and repairs nothing. Fails with `text.too_long`, `text.empty`,
/// `text.needs_online` (a code of an incumbent system that only its own server can resolve),
/// `text.case_flipped`, `text.unknown_prefix`, `text.bad_base45` or `text.bad_digits`.
Result<Bytes> decode_text(std::string_view text);

/// is_incumbent says whether `text` has the shape of an electronic health card code (64 upper-case hex
/// digits, `:`, 0 or 1) or of a medical-insurance code (28 characters: `424` or `opc`, then 25 digits).
bool is_incumbent(std::string_view text) noexcept;

/// looks_like_heyi says whether `text` begins as one of the two spellings does, in whatever case.
bool looks_like_heyi(std::string_view text) noexcept;

}  // namespace heyi
