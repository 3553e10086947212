// Base45 (RFC 9285), strict.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <heyi/bytes.hpp>

namespace heyi {

std::string base45_encode(ByteView octets);

/// base45_decode refuses characters outside the alphabet, a length no encoder gives (one above a multiple of three), a
/// triplet above 65535 and a pair above 255; none then.
std::optional<Bytes> base45_decode(std::string_view text);

}  // namespace heyi
