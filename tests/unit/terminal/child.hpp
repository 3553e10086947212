// Work in a process of its own, for tests of what processes do to each other.
#pragma once

#include <sys/wait.h>
#include <unistd.h>

#include "support/catch.hpp"

namespace heyi::test {

/// in_child runs `work` in a process of its own and answers with its exit status; 0 is well. Catch has no part in it.
template <typename Work>
pid_t in_child(const Work& work) {
  const pid_t child = ::fork();
  if (child == 0) ::_exit(work());
  return child;
}

inline int status_of(pid_t child) {
  int status = -1;
  REQUIRE(::waitpid(child, &status, 0) == child);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

}  // namespace heyi::test
