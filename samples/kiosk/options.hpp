// The agent's command line.
#pragma once

#include <string>
#include <vector>

#include "agent/server.hpp"

namespace heyi::kiosk {

/// Options are the command line, checked.
struct Options {
  std::vector<std::string> roots;
  int threshold = 1;
  std::string environment, state_folder, update_folder, policy = "kiosk";
  bool begin_anew = false, simulate = false;
  ServerSettings server;
};

/// parse_options reads the command line. When it asks for help, or is wrong, that has been printed and `exit_status`
/// says with what to end; else it is -1.
Options parse_options(int count, char** words, int& exit_status);

}  // namespace heyi::kiosk
