// How failures are worded.
#include "failure.hpp"

#include "terminal.hpp"

namespace heyi::cli {
namespace {

std::string joined(std::string_view first, std::string_view second) {
  std::string text(first);
  if (!first.empty() && !second.empty()) text += ": ";
  return text.append(second);
}

std::string sentence_line(std::string_view zh, std::string_view en, std::string_view name, std::string_view detail) {
  std::string line = "heyi: " + std::string(zh) + " / " + std::string(en);
  if (!name.empty()) line += " (" + std::string(name) + ")";
  if (!detail.empty()) line += ": " + std::string(detail);
  return printable(line);
}

std::string reason_line(Reason reason, std::string_view detail) {
  return sentence_line(reason_sentence(reason, Language::zh), reason_sentence(reason, Language::en),
                       reason_name(reason), detail);
}

}  // namespace

Failure::Failure(const Error& error, std::string_view subject)
    : line_(reason_line(error.reason, joined(subject, error.detail))) {}

Failure::Failure(Reason reason, std::string_view detail) : line_(reason_line(reason, detail)) {}

Failure::Failure(std::string_view zh, std::string_view en, std::string_view detail)
    : line_(sentence_line(zh, en, "", detail)) {}

Failure usage(std::string_view detail) { return {"命令有误", "The command is not right", detail}; }

}  // namespace heyi::cli
