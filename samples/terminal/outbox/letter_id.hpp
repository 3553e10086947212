// What a visit's id may look like: it becomes part of file names and of HTTP headers.
#pragma once

#include <algorithm>
#include <string_view>

namespace heyi::terminal {

/// is_letter_id says whether a text is 1 to 64 of [0-9A-Za-z_-].
inline bool is_letter_id(std::string_view text) noexcept {
  const auto is_plain = [](char letter) {
    return (letter >= '0' && letter <= '9') || (letter >= 'A' && letter <= 'Z') || (letter >= 'a' && letter <= 'z') ||
           letter == '_' || letter == '-';
  };
  return !text.empty() && text.size() <= 64 && std::all_of(text.begin(), text.end(), is_plain);
}

}  // namespace heyi::terminal
