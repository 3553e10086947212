// Status lists of a country's size: how large they are on the wire, and what asking one costs.
#pragma once

#include <string>

namespace heyi::bench {

/// measure_status_lists prints the sizes of lists of 1, 10 and 100 million cards beside the draft's own figures, then
/// lets a process of its own load the largest from a terminal's state and ask it. `self` is this program's file;
/// `quick` stays with 1 million. It answers with the exit status.
int measure_status_lists(const std::string& self, bool quick);

/// ask_status_list loads the one list in a state folder and prints what asking it costs, and how much memory that
/// takes.
int ask_status_list(const std::string& folder);

}  // namespace heyi::bench
