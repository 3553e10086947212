// Reading is forgiving, as engines are; what cannot be read is answered with AR.
#include "receiver/hl7_in.hpp"

#include <iconv.h>

#include <algorithm>

namespace heyi::terminal::receiver {
namespace {

constexpr std::string_view kGb = "GB 18030-2000";

// Empty when the octets are not what `from` says.
std::string converted(const std::string& octets, const char* to, const char* from) {
  const iconv_t handle = ::iconv_open(to, from);
  if (handle == reinterpret_cast<iconv_t>(-1)) return {};
  std::string out(octets.size() * 4 + 4, '\0');
  auto* in_at = const_cast<char*>(octets.data());
  char* out_at = out.data();
  std::size_t in_left = octets.size(), out_left = out.size();
  const bool is_done = ::iconv(handle, &in_at, &in_left, &out_at, &out_left) != static_cast<std::size_t>(-1);
  ::iconv_close(handle);
  if (!is_done) return {};
  out.resize(out.size() - out_left);
  return out;
}

std::vector<std::string> split(std::string_view text, char separator) {
  std::vector<std::string> parts;
  while (true) {
    const std::size_t end = std::min(text.find(separator), text.size());
    parts.emplace_back(text.substr(0, end));
    if (end == text.size()) return parts;
    text.remove_prefix(end + 1);
  }
}

std::string field(const std::vector<std::string>& fields, std::size_t number) {
  return number < fields.size() ? fields[number] : std::string();
}

std::string first_part(const std::string& text, char separator) { return text.substr(0, text.find(separator)); }

}  // namespace

Hl7In read_hl7(const std::string& octets) {
  Hl7In message;
  if (octets.substr(0, 9) != "MSH|^~\\&|") return message;
  // The charset's name is ASCII, and stands in the first segment: it can be found before anything is decoded.
  const std::string first = octets.substr(0, octets.find('\r'));
  const bool is_gb = first.find("|GB 18030") != std::string::npos;
  const std::string text = converted(octets, "UTF-8", is_gb ? "GB18030" : "UTF-8");
  for (const std::string& line : split(text, '\r')) {
    const std::vector<std::string> fields = split(line, '|');
    if (fields[0] == "MSH" && message.id.empty()) {
      // MSH-1 is the separator itself, so that a field's number is one more than its place.
      for (std::size_t number = 3; number <= 6; ++number) message.parties.push_back(field(fields, number - 1));
      message.type = field(fields, 8);
      message.id = field(fields, 9);
      message.processing = field(fields, 10);
      message.charset = field(fields, 17);
    } else if (fields[0] == "PID" && message.name.empty()) {
      message.number = first_part(field(fields, 3), '^');
      message.name = first_part(field(fields, 5), '^');
    }
  }
  message.is_readable = !message.id.empty() && message.id.size() <= 199;
  return message;
}

std::string acknowledgement(const Hl7In& message, std::string_view code, std::string_view id, std::uint64_t number,
                            std::string_view time) {
  const auto party = [&](std::size_t index) { return index < message.parties.size() ? message.parties[index] : ""; };
  // A04 of `ADT^A04^ADT_A01`.
  const std::vector<std::string> type = split(message.type, '^');
  const std::string event = type.size() > 1 ? "^" + type[1] + "^ACK" : "";
  std::string ack = "MSH|^~\\&|" + party(2) + "|" + party(3) + "|" + party(0) + "|" + party(1) + "|";
  ack += time;
  ack += "||ACK" + event + "|R" + std::to_string(number) + "|" + message.processing + "|2.5|||||CHN|" +
         (message.charset == kGb ? std::string(kGb) : "UNICODE UTF-8") + "\rMSA|";
  ack += code;
  ack += "|";
  ack += id;
  ack += "\r";
  return message.charset == kGb ? converted(ack, "GB18030", "UTF-8") : ack;
}

}  // namespace heyi::terminal::receiver
