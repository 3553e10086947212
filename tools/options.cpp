// Reading values strictly: what is not wholly understood is refused.
#include "options.hpp"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <optional>

#include "failure.hpp"

namespace heyi::cli {
namespace {

std::optional<std::uint64_t> number_of(std::string_view text) noexcept {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

int hex_value(char c) noexcept {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

}  // namespace

void add_at(Command& command, std::string& at) {
  command.text("--at", at, "The time to take for now, such as 2026-11-24T09:30:00Z or ...+08:00 (default: the clock)",
               "RFC3339");
}

Time time_of_run(const std::string& at) {
  if (at.empty()) return std::chrono::floor<Seconds>(std::chrono::system_clock::now());
  return take(parse_time(at), "--at");
}

void add_passphrase(Command& command, std::string& file, const std::string& of_what) {
  command.text("--passphrase-file", file, "File whose first line is the passphrase of " + of_what, "FILE");
}

Seconds parse_duration(std::string_view text, std::string_view option) {
  constexpr std::uint64_t kDay = 86400;
  constexpr std::uint64_t kMost = 36500 * kDay;
  const char unit = text.empty() ? '\0' : text.back();
  const std::uint64_t size = unit == 'd' ? kDay : unit == 'h' ? 3600 : unit == 'm' ? 60 : unit == 's' ? 1 : 0;
  const auto count = size == 0 ? std::nullopt : number_of(text.substr(0, text.size() - 1));
  if (!count || *count == 0 || *count > kMost / size) {
    throw usage(std::string(option) + ": a length of time is written 90d, 12h, 30m or 45s, at most 36500d");
  }
  return Seconds{static_cast<std::int64_t>(*count * size)};
}

std::vector<std::string> split_list(std::string_view list, std::string_view option) {
  std::vector<std::string> parts;
  while (true) {
    const std::size_t comma = list.find(',');
    const std::string_view part = list.substr(0, comma);
    if (part.empty()) throw usage(std::string(option) + ": a list is written a,b,c without spaces or empty parts");
    parts.emplace_back(part);
    if (comma == std::string_view::npos) return parts;
    list.remove_prefix(comma + 1);
  }
}

std::vector<Section> sections_of(const std::string& list, std::string_view option) {
  if (list.empty()) return {};
  std::vector<Section> once = take(parse_sections(list), option);
  std::sort(once.begin(), once.end());
  once.erase(std::unique(once.begin(), once.end()), once.end());
  return once;
}

std::vector<Range> parse_ranges(std::string_view list, std::uint64_t end, std::string_view option) {
  std::vector<Range> ranges;
  for (const std::string& part : split_list(list, option)) {
    const std::size_t dash = part.find('-');
    const auto first = number_of(std::string_view(part).substr(0, dash));
    const auto last = dash == std::string::npos ? first : number_of(std::string_view(part).substr(dash + 1));
    if (!first || !last || *last < *first) throw usage(std::string(option) + ": indices are written 5,7-9");
    if (*last >= end) {
      throw Failure(Reason::status_index_out_of_range,
                    std::string(option) + ": the list has " + std::to_string(end) + " entries, counted from 0");
    }
    ranges.emplace_back(*first, *last);
  }
  return ranges;
}

Bytes parse_nonce(const std::string& hex, const std::string& digits, std::string_view option) {
  if (!hex.empty() && !digits.empty()) throw usage(std::string(option) + ": give it in hex or in digits, not both");
  if (!digits.empty()) {
    const bool eight =
        digits.size() == 8 && std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (!eight) throw usage(std::string(option) + "-digits: 8 decimal digits are needed");
    return Bytes(digits.begin(), digits.end());
  }
  if (hex.empty()) return {};
  Bytes nonce;
  for (std::size_t i = 0; hex.size() == 16 && i < hex.size(); i += 2) {
    const int high = hex_value(hex[i]);
    const int low = hex_value(hex[i + 1]);
    if (high < 0 || low < 0) break;
    nonce.push_back(static_cast<std::uint8_t>(high * 16 + low));
  }
  if (nonce.size() != 8) throw usage(std::string(option) + ": 16 hex digits (8 octets) are needed");
  return nonce;
}

std::string hex_text(ByteView octets) {
  constexpr const char* kHex = "0123456789abcdef";
  std::string text;
  for (const std::uint8_t octet : octets) {
    text += kHex[octet >> 4];
    text += kHex[octet & 15];
  }
  return text;
}

bool is_scope_word(std::string_view audience) noexcept {
  return audience == "medical" || audience == "social" || audience == "any";
}

}  // namespace heyi::cli
