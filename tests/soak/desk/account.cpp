// Positions in the audit log are the order of acceptance: a visit's note is logged before the next visit is judged.
#include "soak/desk/account.hpp"

#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <set>

#include <heyi/audit.hpp>

#include "soak/desk/require.hpp"
#include "station/take.hpp"

namespace heyi::test {
namespace {

std::string read(const std::string& name) {
  std::ifstream file(name, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::map<std::string, std::size_t> places_of(const Audited& audited) {
  std::map<std::string, std::size_t> places;
  for (const std::string& id : audited.accepted) places.emplace(id, places.size());
  return places;
}

}  // namespace

Audited read_audit(const std::string& folder) {
  const std::string text = read(folder + "/audit.log");
  AuditReader reader({station::take(PublicKey::from_pem(read(folder + "/audit.pub.pem")), "audit.pub.pem")});
  Audited audited;
  std::set<std::string> known;
  std::size_t begin = 0;
  for (std::size_t end = text.find('\n'); end != std::string::npos; end = text.find('\n', begin)) {
    const std::string line = text.substr(begin, end - begin);
    begin = end + 1;
    reader.line(line);
    const auto json = nlohmann::json::parse(line, nullptr, false);
    require(json.is_object(), "a line of the audit log is JSON");
    if (json.at("kind") != "verdict" || !json.contains("visit")) continue;
    const std::string id = json.at("visit");
    require(json.at("decision") == "accept", "what has a visit was accepted", id);
    if (known.insert(id).second) {
      audited.accepted.push_back(id);
    } else {
      ++audited.repeats;
      require(json.at("reason") == "ok.repeat", "a visit is logged once", id);
    }
  }
  const AuditReport report = reader.finish(begin != text.size());
  for (const AuditFinding& finding : report.findings) {
    require(false, "the audit log verifies", std::to_string(finding.line) + " " + finding.detail);
  }
  require(report.after_checkpoint == 0, "the audit log ends with a checkpoint");
  audited.verdicts = report.verdicts;
  audited.checkpoints = report.checkpoints;
  return audited;
}

Handed check_handed(const std::string& via, const std::vector<Reception>& receptions, const Audited& audited) {
  const std::map<std::string, std::size_t> places = places_of(audited);
  std::map<std::string, std::string> octets;
  std::set<std::string> taken, refused;
  std::vector<std::string> first;
  Handed handed;
  for (const Reception& one : receptions) {
    ++handed.receptions;
    ++handed.answers[one.answer];
    require(places.contains(one.id), "what was received was accepted", via + " " + one.id);
    require(octets.emplace(one.id, one.octets).first->second == one.octets, "a visit is the same octets each time",
            via + " " + one.id);
    if (one.answer == "refuse" || one.answer == "bad_request" || (one.answer == "error" && via == "mllp")) {
      refused.insert(one.id);
    }
    if (!one.is_taken) continue;
    ++handed.taken;
    if (taken.insert(one.id).second) {
      first.push_back(one.id);
    } else {
      ++handed.again;
    }
  }
  handed.refused = refused.size();
  for (const std::string& id : audited.accepted) {
    require(taken.contains(id), "every accepted visit was received", via + " " + id);
  }
  std::size_t last = 0;
  for (const std::string& id : first) {
    if (refused.contains(id)) continue;
    require(places.at(id) >= last, "visits come in order", via + " " + id);
    last = places.at(id);
  }
  return handed;
}

void check_shown(const std::vector<Shown>& shown, const Audited& audited) {
  const std::map<std::string, std::size_t> places = places_of(audited);
  std::size_t next = 0;
  for (const Shown& one : shown) {
    require(places.contains(one.id), "what was shown as accepted is logged", one.id);
    if (one.is_repeat) continue;
    require(places.at(one.id) >= next, "visits are logged in the order in which they were accepted", one.id);
    next = places.at(one.id) + 1;
  }
}

}  // namespace heyi::test
