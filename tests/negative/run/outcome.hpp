// What came of a vector, and the functions that find it out: each hands the vector's input to the public API.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include <heyi/result.hpp>
#include <heyi/verify.hpp>

#include "negative/run/vector.hpp"

namespace heyi::test::negative {

/// Outcome is what the product said.
struct Outcome {
  Decision decision = Decision::reject;
  Reason reason = Reason::internal_failure;
  std::vector<Reason> marks;
  std::string detail;
  bool exposes_claims = false;
  std::string fault;  ///< Not empty when the vector itself could not be run as it says.
};

template <typename T>
Outcome outcome_of(const Result<T>& result) {
  const Reason reason = result ? Reason::ok : result.error().reason;
  return {reason_decision(reason), reason, {}, result ? std::string() : result.error().detail, result.has_value(), {}};
}

inline Outcome unrunnable(std::string why) {
  Outcome outcome;
  outcome.fault = std::move(why);
  return outcome;
}

using Judge = std::function<Outcome(const Vector&)>;
using Judges = std::map<std::string, Judge>;

/// The kinds, by the part of the API that judges them.
void add_code_judges(Judges& judges);    ///< code, frame
void add_list_judges(Judges& judges);    ///< trust, status
void add_issue_judges(Judges& judges);   ///< claims, tables, request, issue
void add_holder_judges(Judges& judges);  ///< present, card, qr, challenge
void add_key_judges(Judges& judges);     ///< key, certificate
void add_update_judges(Judges& judges);  ///< roots, delta, rules, bundle
void add_logic_judges(Judges& judges);   ///< logic
void add_audit_judges(Judges& judges);   ///< audit
void add_setup_judges(Judges& judges);   ///< setup

/// judge runs a vector through the judge of its kind.
Outcome judge(const Vector& vector);

}  // namespace heyi::test::negative
