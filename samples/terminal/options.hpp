// The terminal's command line.
#pragma once

#include <string>
#include <vector>

#include "program/settings.hpp"
#include "scan/serial_settings.hpp"

namespace heyi::terminal {

/// Options are the command line, checked.
struct Options {
  enum class Work { desk, selftest, outbox, resend } work = Work::desk;
  Settings settings;
  std::vector<SerialSettings> serial;
  std::vector<std::string> input_devices, image_folders;
  bool reads_keyboard = false, reads_lines = false, simulates = false;
  bool is_headless = false, has_claims = false, asks_for_presenter = true;
  Language language = Language::zh;
  int keeps = 60;   ///< Seconds a result stays on the screen.
  int pace = 3000;  ///< Milliseconds between the people of a simulation.
  int entry_port = -1;
  std::vector<std::string> entry_origins;
  std::string page;    ///< For the self-test: where its page is written.
  std::string resend;  ///< A visit's id; empty for all.
};

/// parse_options reads the command line. When it asks for help, or is wrong, that has been printed and `exit_status`
/// says with what to end; else it is -1.
Options parse_options(int count, char** words, int& exit_status);

}  // namespace heyi::terminal
