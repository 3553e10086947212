// The demo's sheet: a page that shows every code beside its verdict.
#pragma once

#include <string>
#include <vector>

#include "demo/codes.hpp"

namespace heyi::cli {

/// Judged is a code with the verdict it got from its own picture, and how long that took.
struct Judged {
  const DemoCode* code;
  Verdict verdict;
  std::int64_t decode_us, verify_us;
  std::string command;  ///< What a reader types to see the same.
};

/// write_sheet makes a whole HTML page; pictures are the files beside it.
std::string write_sheet(const std::vector<Judged>& judged, Time now);

}  // namespace heyi::cli
