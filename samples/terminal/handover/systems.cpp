// Which names are the nation's and which are Heyi's own.
#include "handover/systems.hpp"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <set>
#include <utility>

#include "handover/message.hpp"

namespace heyi::terminal {
namespace {

// Heyi's own names stand below one UUID (ITU-T X.667, the arc 2.25, which needs no registration and is nobody else's):
// 15c99ce5-34f6-4504-baa1-7105c97148fd.
constexpr const char* kOwn = "2.25.28960621795587061304291613603823438077.";

std::string own(int number) { return kOwn + std::to_string(number); }

using Member = std::pair<const char*, std::string Systems::*>;
constexpr std::array<Member, 16> kMembers = {{{"citizen_number", &Systems::citizen_number},
                                              {"other_document", &Systems::other_document},
                                              {"health_card_index", &Systems::health_card_index},
                                              {"social_security_card", &Systems::social_security_card},
                                              {"organisation", &Systems::organisation},
                                              {"trace_code", &Systems::trace_code},
                                              {"person", &Systems::person},
                                              {"visit", &Systems::visit},
                                              {"coverage", &Systems::coverage},
                                              {"dose", &Systems::dose},
                                              {"document_types", &Systems::document_types},
                                              {"insurance_types", &Systems::insurance_types},
                                              {"relations", &Systems::relations},
                                              {"areas", &Systems::areas},
                                              {"vaccines", &Systems::vaccines},
                                              {"marks", &Systems::marks}}};

bool begins_with(std::string_view text, std::string_view head) { return text.substr(0, head.size()) == head; }

// An OID of at least three arcs, the first of them 0 to 2, none with a leading zero.
bool is_oid(std::string_view text) {
  if (text.empty() || text[0] < '0' || text[0] > '2') return false;
  std::size_t arcs = 0;
  while (true) {
    const std::size_t end = std::min(text.find('.'), text.size());
    const std::string_view arc = text.substr(0, end);
    if (arc.empty() || arc.find_first_not_of("0123456789") != std::string_view::npos) return false;
    if (arc.size() > 1 && arc[0] == '0') return false;
    if (arcs++ == 0 && arc.size() != 1) return false;
    if (end == text.size()) return arcs >= 3;
    text.remove_prefix(end + 1);
  }
}

// A scheme, a colon and something after it; without what would have a meaning of its own in a FHIR search.
bool is_uri(std::string_view text) {
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos || colon == 0 || colon + 1 == text.size()) return false;
  for (const char character : text) {
    if (character <= ' ' || character > '~' || std::string_view(R"("$,<>\^`{|})").find(character) != std::string::npos)
      return false;
  }
  const std::string_view scheme = text.substr(0, colon);
  return scheme.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789+-.") == std::string_view::npos &&
         (scheme != "urn" || !begins_with(text, "urn:oid:") || is_oid(text.substr(8)));
}

constexpr std::size_t kLongest = 199;  // Of the universal id in HL7's HD.

Result<void> take_member(Systems& systems, const std::string& key, const nlohmann::json& value) {
  for (const auto& [name, member] : kMembers) {
    if (key != name) continue;
    if (!value.is_string()) return fail(Reason::claims_wrong_type, key);
    systems.*member = value.get<std::string>();
    const std::string& text = systems.*member;
    if (text.size() > kLongest || (!is_oid(text) && !is_uri(text))) return fail(Reason::claims_out_of_range, key);
    return {};
  }
  return fail(Reason::claims_unknown_field, "systems");
}

}  // namespace

Systems Systems::standard() {
  Systems names;
  // The nation's, as shared documents of hospitals carry them (WS/T 500, 电子病历共享文档规范): 患者身份证号, and
  // 医疗机构组织机构代码, in whose place the unified social credit code stands since 2015.
  names.citizen_number = "2.16.156.10011.1.3";
  names.organisation = "2.16.156.10011.1.5";
  // Heyi's own. 2.16.156.10011.1.19 is 居民健康卡号, which WS/T 500 fills with 18 digits, and 2.16.156.10011.1.15 is
  // 医保卡号: neither is the index of an electronic health card or the number of a social-security card for certain,
  // and a number under another's name is taken for it. A region that does use them so sets them.
  names.other_document = own(1);
  names.health_card_index = own(2);
  names.social_security_card = own(3);
  names.trace_code = own(4);
  names.person = own(5);
  names.visit = own(6);
  names.coverage = own(7);
  names.dose = own(8);
  names.document_types = own(9);
  names.insurance_types = own(10);
  names.relations = own(11);
  names.areas = own(12);
  names.vaccines = own(13);
  names.marks = own(14);
  return names;
}

Result<Systems> systems_from_json(std::string_view json) {
  Systems systems = Systems::standard();
  std::set<std::string> seen;
  bool is_repeated = false;
  const auto watch = [&](int depth, nlohmann::json::parse_event_t event, nlohmann::json& parsed) {
    if (event == nlohmann::json::parse_event_t::key && depth == 1) {
      is_repeated |= !seen.insert(parsed.get<std::string>()).second;
    }
    return true;
  };
  const nlohmann::json read = nlohmann::json::parse(json, watch, false);
  if (read.is_discarded()) return fail(Reason::claims_bad_json, "systems");
  if (!read.is_object()) return fail(Reason::claims_wrong_type, "systems");
  if (is_repeated) return fail(Reason::claims_bad_json, "systems: a name occurs twice");
  for (const auto& [key, value] : read.items()) {
    if (const Result<void> taken = take_member(systems, key, value); !taken) return taken.error();
  }
  std::set<std::string> uris;
  for (const auto& [name, member] : kMembers) {
    if (!uris.insert(uri_of(systems.*member)).second) return fail(Reason::claims_inconsistent, name);
  }
  return systems;
}

UniversalId universal_id(const std::string& system) {
  if (is_oid(system)) return {system, "ISO"};
  if (begins_with(system, "urn:oid:")) return {system.substr(8), "ISO"};
  if (begins_with(system, "urn:uuid:")) return {system.substr(9), "UUID"};
  return {system, "URI"};
}

std::string uri_of(const std::string& system) { return is_oid(system) ? "urn:oid:" + system : system; }

}  // namespace heyi::terminal
