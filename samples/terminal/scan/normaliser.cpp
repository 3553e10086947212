// Each repair is one that scanners are known to need (docs/integrate-terminal.md); anything else is left to fail.
#include "scan/normaliser.hpp"

#include <heyi/text.hpp>

#include <algorithm>

namespace heyi::terminal {
namespace {

constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";
constexpr std::string_view kFraming = "\r\n\t\x02\x03";

bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }
bool is_lower(char c) noexcept { return c >= 'a' && c <= 'z'; }
bool is_letter(char c) noexcept { return is_lower(c) || (c >= 'A' && c <= 'Z'); }
char to_upper(char c) noexcept { return is_lower(c) ? static_cast<char>(c - 'a' + 'A') : c; }

// What is folded never grows, so that one pass over the octets does.
bool fold_width(std::string& text) {
  std::string folded;
  folded.reserve(text.size());
  bool is_changed = false;
  for (std::string_view rest = text; !rest.empty();) {
    const Character character = first_character(rest);
    folded.push_back(character.narrow);
    is_changed = is_changed || character.is_wide();
    rest.remove_prefix(character.octets.size());
  }
  if (is_changed) text = std::move(folded);
  return is_changed;
}

bool take_framing_off(std::string& text) {
  const std::size_t begin = std::min(text.find_first_not_of(kFraming), text.size());
  const std::size_t end = text.find_last_not_of(kFraming) + 1;
  if (begin == 0 && end == text.size()) return false;
  text = text.substr(begin, end > begin ? end - begin : 0);
  return true;
}

bool has_aim_prefix(std::string_view text) noexcept {
  return text.size() > 3 && text[0] == ']' && is_letter(text[1]) && is_digit(text[2]);
}

}  // namespace

Character first_character(std::string_view text) noexcept {
  const auto octet = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  if (text.size() >= 3) {
    if (octet(0) == 0xe3 && octet(1) == 0x80 && octet(2) == 0x80) return {text.substr(0, 3), ' '};
    const bool is_wide = octet(0) == 0xef && ((octet(1) == 0xbc && octet(2) >= 0x81 && octet(2) <= 0xbf) ||
                                              (octet(1) == 0xbd && octet(2) >= 0x80 && octet(2) <= 0x9e));
    if (is_wide) {
      const unsigned beyond = (octet(1) & 0x3fU) << 6 | (octet(2) & 0x3fU);  // U+F000 + beyond
      return {text.substr(0, 3), static_cast<char>(beyond - 0xf01 + '!')};
    }
  }
  return {text.substr(0, 1), text[0]};
}

Normalised normalise(std::string_view raw) {
  Normalised result{std::string(raw), {}, false};
  if (decode_text(raw)) return result;
  std::string& text = result.text;
  const auto note = [&](Repair repair) { result.repairs.push_back(repair); };
  if (text.starts_with(kByteOrderMark)) text.erase(0, kByteOrderMark.size());
  if (take_framing_off(text)) note(Repair::suffix);
  if (fold_width(text)) {
    note(Repair::full_width);
    result.is_repaired = true;
  }
  if (has_aim_prefix(text)) {
    text.erase(0, 3);
    note(Repair::aim_prefix);
  }
  if (looks_like_heyi(text) && std::any_of(text.begin(), text.end(), is_lower)) {
    std::transform(text.begin(), text.end(), text.begin(), to_upper);
    note(Repair::case_flipped);
    result.is_repaired = true;
  }
  return result;
}

}  // namespace heyi::terminal
