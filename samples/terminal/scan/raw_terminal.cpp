// Only what must be is changed, so that other settings of the terminal stay.
#include "scan/raw_terminal.hpp"

#include <unistd.h>

namespace heyi::terminal {

RawTerminal::RawTerminal(int descriptor, Signals signals) noexcept
    : descriptor_(descriptor), is_terminal_(::tcgetattr(descriptor, &before_) == 0) {
  if (!is_terminal_) return;
  termios raw = before_;
  raw.c_lflag &= ~static_cast<tcflag_t>(ICANON | ECHO | ECHONL | IEXTEN);
  if (signals == Signals::off) raw.c_lflag &= ~static_cast<tcflag_t>(ISIG);
  raw.c_iflag &= ~static_cast<tcflag_t>(ICRNL | INLCR | IGNCR | ISTRIP | IXON);
  raw.c_cc[VSUSP] = raw.c_cc[VQUIT] = _POSIX_VDISABLE;
  raw.c_cc[VMIN] = 1;
  raw.c_cc[VTIME] = 0;
  ::tcsetattr(descriptor, TCSANOW, &raw);
}

RawTerminal::~RawTerminal() {
  if (is_terminal_) ::tcsetattr(descriptor_, TCSAFLUSH, &before_);
}

}  // namespace heyi::terminal
