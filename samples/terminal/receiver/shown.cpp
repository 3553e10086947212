// What a client sent goes to somebody's terminal, which would obey control characters.
#include "receiver/shown.hpp"

namespace heyi::terminal::receiver {
namespace {

std::string harmless(std::string_view text) {
  std::string out;
  for (const char character : text.substr(0, 64)) {
    const bool is_graphic = character > ' ' && character <= '~';
    out += is_graphic ? character : '?';
  }
  return out;
}

// The first character as UTF-8, none when it is a control character or no UTF-8.
std::string_view first_character(std::string_view text) {
  const auto first = static_cast<unsigned char>(text.empty() ? 0 : text[0]);
  if (first < 0x80) return first > 0x20 && first < 0x7f ? text.substr(0, 1) : std::string_view();
  const std::size_t length = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
  if (first < 0xc3 || first > 0xf4 || text.size() < length) return {};
  for (std::size_t index = 1; index < length; ++index) {
    if ((static_cast<unsigned char>(text[index]) & 0xc0) != 0x80) return {};
  }
  return text.substr(0, length);
}

}  // namespace

std::string shown_line(const Shown& shown) {
  std::string line(shown.via == "mllp" ? "HL7 " : "FHIR");
  line += "  " + harmless(shown.id.empty() ? "-" : shown.id) + "  ";
  if (!shown.name.empty()) line += std::string(first_character(shown.name)) + "*  ";
  constexpr std::size_t kLongEnough = 8, kLast = 4;
  if (shown.number.size() >= kLongEnough)
    line += "…" + harmless(shown.number.substr(shown.number.size() - kLast)) + "  ";
  line += shown.answer == "accept" ? "已接收 received" : "故障 fault: " + std::string(shown.answer);
  if (shown.is_again) line += " (重复 again)";
  return line;
}

}  // namespace heyi::terminal::receiver
