// Shift belongs to the key presses: a capital letter comes with it, and so do $ % * + and the colon.
#include "scan/layouts.hpp"

#include <algorithm>

namespace heyi::terminal {
namespace {

/// Change is one key whose character differs.
struct Change {
  char from;
  std::string_view to;
};

constexpr Change kFrench[] = {
    {'0', "à"}, {'1', "&"}, {'2', "é"}, {'3', "\""}, {'4', "'"}, {'5', "("}, {'6', "-"}, {'7', "è"},
    {'8', "_"}, {'9', "ç"}, {'A', "Q"}, {'Q', "A"},  {'W', "Z"}, {'Z', "W"}, {'M', "?"}, {'$', "4"},
    {'%', "5"}, {'*', "8"}, {'-', ")"}, {'.', ":"},  {'/', "!"}, {':', "M"}, {']', "$"},
};

// + is a dead key there: it waits for the next one and shows as a grave accent.
constexpr Change kGerman[] = {
    {'Y', "Z"}, {'Z', "Y"}, {'*', "("}, {'+', "`"}, {'-', "ß"}, {'/', "-"}, {':', "Ö"}, {']', "+"},
};

template <std::size_t Size>
std::string changed(const Change (&changes)[Size], std::string_view text) {
  std::string typed;
  for (const char c : text) {
    const auto* const change =
        std::find_if(std::begin(changes), std::end(changes), [&](const Change& one) { return one.from == c; });
    if (change == std::end(changes)) {
      typed.push_back(c);
    } else {
      typed += change->to;
    }
  }
  return typed;
}

std::string flipped(std::string_view text) {
  std::string typed(text);
  for (char& c : typed) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return typed;
}

}  // namespace

std::string as_typed(Layout layout, std::string_view text) {
  switch (layout) {
    case Layout::us_caps: return flipped(text);
    case Layout::french: return changed(kFrench, text);
    case Layout::german: return changed(kGerman, text);
    case Layout::us: break;
  }
  return std::string(text);
}

}  // namespace heyi::terminal
