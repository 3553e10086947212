// Hexadecimal text.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <heyi/bytes.hpp>

namespace heyi {

/// hex_encode writes lower-case digits, hex_encode_upper upper-case ones.
std::string hex_encode(ByteView octets);
std::string hex_encode_upper(ByteView octets);

/// hex_decode reads either case; none for an odd length or another character.
std::optional<Bytes> hex_decode(std::string_view text);

}  // namespace heyi
