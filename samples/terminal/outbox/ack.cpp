// The frame octet by octet, then MSH, MSA and ERR. Nothing that a receiver wrote in its own words gets out of here.
#include "outbox/ack.hpp"

#include <algorithm>
#include <vector>

namespace heyi::terminal {
namespace {

constexpr char kStart = '\x0b', kEnd = '\x1c', kReturn = '\r';

bool is_digit(char letter) { return letter >= '0' && letter <= '9'; }
bool is_capital(char letter) { return letter >= 'A' && letter <= 'Z'; }

Delivery failed(const char* why) { return {Delivery::Kind::failed, why}; }

/// Separators are those that the message names itself.
struct Separators {
  char field = 0, component = 0;
};

// The part of a text that stands at `index`, counted from 0; empty when there are not as many.
std::string_view part(std::string_view text, char separator, std::size_t index) {
  for (; index > 0; --index) {
    const std::size_t at = text.find(separator);
    if (at == std::string_view::npos) return {};
    text.remove_prefix(at + 1);
  }
  return text.substr(0, text.find(separator));
}

std::vector<std::string_view> segments_of(std::string_view message) {
  std::vector<std::string_view> segments;
  while (!message.empty()) {
    const std::size_t size = std::min(message.find(kReturn), message.size());
    std::string_view segment = message.substr(0, size);
    message.remove_prefix(std::min(size + 1, message.size()));
    // Some end their lines with CR LF.
    if (segment.starts_with('\n')) segment.remove_prefix(1);
    if (!segment.empty()) segments.push_back(segment);
  }
  return segments;
}

std::optional<Separators> separators_of(std::string_view header) {
  if (header.size() < 5 || !header.starts_with("MSH")) return std::nullopt;
  const auto fits = [](char letter) {
    return letter > ' ' && letter < 0x7f && !is_digit(letter) && !is_capital(letter);
  };
  const Separators found{header[3], header[4]};
  if (!fits(found.field) || !fits(found.component) || found.field == found.component) return std::nullopt;
  return found;
}

// A code of a table, such as 101; longer ones, and what is none, could be anything.
std::string_view code_of(std::string_view field, char component) {
  const std::string_view code = part(field, component, 0);
  const bool is_code = !code.empty() && code.size() <= 8 && std::all_of(code.begin(), code.end(), [](char letter) {
    return is_digit(letter) || is_capital(letter);
  });
  return is_code ? code : std::string_view{};
}

// ERL, such as PID^1^3: a segment's name and numbers below 1000, written with ^ whatever the separator was.
std::string location_of(std::string_view field, char component) {
  std::string place(part(field, component, 0));
  if (place.size() != 3 || !is_capital(place[0]) ||
      !std::all_of(place.begin(), place.end(), [](char letter) { return is_digit(letter) || is_capital(letter); })) {
    return {};
  }
  for (std::size_t i = 1; i <= 5; ++i) {
    const std::string_view number = part(field, component, i);
    if (number.empty() || number.size() > 3 || !std::all_of(number.begin(), number.end(), is_digit)) break;
    place.append("^").append(number);
  }
  return place;
}

}  // namespace

Ack read_ack(std::string_view message, std::string_view id) {
  const std::vector<std::string_view> segments = segments_of(message);
  const std::optional<Separators> separators = segments.empty() ? std::nullopt : separators_of(segments.front());
  if (!separators) return {failed("the answer is no HL7 message")};
  const auto [field, component] = *separators;
  std::optional<std::string_view> msa, err;
  for (const std::string_view segment : segments) {
    const std::string_view name = part(segment, field, 0);
    if (name == "MSA" && msa) return {failed("the answer acknowledges twice")};
    if (name == "MSA") msa = segment;
    if (name == "ERR" && !err) err = segment;
  }
  if (!msa) return {failed("the answer acknowledges nothing")};
  if (id.empty() || part(*msa, field, 2) != id) return {failed("the answer is to another message")};
  const std::string_view code = part(*msa, field, 1);
  const bool is_final = code.starts_with('A');
  if (code == "AA" || code == "CA") return {{Delivery::Kind::delivered, {}}, is_final};
  if (code != "AE" && code != "AR" && code != "CE" && code != "CR") return {failed("the answer has no known code")};
  Delivery refused{Delivery::Kind::refused, std::string(code)};
  std::string_view fault = err ? code_of(part(*err, field, 3), component) : std::string_view{};
  if (fault.empty()) fault = code_of(part(*msa, field, 6), component);
  if (!fault.empty()) refused.why.append(" ").append(fault);
  const std::string place = err ? location_of(part(*err, field, 2), component) : std::string();
  if (!place.empty()) refused.why.append(" at ").append(place);
  return {std::move(refused), is_final};
}

std::optional<Delivery> AckReader::take_octet(char octet) {
  switch (state_) {
    case State::before:
      if (octet != kStart) return failed("the answer is not framed");
      state_ = State::inside;
      return std::nullopt;
    case State::inside:
      if (octet == kEnd) {
        state_ = State::ending;
        return std::nullopt;
      }
      if (octet == kStart) return failed("the answer is not framed");
      if (message_.size() == kMaxFrame) return failed("the answer is too long");
      message_.push_back(octet);
      return std::nullopt;
    case State::ending: {
      if (octet != kReturn) return failed("the answer is not framed");
      Ack ack = read_ack(message_, id_);
      is_final_ = ack.is_final;
      return std::move(ack.delivery);
    }
    case State::over: break;
  }
  return said_;
}

std::optional<Delivery> AckReader::take(std::string_view octets) {
  while (!octets.empty() && !said_) {
    said_ = take_octet(octets.front());
    octets.remove_prefix(1);
    if (said_) state_ = State::over;
  }
  has_rest_ = has_rest_ || !octets.empty();
  return said_;
}

}  // namespace heyi::terminal
