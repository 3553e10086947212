// Read from the end, because paths have colons too.
#include "scan/serial_settings.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <stdexcept>

namespace heyi::terminal {
namespace {

constexpr int kSlowest = 300, kFastest = 4'000'000;

bool is_digits(std::string_view text) noexcept {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::string_view last_field(std::string_view words) noexcept {
  const std::size_t colon = words.rfind(':');
  return colon == std::string_view::npos ? std::string_view{} : words.substr(colon + 1);
}

bool is_format(std::string_view field) noexcept {
  return field.size() == 3 && is_digits(field.substr(0, 1)) && is_digits(field.substr(2)) &&
         std::string_view("NEOneo").find(field[1]) != std::string_view::npos;
}

void take_format(SerialSettings& settings, std::string_view format) {
  settings.data_bits = format[0] - '0';
  settings.stop_bits = format[2] - '0';
  const char parity = format[1];
  settings.parity = parity == 'N' || parity == 'n'   ? Parity::none
                    : parity == 'E' || parity == 'e' ? Parity::even
                                                     : Parity::odd;
  const bool is_known =
      (settings.data_bits == 7 || settings.data_bits == 8) && (settings.stop_bits == 1 || settings.stop_bits == 2);
  if (!is_known) throw std::runtime_error("serial port: the format is 8N1, 7E1 and the like");
}

void take_baud(SerialSettings& settings, std::string_view field) {
  const auto read = std::from_chars(field.data(), field.data() + field.size(), settings.baud);
  if (read.ec != std::errc{} || settings.baud < kSlowest || settings.baud > kFastest) {
    throw std::runtime_error("serial port: the speed is 300 to 4000000");
  }
}

}  // namespace

SerialSettings parse_serial(std::string_view words) {
  SerialSettings settings;
  const auto cut = [&](std::string_view field) { words.remove_suffix(field.size() + 1); };
  if (const std::string_view format = last_field(words); is_format(format)) {
    take_format(settings, format);
    cut(format);
    if (!is_digits(last_field(words))) throw std::runtime_error("serial port: the speed is missing before the format");
  }
  if (const std::string_view baud = last_field(words); is_digits(baud)) {
    take_baud(settings, baud);
    cut(baud);
  }
  if (words.empty()) throw std::runtime_error("serial port: a path is missing");
  settings.path = words;
  return settings;
}

}  // namespace heyi::terminal
