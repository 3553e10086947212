// Eligibility: which services are open to a person, by rules that are data, each with what to tell when it fails.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <heyi/claims.hpp>
#include <heyi/reason.hpp>
#include <heyi/result.hpp>
#include <heyi/time.hpp>

namespace heyi {

/// Eligibility is what rules say of a person and a service.
enum class Eligibility {
  eligible,
  not_eligible,
  unknown,  ///< What a rule reads is not shown, not vouched for or stale, or the rule could not be worked out.
};

/// eligibility_name is `eligible`, `not_eligible` or `unknown`.
std::string_view eligibility_name(Eligibility eligibility) noexcept;

/// Words is a text for people in both languages.
struct Words {
  std::string zh, en;

  const std::string& in(Language language) const noexcept { return language == Language::zh ? zh : en; }
};

/// Facts are what rules read of one person at one place and time. They are personal data.
class Facts {
 public:
  /// from_json takes the readable sections as in a claims file, `{"ss": {…}, "id": {…}}`; `states` says of the sections
  /// that are not there why (`stale`, `expired`, …; without an entry, `withheld`). `area` is the GB/T 2260 code of the
  /// place where the service is asked for. Fails with `rules.bad_value`; the claims themselves are not checked.
  static Result<Facts> from_json(std::string_view sections, const std::map<Section, std::string>& states,
                                 std::string_view area, Time now);

  struct Impl;
  explicit Facts(std::shared_ptr<const Impl> impl) noexcept : impl_(std::move(impl)) {}
  const Impl& impl() const noexcept { return *impl_; }

 private:
  std::shared_ptr<const Impl> impl_;
};

/// RuleOutcome is one rule that did not hold, or could not be worked out.
struct RuleOutcome {
  std::string id;
  Eligibility outcome = Eligibility::unknown;  ///< not_eligible or unknown.
  Words told;    ///< What to tell the person: the rule's own words when it failed, else why it is unknown.
  Words advice;  ///< What the person can do.
  std::optional<Section> missing;  ///< The section that the rule would have to read, when that is why it is unknown.
};

/// ServiceOutcome is what a rule book says of one service. It is not eligible when a rule fails, whatever else is not
/// known; unknown when a rule is unknown, or no rule is in force; eligible when every rule in force holds.
struct ServiceOutcome {
  std::string id;
  Words title;
  Eligibility outcome = Eligibility::unknown;
  std::vector<RuleOutcome> because;  ///< Empty when eligible.
};

/// CaseOutcome is one case that a rule book brings with it.
struct CaseOutcome {
  std::string name;
  std::string differs;  ///< Empty when it came out as it says; else which service came out how.
};

/// RuleCoverage counts how a rule came out over all cases.
struct RuleCoverage {
  std::string service, rule;
  int held = 0, failed = 0, unknown = 0;
};

/// CaseReport is the run of a rule book's own cases.
struct CaseReport {
  std::vector<CaseOutcome> cases;
  std::vector<RuleCoverage> rules;
};

/// RuleBook is the content of a rule pack, read and checked. docs/rules.md describes the file. Copies share it; it may
/// be used from several threads.
class RuleBook {
 public:
  /// from_json reads a rule book of at most 1 MiB: 1 to 64 services with 1 to 32 rules each, at most 1,000 cases. Fails
  /// with `rules.invalid` or `rules.bad_logic`, the detail naming the place. It checks no signature: RulePack does.
  static Result<RuleBook> from_json(std::string_view json);

  const Words& title() const noexcept;
  /// notice is what must stand beside every answer, such as that the rules are an example; may be empty.
  const Words& notice() const noexcept;

  /// evaluate answers for every service, in the book's order.
  std::vector<ServiceOutcome> evaluate(const Facts& facts) const;

  /// run_cases evaluates the cases that the book brings with it.
  CaseReport run_cases() const;

  struct Impl;
  explicit RuleBook(std::shared_ptr<const Impl> impl) noexcept : impl_(std::move(impl)) {}

 private:
  std::shared_ptr<const Impl> impl_;
};

}  // namespace heyi
