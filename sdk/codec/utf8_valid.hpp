// UTF-8 as RFC 3629 has it: shortest forms, no surrogates, nothing above U+10FFFF.
#pragma once

#include <heyi/bytes.hpp>

namespace heyi {

bool is_valid_utf8(ByteView text) noexcept;

}  // namespace heyi
