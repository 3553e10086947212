// Diagnostic notation, indented, with embedded CBOR opened where it is plainly that.
#include "codec/diagnostic.hpp"

#include <bit>
#include <charconv>
#include <cmath>
#include <cstdio>

#include "codec/hex.hpp"
#include "codec/hidden_character.hpp"

namespace heyi::cbor {
namespace {

constexpr std::size_t kShortLine = 72;

// Byte strings are opened only so deep: a token needs two, and a byte string within a byte string, again and again,
// would grow the text with the square of the input.
constexpr int kMaxOpened = 4;

/// Place is where an item stands: how far to indent it, and how many byte strings were opened around it.
struct Place {
  int level = 0;
  int opened = 0;

  Place inner() const noexcept { return {level + 1, opened}; }
  Place within_bytes() const noexcept { return {level, opened + 1}; }
};

std::string indent(int level) { return std::string(static_cast<std::size_t>(level) * 2, ' '); }

std::string quoted(std::string_view text) {
  std::string out = "\"";
  while (!text.empty()) {
    const Character character = first_character(text);
    if (is_hidden(character.value)) {
      char escape[8];  // All hidden characters have four digits.
      std::snprintf(escape, sizeof escape, "\\u%04x", static_cast<unsigned>(character.value));
      out += escape;
    } else {
      if (character.value == '"' || character.value == '\\') out.push_back('\\');
      out += text.substr(0, character.size);
    }
    text.remove_prefix(character.size);
  }
  return out + "\"";
}

double half_value(std::uint64_t bits) {
  const int exponent = static_cast<int>(bits >> 10 & 0x1f);
  const auto fraction = static_cast<double>(bits & 0x3ff);
  const double magnitude = exponent == 0    ? std::ldexp(fraction, -24)
                           : exponent == 31 ? (fraction == 0 ? HUGE_VAL : std::nan(""))
                                            : std::ldexp(fraction + 1024, exponent - 25);
  return (bits & 0x8000) != 0 ? -magnitude : magnitude;
}

std::string number(double value) {
  if (std::isnan(value)) return "NaN";
  if (std::isinf(value)) return value > 0 ? "Infinity" : "-Infinity";
  // The shortest text that reads back as the same number.
  char text[40];
  std::string out(text, std::to_chars(text, text + sizeof text, value).ptr);
  if (out.find_first_of(".e") == std::string::npos) out += ".0";
  return out;
}

std::string floating(ByteView encoded) {
  std::uint64_t bits = 0;
  for (const std::uint8_t octet : encoded.subspan(1)) bits = bits << 8 | octet;
  if (encoded.size() == 3) return number(half_value(bits));
  if (encoded.size() == 5) return number(std::bit_cast<float>(static_cast<std::uint32_t>(bits)));
  return number(std::bit_cast<double>(bits));
}

// A negative integer is -1 - n, down to -2^64, which no built-in type holds.
std::string negative(const Item& item) {
  if (const Result<std::int64_t> value = item.as_int()) return std::to_string(*value);
  std::uint64_t argument = 0;
  for (const std::uint8_t octet : item.encoded().subspan(1)) argument = argument << 8 | octet;
  return argument == UINT64_MAX ? "-18446744073709551616" : "-" + std::to_string(argument + 1);
}

std::string write(const Item& item, Place place);

std::string sequence(const Item& item, Place place, char open, char close) {
  if (item.size() == 0) return std::string{open, close};
  const bool is_map = item.is(Kind::map);
  std::string lines;
  std::string one_line;
  for (auto element = item.first(); element;) {
    std::string text = write(*element, place.inner());
    if (is_map) {
      element = element->next();
      text += ": " + write(*element, place.inner());
    }
    element = element->next();
    const char* separator = element ? "," : "";
    lines += indent(place.level + 1) + text + separator + "\n";
    one_line += text + (element ? ", " : "");
  }
  if (one_line.size() <= kShortLine && one_line.find('\n') == std::string::npos) return open + one_line + close;
  return open + ("\n" + lines) + indent(place.level) + close;
}

std::string octets(ByteView content, Place place) {
  if (place.opened >= kMaxOpened) return "h'" + hex_encode(content) + "'";
  const Result<Tree> embedded = Tree::parse(content);
  const bool opens = embedded && (embedded->root().is(Kind::map) || embedded->root().is(Kind::array) ||
                                  embedded->root().is(Kind::tag));
  if (!opens || content.size() < 2) return "h'" + hex_encode(content) + "'";
  return "<< " + write(embedded->root(), place.within_bytes()) + " >>";
}

std::string write(const Item& item, Place place) {
  switch (item.kind()) {
    case Kind::uint: return std::to_string(*item.as_uint());
    case Kind::negative: return negative(item);
    case Kind::bytes: return octets(*item.as_bytes(), place);
    case Kind::text: return quoted(*item.as_text());
    case Kind::array: return sequence(item, place, '[', ']');
    case Kind::map: return sequence(item, place, '{', '}');
    case Kind::tag: return std::to_string(item.tag()) + "(" + write(*item.first(), place) + ")";
    case Kind::boolean: return *item.as_bool() ? "true" : "false";
    case Kind::null: return "null";
    case Kind::undefined: return "undefined";
    case Kind::simple: return "simple(" + std::to_string(item.simple_value().value_or(0)) + ")";
    case Kind::floating: return floating(item.encoded());
  }
  return {};
}

}  // namespace

std::string diagnostic(const Item& item) { return write(item, Place{}); }

}  // namespace heyi::cbor
