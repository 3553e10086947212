// The keyboard at a pseudo-terminal.
#include <memory>

#include "scan/scanners.hpp"
#include "unit/terminal/pseudo_terminal.hpp"
#include "unit/terminal/scan_setting.hpp"

namespace heyi::terminal {

using Texts = std::vector<std::string>;

TEST_CASE("keys and scans come from a terminal, which is given back as it was", "[terminal][wedge]") {
  const PseudoTerminal pty;
  const termios before = pty.settings();
  EventQueue queue;
  std::vector<Event> events;
  {
    const auto scanner = open_wedge(pty.port(), queue);
    CHECK((pty.settings().c_lflag & (ICANON | ECHO)) == 0U);
    CHECK((pty.settings().c_lflag & ISIG) != 0U);
    REQUIRE(wait_for_state(queue, events, true));
    write_all(pty.scanner(), "y");
    REQUIRE(wait_until(queue, events, [](const auto& all) { return keys_of(all) == Texts{"y"}; }));
    write_all(pty.scanner(), a_code() + "\r");
    CHECK(wait_for_texts(queue, events, 1) == Texts{a_code()});
    write_all(pty.scanner(), "\x1b[A");
    CHECK(wait_until(queue, events, [](const auto& all) { return keys_of(all) == Texts{"y", "up"}; }));
    write_all(pty.scanner(), "HY1:HALF A SCAN");
  }
  CHECK(pty.settings().c_lflag == before.c_lflag);
  CHECK(pty.settings().c_iflag == before.c_iflag);
  CHECK(pty.settings().c_cc[VSUSP] == before.c_cc[VSUSP]);
}

TEST_CASE("a terminal that is closed ends the input", "[terminal][wedge]") {
  EventQueue queue;
  std::vector<Event> events;
  int ends[2];
  REQUIRE(::pipe(ends) == 0);
  const auto scanner = open_wedge(ends[0], queue);
  write_all(ends[1], a_code());
  ::close(ends[1]);
  CHECK(wait_until(queue, events,
                   [](const auto& all) { return !all.empty() && std::holds_alternative<InputEnded>(all.back()); }));
  CHECK(texts_of(events) == Texts{a_code()});
  ::close(ends[0]);
}

}  // namespace heyi::terminal
