// Reading and writing the working file.
#include "status_draft.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "failure.hpp"
#include "files.hpp"

namespace heyi::cli {
namespace {

// Ordered, as the line is written; one kind of document for both ways.
using json = nlohmann::ordered_json;

constexpr std::size_t kMaxHead = 4096;

[[noreturn]] void refuse(const std::string& file, const std::string& what) {
  throw Failure(Reason::status_list_invalid, file + ": " + what);
}

json head_of(std::string_view line, const std::string& file) {
  try {
    return json::parse(line);
  } catch (const json::parse_error& error) {
    throw Failure(Reason::claims_bad_json, file + ": line 1, column " + std::to_string(error.byte));
  }
}

std::string text_at(const json& head, const char* name, const std::string& file) {
  const auto found = head.find(name);
  if (found == head.end() || !found->is_string()) refuse(file, std::string("line 1: ") + name + " is a text");
  return found->get<std::string>();
}

std::uint64_t number_at(const json& head, const char* name, const std::string& file) {
  const auto found = head.find(name);
  if (found == head.end() || !found->is_number_unsigned())
    refuse(file, std::string("line 1: ") + name + " is a number");
  return found->get<std::uint64_t>();
}

}  // namespace

bool is_status_draft(ByteView file) noexcept { return !file.empty() && file.front() == '{'; }

StatusDraft parse_status_draft(ByteView file, const std::string& name) {
  const std::string_view start = as_text(file.first(std::min(file.size(), kMaxHead)));
  const std::size_t end = start.find('\n');
  if (!is_status_draft(file) || end == std::string_view::npos) refuse(name, "this is no working file of a status list");
  const json head = head_of(start.substr(0, end), name);
  if (!head.is_object()) refuse(name, "line 1 is no object");
  StatusDraft draft;
  draft.content.environment = text_at(head, "environment", name);
  draft.content.issuer = text_at(head, "issuer", name);
  draft.content.uri = text_at(head, "uri", name);
  draft.content.sequence = number_at(head, "sequence", name);
  const ByteView packed = file.subspan(end + 1);
  draft.content.packed.assign(packed.begin(), packed.end());
  if (number_at(head, "entries", name) != draft.content.size())
    refuse(name, "entries does not agree with the octets that follow");
  return draft;
}

StatusDraft load_status_draft(const std::string& file) {
  return parse_status_draft(read_file(file, kMaxStatusDraft), file);
}

void store_status_draft(const StatusDraft& draft, const std::string& file) {
  json head;
  head["environment"] = draft.content.environment;
  head["issuer"] = draft.content.issuer;
  head["uri"] = draft.content.uri;
  head["sequence"] = draft.content.sequence;
  head["entries"] = draft.content.size();
  const std::string line = head.dump() + "\n";
  Bytes content(line.begin(), line.end());
  content.insert(content.end(), draft.content.packed.begin(), draft.content.packed.end());
  write_file(file, content);
}

}  // namespace heyi::cli
