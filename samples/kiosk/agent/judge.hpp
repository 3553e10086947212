// From a frame to what the screen shows: decode, verify, ask the rules.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include <heyi/eligibility.hpp>
#include <heyi/guidance.hpp>
#include <heyi/state.hpp>

#include "station/lists.hpp"

namespace heyi::kiosk {

/// Place is what the kiosk knows of itself.
struct Place {
  std::string area;  ///< GB/T 2260 code of where it stands.
  Seconds clock_tolerance{300};
};

/// Spent is how long each step took, in microseconds, for measuring alone.
struct Spent {
  std::int64_t decode = 0, verify = 0, rules = 0;
};

/// Judgement is what came of one frame. It holds personal data when a code was accepted: answer it and let it go.
struct Judgement {
  bool found = false;
  Guidance guidance = Guidance::show_code;  ///< When nothing was found.
  Verdict verdict;
  struct Answer {
    RuleBook book;
    std::vector<ServiceOutcome> services;
  };
  std::vector<Answer> answers;  ///< One for each rule book in force; empty unless accepted.
  Spent spent;
};

/// judge_frame judges a frame at `clock`, the computer's own, which the state's clock guard corrects. Fails with
/// `state.unavailable`, `state.lost` or `state.damaged`.
Result<Judgement> judge_frame(const GreyView& frame, const station::Lists& lists, StateStore& state, const Place& place,
                              Time clock);

}  // namespace heyi::kiosk
