// Judgements as the JSON that the page reads.
#pragma once

#include <string>

#include "agent/judge.hpp"

namespace heyi::kiosk {

/// answer_json writes a judgement on one line: `found`, then `guidance` or `verdict`, `stale`, `data_as_of`, `person`
/// (masked) and `books`, and `timing_us`. docs/integrate-kiosk.md describes it.
std::string answer_json(const Judgement& judgement, std::int64_t total_us);

}  // namespace heyi::kiosk
