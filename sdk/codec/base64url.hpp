// base64url without padding (RFC 4648 §5).
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <heyi/bytes.hpp>

namespace heyi {

std::string base64url_encode(ByteView octets);

/// base64url_decode is strict: no padding, no other character, unused bits zero; none otherwise.
std::optional<Bytes> base64url_decode(std::string_view text);

}  // namespace heyi
