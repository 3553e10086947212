// A member of anything but an object, and the first of anything but an array, is null: so nothing throws.
#include "receiver/fhir_in.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace heyi::terminal::receiver {
namespace {

using nlohmann::ordered_json;

const ordered_json& member(const ordered_json& json, const char* name) {
  static const ordered_json kNothing;
  if (!json.is_object()) return kNothing;
  const auto found = json.find(name);
  return found == json.end() ? kNothing : *found;
}

const ordered_json& first(const ordered_json& json) {
  static const ordered_json kNothing;
  return json.is_array() && !json.empty() ? json.front() : kNothing;
}

std::string text(const ordered_json& json) { return json.is_string() ? json.get<std::string>() : std::string(); }

bool is_entry(const ordered_json& entry) {
  const ordered_json& request = member(entry, "request");
  const std::string type = text(member(member(entry, "resource"), "resourceType"));
  return !type.empty() && !text(member(request, "method")).empty() &&
         text(member(request, "url")).substr(0, type.size()) == type;
}

}  // namespace

FhirIn read_fhir(const std::string& body) {
  FhirIn read;
  const ordered_json bundle = ordered_json::parse(body, nullptr, false);
  if (bundle.is_discarded()) {
    read.trouble = "no JSON";
    return read;
  }
  read.id = text(member(member(bundle, "identifier"), "value"));
  const ordered_json& entries = member(bundle, "entry");
  if (text(member(bundle, "resourceType")) != "Bundle" || text(member(bundle, "type")) != "transaction") {
    read.trouble = "no transaction Bundle";
  } else if (read.id.empty() || read.id.size() > 199) {
    read.trouble = "no identifier";
  } else if (!entries.is_array() || entries.empty() || !std::all_of(entries.begin(), entries.end(), is_entry)) {
    read.trouble = "an entry without resource or request";
  } else {
    read.entries = entries.size();
  }
  for (const ordered_json& entry : entries.is_array() ? entries : ordered_json::array()) {
    const ordered_json& resource = member(entry, "resource");
    if (text(member(resource, "resourceType")) != "Patient") continue;
    read.name = text(member(first(member(resource, "name")), "text"));
    read.number = text(member(first(member(resource, "identifier")), "value"));
  }
  return read;
}

std::string transaction_response(const FhirIn& bundle, bool again) {
  ordered_json entries = ordered_json::array();
  for (std::size_t index = 0; index < bundle.entries; ++index) {
    entries.push_back({{"response", {{"status", again ? "200 OK" : "201 Created"}}}});
  }
  return ordered_json{{"resourceType", "Bundle"}, {"type", "transaction-response"}, {"entry", std::move(entries)}}
      .dump();
}

std::string outcome(std::string_view code, std::string_view words) {
  ordered_json issue = {{"severity", "error"}, {"code", code}, {"diagnostics", words}};
  return ordered_json{{"resourceType", "OperationOutcome"}, {"issue", ordered_json::array({std::move(issue)})}}.dump();
}

}  // namespace heyi::terminal::receiver
