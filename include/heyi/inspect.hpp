// Inspection: what octets say, for developers. It trusts nothing and checks no signature.
#pragma once

#include <string>
#include <string_view>

#include <heyi/bytes.hpp>
#include <heyi/result.hpp>

namespace heyi {

/// inspect_text decodes a code's text and shows its token. Fails with a `text`, `cbor` or `pack` reason.
Result<std::string> inspect_text(std::string_view text);

/// inspect_octets shows a token, card, request or list in diagnostic notation (RFC 8949 §8), a packed token
/// unpacked, with a comment line that names what it is. Fails with a `cbor` or `pack` reason.
Result<std::string> inspect_octets(ByteView octets);

}  // namespace heyi
