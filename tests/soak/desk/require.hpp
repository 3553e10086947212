// What must hold, or the run ends with what did not.
#pragma once

#include <cstdio>
#include <cstdlib>
#include <string>

namespace heyi::test {

inline void require(bool holds, const char* what, const std::string& about = {}) {
  if (holds) return;
  std::fprintf(stderr, "broken: %s %s\n", what, about.c_str());
  // The folders stay, to be looked at.
  std::_Exit(1);
}

}  // namespace heyi::test
