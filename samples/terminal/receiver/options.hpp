// The command line of heyi-receiver.
#pragma once

#include <optional>
#include <string>

#include "receiver/fault.hpp"

namespace heyi::terminal::receiver {

/// Options are what was asked for; a port that is absent is not listened at.
struct Options {
  std::optional<int> mllp_port, fhir_port;
  std::string log;
  bool show = false;
  Faults faults;
};

/// parse_options fills `exit_status` when the program is to end at once, else -1.
Options parse_options(int count, char** words, int& exit_status);

}  // namespace heyi::terminal::receiver
