// The status of the whole, then of each entry: a batch may have failed in part.
#include "outbox/fhir_answer.hpp"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

namespace heyi::terminal {
namespace {

using Json = nlohmann::json;

constexpr std::size_t kMaxBody = 1 << 20, kMaxIssues = 3;
constexpr int kMaxDepth = 24;

constexpr std::array<std::string_view, 31> kIssueTypes = {
    "invalid",          "structure", "required",     "value",      "invariant",    "security",      "login",
    "unknown",          "expired",   "forbidden",    "suppressed", "processing",   "not-supported", "duplicate",
    "multiple-matches", "not-found", "deleted",      "too-long",   "code-invalid", "extension",     "too-costly",
    "business-rule",    "conflict",  "transient",    "lock-error", "no-store",     "exception",     "timeout",
    "incomplete",       "throttled", "informational"};

Delivery::Kind kind_of(int status) {
  if (status >= 200 && status < 300) return Delivery::Kind::delivered;
  constexpr std::array kPassing = {401, 403, 408, 425, 429};
  const bool passes = std::find(kPassing.begin(), kPassing.end(), status) != kPassing.end();
  return status >= 400 && status < 500 && !passes ? Delivery::Kind::refused : Delivery::Kind::failed;
}

// What lies deeper than any answer does is left out; so that an answer of brackets alone takes no memory.
Json parse(std::string_view body) {
  if (body.size() > kMaxBody) return Json(Json::value_t::discarded);
  const auto keep = [](int depth, Json::parse_event_t, Json&) { return depth < kMaxDepth; };
  return Json::parse(body, keep, false);
}

std::string text_at(const Json& object, const char* name) {
  const auto found = object.is_object() ? object.find(name) : object.end();
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

const Json& array_at(const Json& object, const char* name) {
  static const Json kNone = Json::array();
  const auto found = object.is_object() ? object.find(name) : object.end();
  return found != object.end() && found->is_array() ? *found : kNone;
}

const Json& object_at(const Json& object, const char* name) {
  static const Json kNone = Json::object();
  const auto found = object.is_object() ? object.find(name) : object.end();
  return found != object.end() && found->is_object() ? *found : kNone;
}

// ` not-found conflict`: the codes of an OperationOutcome.
std::string issues_of(const Json& outcome) {
  std::string issues;
  if (text_at(outcome, "resourceType") != "OperationOutcome") return issues;
  std::size_t count = 0;
  for (const Json& issue : array_at(outcome, "issue")) {
    const std::string code = text_at(issue, "code");
    if (std::find(kIssueTypes.begin(), kIssueTypes.end(), code) == kIssueTypes.end()) continue;
    issues.append(" ").append(code);
    if (++count == kMaxIssues) break;
  }
  return issues;
}

// `201 Created`: its number; 0 when there is none.
int status_of(std::string_view text) {
  const auto is_digit = [](char letter) { return letter >= '0' && letter <= '9'; };
  if (text.size() < 3 || !std::all_of(text.begin(), text.begin() + 3, is_digit)) return 0;
  if (text.size() > 3 && text[3] != ' ') return 0;
  return (text[0] - '0') * 100 + (text[1] - '0') * 10 + (text[2] - '0');
}

// A failed entry comes before a refused one: it may be well the next time, and then the other is refused still.
Delivery judge_entries(const Json& bundle) {
  Delivery worst{Delivery::Kind::delivered, {}};
  std::size_t place = 0;
  for (const Json& entry : array_at(bundle, "entry")) {
    ++place;
    const Json& response = object_at(entry, "response");
    if (response.empty()) continue;
    const int status = status_of(text_at(response, "status"));
    const Delivery::Kind kind = kind_of(status);
    if (kind == Delivery::Kind::delivered || worst.kind == Delivery::Kind::failed) continue;
    if (kind == Delivery::Kind::refused && worst.kind == Delivery::Kind::refused) continue;
    worst = {kind, "entry " + std::to_string(place) + ": " + std::to_string(status) +
                       issues_of(object_at(response, "outcome"))};
  }
  return worst;
}

}  // namespace

Delivery judge_fhir_answer(int status, std::string_view body) {
  const Delivery::Kind kind = kind_of(status);
  const Json answer = parse(body);
  if (kind != Delivery::Kind::delivered) return {kind, "HTTP " + std::to_string(status) + issues_of(answer)};
  if (body.empty()) return {kind, {}};
  // A page that asks to log in to the network says 200 too.
  if (text_at(answer, "resourceType").empty()) {
    return {Delivery::Kind::failed, "HTTP " + std::to_string(status) + " without a FHIR resource"};
  }
  const std::string type = text_at(answer, "type");
  const bool is_response =
      text_at(answer, "resourceType") == "Bundle" && (type == "batch-response" || type == "transaction-response");
  return is_response ? judge_entries(answer) : Delivery{kind, {}};
}

}  // namespace heyi::terminal
