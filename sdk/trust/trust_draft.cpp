// The draft of a trust list: JSON that an operator can read and edit before the root keys sign it.
#include <algorithm>
#include <nlohmann/json.hpp>

#include <heyi/trust.hpp>

#include "codec/json_text.hpp"
#include "trust/trust_list.hpp"

namespace heyi {
namespace {

using nlohmann::json;
using nlohmann::ordered_json;

/// DraftError leaves the readers below at once; trust_draft_from_json alone catches it.
struct DraftError {
  Error error;
};

[[noreturn]] void refuse(const std::string& where) { throw DraftError{fail(Reason::trust_bad_entry, where)}; }

std::string text_at(const json& object, const char* name, const std::string& where) {
  const auto found = object.find(name);
  if (found == object.end() || !found->is_string()) refuse(where + name);
  return found->get<std::string>();
}

Time time_at(const json& object, const char* name, const std::string& where) {
  const Result<Time> time = parse_time(text_at(object, name, where));
  if (!time) refuse(where + name);
  return *time;
}

std::uint64_t number_at(const json& object, const char* name) {
  const auto found = object.find(name);
  if (found == object.end() || !found->is_number_unsigned()) refuse(name);
  return found->get<std::uint64_t>();
}

std::vector<std::string> texts_at(const json& object, const char* name, const std::string& where) {
  std::vector<std::string> texts;
  const auto found = object.find(name);
  if (found == object.end()) return texts;
  if (!found->is_array()) refuse(where + name);
  for (const json& element : *found) {
    if (!element.is_string()) refuse(where + name);
    texts.push_back(element.get<std::string>());
  }
  std::sort(texts.begin(), texts.end());
  return texts;
}

TrustEntry entry_from(const json& object, const std::string& where) {
  if (!object.is_object()) refuse(where);
  const std::string pem = text_at(object, "key", where);
  // A certificate's key comes in through read_certificate, which tells what the key may be used for.
  if (pem.find("CERTIFICATE-----") != std::string::npos) refuse(where + "key");
  Result<PublicKey> key = PublicKey::from_pem(pem);
  if (!key) refuse(where + "key");
  TrustEntry entry{text_at(object, "issuer", where),
                   *std::move(key),
                   {},
                   {},
                   texts_at(object, "areas", where),
                   texts_at(object, "status_uris", where),
                   time_at(object, "not_before", where),
                   time_at(object, "not_after", where)};
  for (const std::string& name : texts_at(object, "roles", where)) {
    const auto role = {Role::issuer, Role::status, Role::rules};
    const auto found = std::find_if(role.begin(), role.end(), [&](Role one) { return role_name(one) == name; });
    if (found == role.end()) refuse(where + "roles");
    entry.roles.push_back(*found);
  }
  for (const std::string& name : texts_at(object, "sections", where)) {
    const std::optional<Section> section = section_from_name(name);
    if (!section) refuse(where + "sections");
    entry.sections.push_back(*section);
  }
  std::sort(entry.roles.begin(), entry.roles.end());
  std::sort(entry.sections.begin(), entry.sections.end());
  return entry;
}

TrustListContent content_from(const json& object) {
  if (!object.is_object() || !object.contains("entries") || !object["entries"].is_array()) refuse("entries");
  TrustListContent content{text_at(object, "environment", ""), number_at(object, "sequence"),
                           number_at(object, "epoch"),         time_at(object, "issued_at", ""),
                           time_at(object, "next_update", ""), {}};
  for (std::size_t i = 0; i < object["entries"].size(); ++i) {
    content.entries.push_back(entry_from(object["entries"][i], "entries[" + std::to_string(i) + "]."));
  }
  return content;
}

ordered_json entry_to(const TrustEntry& entry, const std::string& pem) {
  ordered_json object;
  object["issuer"] = entry.issuer;
  object["key"] = pem;
  object["roles"] = json::array();
  for (const Role role : entry.roles) object["roles"].push_back(role_name(role));
  object["sections"] = json::array();
  for (const Section section : entry.sections) object["sections"].push_back(section_name(section));
  object["areas"] = entry.areas;
  object["status_uris"] = entry.status_uris;
  object["not_before"] = format_time(entry.not_before);
  object["not_after"] = format_time(entry.not_after);
  return object;
}

}  // namespace

Result<std::string> trust_draft_to_json(const TrustListContent& content) {
  ordered_json draft;
  draft["environment"] = content.environment;
  draft["sequence"] = content.sequence;
  draft["epoch"] = content.epoch;
  draft["issued_at"] = format_time(content.issued_at);
  draft["next_update"] = format_time(content.next_update);
  draft["entries"] = json::array();
  for (const TrustEntry& entry : content.entries) {
    const Result<std::string> pem = entry.key.to_pem();
    if (!pem) return pem.error();
    draft["entries"].push_back(entry_to(entry, *pem));
  }
  return draft.dump(2, ' ', false, json::error_handler_t::replace) + "\n";
}

Result<TrustListContent> trust_draft_from_json(std::string_view text) {
  const Result<json> parsed = parse_json(text);
  if (!parsed) return parsed.error();
  try {
    TrustListContent content = content_from(*parsed);
    if (const Result<void> sound = trust::check_content(content); !sound) return sound.error();
    return content;
  } catch (const DraftError& refused) {
    return refused.error;
  }
}

}  // namespace heyi
