// Which QR segment a text takes.
#pragma once

#include <string_view>

namespace heyi {

bool is_numeric_text(std::string_view text) noexcept;
bool is_alphanumeric_text(std::string_view text) noexcept;

}  // namespace heyi
