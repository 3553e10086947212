// Rules, services and cases worked out: what is not known is never guessed.
#include <algorithm>

#include "rules/expression.hpp"
#include "rules/rule_book.hpp"

namespace heyi {
namespace {

Words words_of_state(Section section, const std::string& state) {
  const std::string zh(section_title(section, Language::zh)), en(section_title(section, Language::en));
  if (state == "stale") return {zh + "的状态信息过旧", en + ": the status information is too old"};
  if (state == "expired") return {zh + "已过期", en + ": expired"};
  if (state == "suspended") return {zh + "所在的卡已挂失", en + ": its card is suspended"};
  if (state == "unvouched")
    return {zh + "并非由有权机构签发", en + ": not issued by an authority that may vouch for it"};
  return {"未出示" + zh, en + ": not shown"};
}

Words advice_for_state(Section section, const std::string& state) {
  const std::string zh(section_title(section, Language::zh)), en(section_title(section, Language::en));
  if (state == "stale") return {"请到人工窗口办理", "Please go to a staffed counter"};
  if (state == "withheld") return {"请出示包含" + zh + "的码", "Show a code that includes: " + en};
  return {"请联系发卡机构", "Ask the authority that issued the card"};
}

RuleOutcome unknown(const rules::Rule& rule, Words told, Words advice, std::optional<Section> missing = {}) {
  return {rule.id, Eligibility::unknown, std::move(told), std::move(advice), missing};
}

void count(RuleCoverage& coverage, Eligibility outcome) {
  switch (outcome) {
    case Eligibility::eligible: ++coverage.held; break;
    case Eligibility::not_eligible: ++coverage.failed; break;
    case Eligibility::unknown: ++coverage.unknown; break;
  }
}

// `counted`, where it is given, has one coverage for each of the service's rules.
ServiceOutcome outcome_of(const rules::Service& service, const Facts::Impl& facts, RuleCoverage* counted = nullptr) {
  ServiceOutcome outcome{service.id, service.title, Eligibility::eligible, {}};
  bool any = false;
  for (std::size_t i = 0; i < service.rules.size(); ++i) {
    std::optional<RuleOutcome> one = rules::outcome_of(service.rules[i], facts);
    if (!one) continue;
    any = true;
    if (counted != nullptr) count(counted[i], one->outcome);
    if (one->outcome == Eligibility::eligible) continue;
    // One section that is not shown is told once, however many rules read it.
    const bool is_told =
        one->missing && std::any_of(outcome.because.begin(), outcome.because.end(),
                                    [&](const RuleOutcome& told) { return told.missing == one->missing; });
    const bool decided = outcome.outcome == Eligibility::not_eligible;
    outcome.outcome = decided ? Eligibility::not_eligible : one->outcome;
    if (!is_told) outcome.because.push_back(*std::move(one));
  }
  // What decides comes first.
  std::stable_partition(outcome.because.begin(), outcome.because.end(),
                        [](const RuleOutcome& rule) { return rule.outcome == Eligibility::not_eligible; });
  if (!any) {
    outcome.outcome = Eligibility::unknown;
    outcome.because.push_back({{},
                               Eligibility::unknown,
                               {"目前没有适用的规则", "No rule is in force now"},
                               {"请到人工窗口办理", "Please go to a staffed counter"},
                               {}});
  }
  return outcome;
}

}  // namespace

std::string_view eligibility_name(Eligibility eligibility) noexcept {
  switch (eligibility) {
    case Eligibility::eligible: return "eligible";
    case Eligibility::not_eligible: return "not_eligible";
    case Eligibility::unknown: break;
  }
  return "unknown";
}

std::optional<RuleOutcome> rules::outcome_of(const Rule& rule, const Facts::Impl& facts) {
  if ((rule.from && facts.today < *rule.from) || (rule.until && facts.today > *rule.until)) return std::nullopt;
  for (const Section section : rule.sections) {
    const auto absent = facts.absent.find(section);
    if (absent == facts.absent.end()) continue;
    return unknown(rule, words_of_state(section, absent->second), advice_for_state(section, absent->second), section);
  }
  const bool is_silent = std::any_of(rule.needed.begin(), rule.needed.end(), [&](const std::vector<std::string>& path) {
    return value_at(facts.data.impl().value, path).is_null();
  });
  if (is_silent) {
    return unknown(rule, {"卡上没有写明所需内容", "The card does not say what is needed"},
                   {"请联系发卡机构", "Ask the authority that issued the card"});
  }
  const Result<bool> holds = rule.logic.holds(facts.data);
  if (!holds) {
    return unknown(rule, {"无法根据所示内容判断", "It cannot be told from what is shown"},
                   {"请到人工窗口办理", "Please go to a staffed counter"});
  }
  if (*holds) return RuleOutcome{rule.id, Eligibility::eligible, {}, {}, {}};
  return RuleOutcome{rule.id, Eligibility::not_eligible, rule.failed, rule.advice, {}};
}

const Words& RuleBook::title() const noexcept { return impl_->title; }
const Words& RuleBook::notice() const noexcept { return impl_->notice; }

std::vector<ServiceOutcome> RuleBook::evaluate(const Facts& facts) const {
  std::vector<ServiceOutcome> outcomes;
  for (const rules::Service& service : impl_->services) outcomes.push_back(outcome_of(service, facts.impl()));
  return outcomes;
}

CaseReport RuleBook::run_cases() const {
  CaseReport report;
  for (const rules::Service& service : impl_->services) {
    for (const rules::Rule& rule : service.rules) report.rules.push_back({service.id, rule.id, 0, 0, 0});
  }
  for (const rules::Case& one : impl_->cases) {
    CaseOutcome outcome{one.name, {}};
    RuleCoverage* counted = report.rules.data();
    for (const rules::Service& service : impl_->services) {
      const Eligibility came_out = outcome_of(service, one.facts.impl(), counted).outcome;
      counted += service.rules.size();
      const auto expected = one.expected.find(service.id);
      if (expected == one.expected.end() || expected->second == came_out) continue;
      outcome.differs +=
          (outcome.differs.empty() ? "" : ", ") + service.id + " " + std::string(eligibility_name(came_out));
    }
    report.cases.push_back(std::move(outcome));
  }
  return report;
}

}  // namespace heyi
