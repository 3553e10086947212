// ECMA-48 says where a sequence ends, so that one that is not known leaves no characters behind.
#include "scan/keys.hpp"

#include <array>
#include <optional>
#include <string_view>

namespace heyi::terminal {
namespace {

struct Named {
  std::string_view sequence, key;
};

constexpr std::array kNamed = {
    Named{"[A", "up"},   Named{"OA", "up"},   Named{"[B", "down"},  Named{"OB", "down"},  Named{"OP", "f1"},
    Named{"OQ", "f2"},   Named{"OR", "f3"},   Named{"OS", "f4"},    Named{"[[A", "f1"},   Named{"[[B", "f2"},
    Named{"[[C", "f3"},  Named{"[[D", "f4"},  Named{"[[E", "f5"},   Named{"[11~", "f1"},  Named{"[12~", "f2"},
    Named{"[13~", "f3"}, Named{"[14~", "f4"}, Named{"[15~", "f5"},  Named{"[17~", "f6"},  Named{"[18~", "f7"},
    Named{"[19~", "f8"}, Named{"[20~", "f9"}, Named{"[21~", "f10"}, Named{"[23~", "f11"}, Named{"[24~", "f12"},
};

/// Key is one key: how many octets it takes, none when it is not complete, and its name, empty for one to drop.
struct Key {
  std::optional<std::size_t> size;
  std::string_view name;
};

bool is_between(char c, int low, int high) noexcept {
  const auto value = static_cast<unsigned char>(c);
  return value >= low && value <= high;
}

// Behind ESC: the size of a control sequence; none when its end is not there.
std::optional<std::size_t> sequence_size(std::string_view text) noexcept {
  std::size_t at = 1;
  if (text.starts_with("[[") || text.front() == 'O') {
    at = text.front() == 'O' ? 1 : 2;
  } else {
    while (at < text.size() && is_between(text[at], 0x20, 0x3f)) ++at;
  }
  if (at >= text.size()) return std::nullopt;
  return at + 1;
}

Key escaped(std::string_view octets) noexcept {
  if (octets.size() == 1) return {std::nullopt, "escape"};
  const std::string_view behind = octets.substr(1);
  if (behind.front() != '[' && behind.front() != 'O') return {1, "escape"};
  const std::optional<std::size_t> size = sequence_size(behind);
  if (!size) return {std::nullopt, {}};
  for (const Named& named : kNamed) {
    if (named.sequence == behind.substr(0, *size)) return {1 + *size, named.key};
  }
  return {1 + *size, {}};
}

// A UTF-8 character (RFC 3629); an octet that begins none is dropped alone.
Key character(std::string_view octets) noexcept {
  const auto lead = static_cast<unsigned char>(octets.front());
  const std::size_t size = lead < 0x80                   ? 1
                           : lead >= 0xc2 && lead < 0xe0 ? 2
                           : lead >= 0xe0 && lead < 0xf0 ? 3
                           : lead >= 0xf0 && lead < 0xf5 ? 4
                                                         : 0;
  if (size == 0) return {1, {}};
  for (std::size_t i = 1; i < size; ++i) {
    if (i == octets.size()) return {std::nullopt, {}};
    const bool is_first = i == 1;
    const int low = is_first && lead == 0xe0 ? 0xa0 : is_first && lead == 0xf0 ? 0x90 : 0x80;
    const int high = is_first && lead == 0xed ? 0x9f : is_first && lead == 0xf4 ? 0x8f : 0xbf;
    if (!is_between(octets[i], low, high)) return {i, {}};
  }
  return {size, octets.substr(0, size)};
}

Key first_key(std::string_view octets) noexcept {
  switch (octets.front()) {
    case '\r':
    case '\n': return {1, "enter"};
    case '\t': return {1, "tab"};
    case '\b':
    case '\x7f': return {1, "backspace"};
    case '\x1b': return escaped(octets);
    default: return is_between(octets.front(), 0, 0x1f) ? Key{1, {}} : character(octets);
  }
}

}  // namespace

void take_keys(std::string& octets, bool is_final, std::vector<Event>& out) {
  std::size_t taken = 0;
  while (taken < octets.size()) {
    const Key key = first_key(std::string_view(octets).substr(taken));
    if (!key.size && !is_final) break;
    if (!key.name.empty()) out.emplace_back(TypedKey{std::string(key.name)});
    taken = key.size ? taken + *key.size : octets.size();
  }
  octets.erase(0, taken);
}

}  // namespace heyi::terminal
