// What stands behind a RuleBook and the Facts it reads.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include <heyi/certlogic.hpp>
#include <heyi/rules.hpp>

namespace heyi {

struct Facts::Impl {
  LogicData data;
  std::map<Section, std::string> absent;  ///< Sections that are not to be read, and why.
  std::int64_t today = 0;                 ///< The day in China.
};

namespace rules {

struct Rule {
  std::string id;
  Logic logic;
  std::vector<Section> sections;                 ///< Those it reads.
  std::vector<std::vector<std::string>> needed;  ///< Paths without which it has no answer.
  std::optional<std::int64_t> from, until;
  Words failed, advice;
};

struct Service {
  std::string id;
  Words title;
  std::vector<Rule> rules;
};

/// Case is what one person may do at a place and time.
struct Case {
  std::string name;
  Facts facts;
  std::map<std::string, Eligibility> expected;
};

/// outcome_of works out one rule; none when it is not in force on that day.
std::optional<RuleOutcome> outcome_of(const Rule& rule, const Facts::Impl& facts);

}  // namespace rules

struct RuleBook::Impl {
  Words title, notice;
  std::vector<rules::Service> services;
  std::vector<rules::Case> cases;
};

}  // namespace heyi
