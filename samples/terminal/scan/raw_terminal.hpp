// A terminal whose keys are read as they are pressed.
#pragma once

#include <termios.h>

namespace heyi::terminal {

/// RawTerminal takes line mode, echo and flow control off a terminal, and gives it back as it was; of any other
/// descriptor it takes no notice. Ctrl-Z and Ctrl-\ would leave the terminal behind as it is here, and are switched
/// off; Ctrl-C where the program asks for it. What was typed and not read is thrown away at the end: it may be a code,
/// and whoever reads the terminal next would take it for words of its own.
class RawTerminal {
 public:
  /// Signals says whether Ctrl-C ends the program, which then catches it, or is an octet like any other.
  enum class Signals { kept, off };
  explicit RawTerminal(int descriptor, Signals signals = Signals::kept) noexcept;
  ~RawTerminal();
  RawTerminal(const RawTerminal&) = delete;
  RawTerminal& operator=(const RawTerminal&) = delete;

 private:
  const int descriptor_;
  termios before_{};
  bool is_terminal_ = false;
};

}  // namespace heyi::terminal
