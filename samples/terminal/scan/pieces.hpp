// Telling codes apart that came without anything between them. Pure.
#pragma once

#include <string_view>
#include <vector>

namespace heyi::terminal {

/// is_whole says by trial whether nothing of a scan is missing: normalised, it is a token whose CBOR is complete and
/// ends with a signature's octets, or an incumbent's code. A beginning of a token never is. No signature is checked.
bool is_whole(std::string_view raw);

/// Pieces are scans in one text, in order.
struct Pieces {
  std::vector<std::string_view> scans;  ///< Those that are over: whole ones, and damaged ones that one followed.
  std::string_view rest;                ///< What may still go on; empty when the last scan is whole.
};

/// split cuts a text where a prefix (`HY1:`, `9701`, AIM's) begins and what stands before, or behind, is whole: such
/// letters occur by chance inside a code too. What stands before a whole code and begins with no prefix is noise on the
/// line, and left out. At most kMaxTrials pieces are tried.
Pieces split(std::string_view text);

/// kMaxTrials bounds the work that one text can ask for.
inline constexpr int kMaxTrials = 48;

}  // namespace heyi::terminal
