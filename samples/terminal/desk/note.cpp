// JSON, as everything that lies in the outbox for people to look at.
#include "desk/note.hpp"

#include <nlohmann/json.hpp>

namespace heyi::terminal {
namespace {

using nlohmann::json;

json version(const AuditEntry::ListVersion& list) { return {{"name", list.name}, {"sequence", list.sequence}}; }

AuditEntry::ListVersion version_of(const json& list) {
  return {list.at("name").get<std::string>(), list.at("sequence").get<std::uint64_t>()};
}

Reason reason_of(const json& name) {
  return reason_from_name(name.get<std::string>()).value_or(Reason::internal_failure);
}

}  // namespace

AuditEntry audit_entry_of(const Verdict& verdict) {
  AuditEntry entry;
  entry.at = verdict.as_of.now;
  entry.decision = verdict.decision;
  entry.reason = verdict.reason;
  entry.marks = verdict.marks;
  if (verdict.as_of.trust) entry.trust = {verdict.as_of.trust->name, verdict.as_of.trust->sequence};
  for (const ListAge& list : verdict.as_of.status) entry.status.push_back({list.name, list.sequence});
  return entry;
}

std::string note_of(const AuditEntry& entry) {
  json note = {{"at", to_unix(entry.at)},
               {"decision", static_cast<int>(entry.decision)},
               {"reason", reason_name(entry.reason)},
               {"marks", json::array()},
               {"status", json::array()},
               {"who", entry.who},
               {"visit", entry.visit},
               {"by", entry.by}};
  for (const Reason mark : entry.marks) note["marks"].push_back(reason_name(mark));
  if (entry.trust) note["trust"] = version(*entry.trust);
  for (const AuditEntry::ListVersion& list : entry.status) note["status"].push_back(version(list));
  return note.dump(-1, ' ', false, json::error_handler_t::replace);
}

Result<AuditEntry> entry_of(std::string_view text) {
  try {
    const json note = json::parse(text);
    AuditEntry entry;
    entry.at = from_unix(note.at("at").get<std::int64_t>());
    entry.decision =
        note.at("decision").get<int>() == static_cast<int>(Decision::accept) ? Decision::accept : Decision::reject;
    entry.reason = reason_of(note.at("reason"));
    for (const json& mark : note.at("marks")) entry.marks.push_back(reason_of(mark));
    if (const auto trust = note.find("trust"); trust != note.end()) entry.trust = version_of(*trust);
    for (const json& list : note.at("status")) entry.status.push_back(version_of(list));
    entry.who = note.at("who").get<std::string>();
    entry.visit = note.at("visit").get<std::string>();
    entry.by = note.at("by").get<std::string>();
    return entry;
  } catch (const json::exception&) {
    return fail(Reason::claims_bad_json, "a note of the outbox");
  }
}

}  // namespace heyi::terminal
