// Every committed vector is refused, or accepted, for exactly the reason it names.
#include <iostream>
#include <map>

#include "negative/run/outcome.hpp"
#include "support/catch.hpp"

namespace heyi::test::negative {
namespace {

std::string names(const std::vector<Reason>& reasons) {
  std::string list;
  for (const Reason reason : reasons) list += (list.empty() ? "" : " ") + std::string(reason_name(reason));
  return list;
}

// complaint says how the outcome differs from what the vector expects; empty when it does not.
std::string complaint(const Vector& vector, const Outcome& outcome) {
  if (!outcome.fault.empty()) return vector.name + ": cannot be run: " + outcome.fault + "\n";
  std::string wrong;
  if (outcome.reason != vector.expect) {
    wrong += vector.name + ": expected " + std::string(reason_name(vector.expect)) + ", got " +
             std::string(reason_name(outcome.reason)) + (outcome.detail.empty() ? "" : " (" + outcome.detail + ")") +
             "\n";
  }
  if (outcome.decision != reason_decision(vector.expect)) {
    wrong += vector.name + ": decision " + std::string(decision_name(outcome.decision)) + "\n";
  }
  if (outcome.decision != Decision::accept && outcome.exposes_claims) wrong += vector.name + ": exposes claims\n";
  if (outcome.marks != vector.marks) wrong += vector.name + ": marked " + names(outcome.marks) + "\n";
  return wrong;
}

/// Count is how many vectors of a stage are to be refused or accepted, and how many were.
struct Count {
  int refused = 0, to_refuse = 0, accepted = 0, to_accept = 0;

  void add(bool accepts, bool right) {
    (accepts ? to_accept : to_refuse) += 1;
    if (right) (accepts ? accepted : refused) += 1;
  }
  std::string text() const {
    std::string line = "refused " + std::to_string(refused) + " of " + std::to_string(to_refuse);
    if (to_accept > 0) line += ", accepted " + std::to_string(accepted) + " of " + std::to_string(to_accept);
    return line;
  }
};

}  // namespace

Outcome judge(const Vector& vector) {
  static const Judges judges = [] {
    Judges all;
    add_code_judges(all);
    add_list_judges(all);
    add_issue_judges(all);
    add_holder_judges(all);
    add_key_judges(all);
    add_update_judges(all);
    add_logic_judges(all);
    add_audit_judges(all);
    add_setup_judges(all);
    return all;
  }();
  const auto found = judges.find(vector.kind);
  return found == judges.end() ? unrunnable("unknown kind " + vector.kind) : found->second(vector);
}

TEST_CASE("every vector file is sound", "[negative]") {
  INFO(vectors_read().faults);
  CHECK(vectors_read().faults.empty());
  CHECK(vectors_read().vectors.size() > 800);
}

TEST_CASE("every vector is judged as it says", "[negative]") {
  std::map<std::string, Count> stages;
  Count all;
  std::string wrong;
  for (const Vector& vector : vectors_read().vectors) {
    const std::string complaints = complaint(vector, judge(vector));
    const bool accepts = reason_decision(vector.expect) == Decision::accept;
    stages[vector.stage].add(accepts, complaints.empty());
    all.add(accepts, complaints.empty());
    wrong += complaints;
  }
  for (const auto& [stage, count] : stages) std::cout << "  " << stage << ": " << count.text() << "\n";
  std::cout << all.text() << "\n";
  INFO(wrong);
  CHECK(wrong.empty());
  CHECK(all.to_refuse > 0);
}

}  // namespace heyi::test::negative
