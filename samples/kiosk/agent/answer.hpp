// What the page reads, as JSON: judgements and settings.
#pragma once

#include <string>
#include <vector>

#include "agent/examples.hpp"
#include "agent/judge.hpp"

namespace heyi::kiosk {

/// answer_json writes a judgement on one line: `found`, then `guidance` or `verdict`, `stale`, `data_as_of`, `person`
/// (masked) and `books`, and `timing_us`. docs/integrate-kiosk.md describes it.
std::string answer_json(const Judgement& judgement, std::int64_t total_us);

/// PageSettings is what the page asks for when it begins.
struct PageSettings {
  std::string area;
  bool is_simulated = false;
  int idle_seconds = 60;
  bool is_ready = false;  ///< Codes can be accepted.
  std::vector<Example> examples;
};

/// settings_json writes them on one line.
std::string settings_json(const PageSettings& settings);

}  // namespace heyi::kiosk
