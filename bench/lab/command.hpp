// heyi-bench --lab and --photos: how often codes are read, by Heyi and by ZXing, in the same run on the same frames.
#pragma once

#include <string>
#include <vector>

namespace heyi::bench {

/// run_lab takes what follows --lab and answers with the exit status: 0, or 2 for a wrong command line.
int run_lab(const std::vector<std::string>& arguments);

}  // namespace heyi::bench
