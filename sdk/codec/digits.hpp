// The digits spelling: octets as decimal digits alone, which every keyboard layout sends alike.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <heyi/bytes.hpp>

namespace heyi {

/// kDigitsMarker leads the spelling. No payment code (10–19, 25–30, 62), digital-currency code (01), insurance code
/// (424), drug trace code (8…), bank card of China or citizen number begins with it, and no EAN prefix is 970.
inline constexpr std::string_view kDigitsMarker = "9701";

/// digits_encode writes groups of 7 octets as 17 digits, big endian; a last group of 1 to 6 octets takes 3, 5, 8, 10,
/// 13 or 15. The marker is not written.
std::string digits_encode(ByteView octets);

/// digits_decode is strict: digits alone, a last group of a length listed, no group above what its octets hold; none
/// otherwise.
std::optional<Bytes> digits_decode(std::string_view digits);

}  // namespace heyi
