// Vector files as README.md describes them.
#include "negative/make/maker.hpp"

#include <algorithm>
#include <fstream>

#include "codec/hex.hpp"

namespace heyi::test::negative {

void Maker::file(const std::string& name, ByteView content) {
  const std::filesystem::path path = folder_ / name;
  if (!overwrite_ && std::filesystem::exists(path)) return;
  std::filesystem::create_directories(path.parent_path());
  std::ofstream out(path, std::ios::binary | std::ios::trunc);
  out << as_text(content);
  ++written_;
}

void Maker::vector(const std::string& name, const std::string& kind, const About& about, const std::string& body,
                   const More& more) {
  const auto given = [&](const std::string& header) {
    return std::any_of(more.begin(), more.end(), [&](const auto& one) { return one.first == header; });
  };
  std::string text = "expect: " + about.expect + "\n";
  if (!given("now")) text += "now: " + format_time(kNow) + "\n";
  std::string source = about.source;
  if (!about.cases.empty()) source = "negative-cases " + about.cases + (source.empty() ? "" : "; " + source);
  text += "source: " + source + "\n";
  text += "note: " + about.note + "\n";
  if (!about.cases.empty()) text += "cases: " + about.cases + "\n";
  text += "kind: " + kind + "\n";
  for (const auto& [header, value] : more) text += header + ": " + value + "\n";
  text += "\n" + body + "\n";
  file(name + ".vector", as_bytes(text));
}

void Maker::text(const std::string& name, const About& about, const std::string& text, const More& more) {
  const bool plain = std::all_of(text.begin(), text.end(), [](unsigned char c) { return c >= ' ' && c < 0x7f; });
  if (plain) return vector(name, "code", about, text, more);
  More in_hex = more;
  in_hex.emplace_back("body", "hex");
  vector(name, "code", about, hex_lines(as_bytes(text)), in_hex);
}

void Maker::token(const std::string& name, const About& about, const Bytes& token, const More& more) {
  text(name, about, encode_text(token), more);
}

void Maker::octets(const std::string& name, const std::string& kind, const About& about, const Bytes& octets,
                   const More& more) {
  vector(name, kind, about, hex_lines(octets), more);
}

std::string hex_lines(ByteView octets) {
  const std::string digits = hex_encode(octets);
  std::string lines;
  for (std::size_t i = 0; i < digits.size(); i += 96) lines += (i == 0 ? "" : "\n") + digits.substr(i, 96);
  return lines;
}

}  // namespace heyi::test::negative
