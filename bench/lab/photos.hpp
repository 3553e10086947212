// heyi-bench --photos: in how many photographs anything is read, folder by folder.
#pragma once

#include <string>
#include <vector>

namespace heyi::bench {

/// run_photos takes what follows --photos, folders and --json, and answers with the exit status: 0, or 2 for a wrong
/// command line.
int run_photos(const std::vector<std::string>& arguments);

}  // namespace heyi::bench
