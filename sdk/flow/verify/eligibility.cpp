// The sections of an accepted code as facts for rules, and what the rules said as JSON.
#include <heyi/eligibility.hpp>

#include <algorithm>

#include <nlohmann/json.hpp>

namespace heyi {
namespace {

using nlohmann::ordered_json;

ordered_json words_json(const Words& words) { return {{"zh", words.zh}, {"en", words.en}}; }

// One readable copy is enough where two cards show a section.
const VerifiedCard* card_with(const Verdict& verdict, Section section) {
  for (const VerifiedCard& card : verdict.cards) {
    if (std::find(card.sections().begin(), card.sections().end(), section) != card.sections().end()) return &card;
  }
  return nullptr;
}

}  // namespace

Result<Facts> facts_of(const Verdict& verdict, std::string_view area) {
  if (verdict.decision != Decision::accept) return fail(verdict.reason, verdict.detail);
  ordered_json sections = ordered_json::object();
  std::map<Section, std::string> states;
  for (const SectionReport& report : verdict.sections) {
    const bool readable = report.state == SectionState::shown && !verdict.is_static;
    const VerifiedCard* card = readable ? card_with(verdict, report.section) : nullptr;
    if (card != nullptr) {
      sections[std::string(section_name(report.section))] =
          ordered_json::parse(card->section_json(report.section), nullptr, false);
    } else if (report.state != SectionState::shown) {
      states.emplace(report.section, section_state_name(report.state));
    }
  }
  return Facts::from_json(sections.dump(), states, area, verdict.as_of.now);
}

std::string eligibility_to_json(const RuleBook& book, const std::vector<ServiceOutcome>& outcomes) {
  ordered_json object;
  object["title"] = words_json(book.title());
  if (!book.notice().zh.empty()) object["notice"] = words_json(book.notice());
  object["services"] = ordered_json::array();
  for (const ServiceOutcome& service : outcomes) {
    ordered_json entry = {{"id", service.id},
                          {"title", words_json(service.title)},
                          {"outcome", eligibility_name(service.outcome)},
                          {"because", ordered_json::array()}};
    for (const RuleOutcome& rule : service.because) {
      ordered_json why = {{"outcome", eligibility_name(rule.outcome)},
                          {"told", words_json(rule.told)},
                          {"advice", words_json(rule.advice)}};
      if (!rule.id.empty()) why["rule"] = rule.id;
      if (rule.missing) why["missing"] = section_name(*rule.missing);
      entry["because"].push_back(std::move(why));
    }
    object["services"].push_back(std::move(entry));
  }
  return object.dump(-1, ' ', false, ordered_json::error_handler_t::replace);
}

}  // namespace heyi
