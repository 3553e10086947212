// Names for octet strings, so that every header says the same word for them.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace heyi {

/// Bytes owns an octet string.
using Bytes = std::vector<std::uint8_t>;

/// ByteView borrows an octet string; whoever made it keeps the octets alive.
using ByteView = std::span<const std::uint8_t>;

/// as_bytes borrows the octets of `text`.
inline ByteView as_bytes(std::string_view text) noexcept {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

/// as_text borrows `bytes` as characters; it does not check that they are UTF-8.
inline std::string_view as_text(ByteView bytes) noexcept {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

}  // namespace heyi
