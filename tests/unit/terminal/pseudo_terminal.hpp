// A pseudo-terminal: the test holds the one side as the scanner, the program the other as the port.
#pragma once

#include <fcntl.h>
#include <pty.h>
#include <termios.h>
#include <unistd.h>

#include <string>

#include "support/catch.hpp"

namespace heyi::terminal {

/// PseudoTerminal is plugged in until it is destroyed.
class PseudoTerminal {
 public:
  PseudoTerminal() {
    char name[128];
    REQUIRE(::openpty(&scanner_, &port_, name, nullptr, nullptr) == 0);
    path_ = name;
  }
  ~PseudoTerminal() {
    ::close(port_);
    ::close(scanner_);
  }
  PseudoTerminal(const PseudoTerminal&) = delete;
  PseudoTerminal& operator=(const PseudoTerminal&) = delete;

  int scanner() const { return scanner_; }
  int port() const { return port_; }
  const std::string& path() const { return path_; }
  termios settings() const {
    termios settings{};
    REQUIRE(::tcgetattr(port_, &settings) == 0);
    return settings;
  }

 private:
  int scanner_ = -1, port_ = -1;
  std::string path_;
};

}  // namespace heyi::terminal
