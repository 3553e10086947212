// The normaliser: takes off a scanned text what the scanner's settings put on it, and says what it did. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "scan/event.hpp"

namespace heyi::terminal {

/// Normalised is a text as it goes to the verifier.
struct Normalised {
  std::string text;
  std::vector<Repair> repairs;  ///< In the order in which they were done.
  bool is_repaired = false;     ///< true when characters were changed, as Scan::is_repaired.
};

/// normalise takes off a byte-order mark, an AIM prefix (`]`, a letter, a digit) in front and CR, LF, TAB, STX and ETX
/// at both ends; full-width characters become ASCII; what then begins as a Heyi code becomes upper case. What is no
/// Heyi code keeps its case, and no text its spaces changed. A text that decode_text takes is left as it is.
Normalised normalise(std::string_view raw);

/// Character is one character of a text, as it is when its width is folded.
struct Character {
  std::string_view octets;  ///< Of one character, or one octet of what is no full-width character.
  char narrow = 0;          ///< The ASCII character for a full-width one; else the octet itself.

  bool is_wide() const noexcept { return octets.size() > 1; }
};

/// first_character is the first character of a text that is not empty: U+FF01 to U+FF5E and U+3000 in three octets,
/// anything else an octet at a time.
Character first_character(std::string_view text) noexcept;

}  // namespace heyi::terminal
