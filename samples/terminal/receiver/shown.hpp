// The line that --show prints of a message: what came, and little of whom.
#pragma once

#include <string>
#include <string_view>

namespace heyi::terminal::receiver {

/// Shown is one message for people.
struct Shown {
  std::string_view via, answer;
  std::string id, name, number;
  bool is_again = false;
};

/// shown_line masks: of a name its first character, of a number its last four. Control characters do not get through.
std::string shown_line(const Shown& shown);

}  // namespace heyi::terminal::receiver
