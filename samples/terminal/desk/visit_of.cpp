// Sections are read as the claims file has them: docs/claims.schema.json is the list of fields.
#include "desk/visit_of.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace heyi::terminal {
namespace {

using nlohmann::json;

/// Reader reads the fields of one section; what is not there reads as empty.
class Reader {
 public:
  Reader(json section, const CodeTables& tables) : section_(std::move(section)), tables_(tables) {}

  bool is_there() const { return section_.is_object(); }
  std::string text(const char* field) const {
    const auto found = section_.find(field);
    return found != section_.end() && found->is_string() ? found->get<std::string>() : std::string();
  }
  std::int64_t number(const char* field) const {
    const auto found = section_.find(field);
    return found != section_.end() && found->is_number_integer() ? found->get<std::int64_t>() : 0;
  }
  bool has(const char* field) const { return section_.contains(field); }
  Coded coded(const char* field, const char* table) const {
    const std::int64_t code = number(field);
    return {
        code,
        {tables_.name(table, code, Language::zh).value_or(""), tables_.name(table, code, Language::en).value_or("")}};
  }
  std::vector<Reader> list(const char* field) const {
    std::vector<Reader> items;
    const auto found = section_.find(field);
    if (found == section_.end() || !found->is_array()) return items;
    for (const json& item : *found) items.emplace_back(item, tables_);
    return items;
  }

 private:
  json section_;
  const CodeTables& tables_;
};

Identity identity_of(const Reader& id) {
  Identity identity;
  identity.document_type = id.coded("document_type", "document_types");
  identity.document_number = id.text("document_number");
  identity.name = id.text("name");
  if (id.has("sex")) identity.sex = id.coded("sex", "sexes");
  identity.birth_date = id.text("birth_date");
  return identity;
}

SocialSecurity social_security_of(const Reader& ss, const std::string& issuer, Time valid_until) {
  SocialSecurity social{issuer,
                        ss.text("card_number"),
                        ss.text("issuing_area"),
                        ss.text("insured_area"),
                        ss.text("pooling_area"),
                        ss.has("valid_until") ? ss.text("valid_until") : format_time_china(valid_until).substr(0, 10),
                        {}};
  for (const Reader& one : ss.list("coverages")) {
    social.coverages.push_back(
        {one.coded("type", "insurance_types"), one.coded("state", "coverage_states"), one.text("since")});
  }
  return social;
}

// One section of one card, put where it belongs. A second card's section of the same kind is left out: which of two
// to believe is nobody's guess.
void take(Visit& visit, const VerifiedCard& card, Section section, const Reader& claims) {
  switch (section) {
    case Section::id:
      if (!visit.identity) visit.identity = identity_of(claims);
      break;
    case Section::ss:
      // The card's own last second, not the first one after it.
      if (!visit.social_security) {
        visit.social_security = social_security_of(claims, card.issuer(), card.valid_until() - Seconds{1});
      }
      break;
    case Section::hc:
      if (!visit.health_card) {
        visit.health_card =
            HealthCard{card.issuer(), claims.text("index"), claims.text("issuing_area"), claims.text("organisation")};
      }
      break;
    case Section::vx:
      if (!visit.doses.empty()) break;
      for (const Reader& dose : claims.list("doses")) {
        visit.doses.push_back({dose.text("product"), dose.text("date"), dose.text("trace_code"), dose.text("lot"),
                               dose.text("organisation"), dose.number("dose")});
      }
      break;
    case Section::px:
      if (!visit.presenter) {
        visit.presenter = Presenter{claims.text("presenter_name"), claims.coded("relation", "relations"),
                                    claims.text("valid_until"), claims.text("presenter")};
      }
      break;
    case Section::mr:
    case Section::bn: break;  // Locators of records and benefits are no part of a registration.
  }
}

}  // namespace

std::string visit_id(const ReplayKey& key) {
  constexpr char kLetters[] = "0123456789ABCDEFGHIJKLMNOPQRSTUV";
  constexpr std::size_t kSize = 20;
  std::string id;
  std::uint32_t bits = 0;
  int count = 0;
  for (std::size_t next = 0; id.size() < kSize;) {
    if (count < 5) {
      bits = bits << 8 | key[next++];
      count += 8;
    }
    count -= 5;
    id += kLetters[bits >> count & 31];
  }
  return id;
}

Visit visit_of(const Verdict& verdict, std::string id, const Site& site, const CodeTables& tables) {
  Visit visit;
  visit.id = std::move(id);
  visit.at = verdict.as_of.now;
  visit.site = site;
  for (const VerifiedCard& card : verdict.cards) {
    visit.person = card.subject();
    for (const Section section : card.sections()) {
      const Reader claims(json::parse(card.section_json(section), nullptr, false), tables);
      if (claims.is_there()) take(visit, card, section, claims);
    }
  }
  visit.is_stale = std::any_of(verdict.sections.begin(), verdict.sections.end(),
                               [](const SectionReport& report) { return report.state == SectionState::stale; });
  return visit;
}

Printed printed_of(const Verdict& verdict) {
  Printed printed;
  for (const VerifiedCard& card : verdict.cards) {
    if (const auto index = card.text(Section::hc, "index")) printed.health_card_index = *index;
    if (const auto number = card.text(Section::ss, "card_number")) printed.social_security_card = *number;
  }
  return printed;
}

}  // namespace heyi::terminal
