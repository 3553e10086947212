// Sees how much memory the libraries take that no operator new counts, as Linux tells it.
#pragma once

#include <fstream>
#include <string>

namespace heyi::test {

/// PeakMemory looks at the whole program's resident memory from its construction on.
class PeakMemory {
 public:
  PeakMemory() {
    std::ofstream("/proc/self/clear_refs") << "5";  // Sets the peak back to what is resident now.
    start_ = read("VmHWM:");
  }

  /// grown_mib is how far the peak rose above the start; negative when the system does not tell.
  long grown_mib() const { return start_ < 0 ? -1 : (read("VmHWM:") - start_) / 1024; }

 private:
  static long read(const std::string& name) {
    std::ifstream status("/proc/self/status");
    std::string word;
    while (status >> word) {
      long kib = -1;
      if (word == name && status >> kib) return kib;
    }
    return -1;
  }

  long start_ = -1;
};

}  // namespace heyi::test
