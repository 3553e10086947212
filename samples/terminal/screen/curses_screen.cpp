// The painter: ncurses brings a canvas onto the terminal, and sends only what changed.
//
// What was shown of a person never scrolls: it is painted over in place, on the terminal's alternate screen, which has
// no scroll-back. A terminal without one (the Linux console) is cleared at the end, its scroll-back with it.
#define NCURSES_NOMACROS
#include <curses.h>
#include <langinfo.h>
#include <signal.h>
#include <termios.h>
#include <unistd.h>
#include <wchar.h>

#include <sys/ioctl.h>

#include <array>
#include <cstdlib>
#include <optional>
#include <stdexcept>
#include <string_view>

#include "screen/characters.hpp"
#include "screen/console.hpp"
#include "screen/layout.hpp"
#include "screen/palette.hpp"

namespace heyi::terminal {
namespace {

// ncurses takes signals that nobody has taken yet; they are the program's.
class SignalsKept {
 public:
  SignalsKept() {
    for (std::size_t at = 0; at < kSignals.size(); ++at) ::sigaction(kSignals[at], nullptr, &kept_[at]);
  }
  ~SignalsKept() {
    for (std::size_t at = 0; at < kSignals.size(); ++at) ::sigaction(kSignals[at], &kept_[at], nullptr);
  }
  SignalsKept(const SignalsKept&) = delete;
  SignalsKept& operator=(const SignalsKept&) = delete;

 private:
  static constexpr std::array kSignals = {SIGINT, SIGTERM, SIGTSTP, SIGWINCH};
  std::array<struct sigaction, kSignals.size()> kept_{};
};

// How standard output's terminal treats what is typed: another part of the program's business.
class InputKept {
 public:
  InputKept() : is_known_(::tcgetattr(STDOUT_FILENO, &kept_) == 0) {}
  ~InputKept() {
    termios now{};
    if (!is_known_ || ::tcgetattr(STDOUT_FILENO, &now) != 0) return;
    now.c_iflag = kept_.c_iflag;
    now.c_lflag = kept_.c_lflag;
    ::tcsetattr(STDOUT_FILENO, TCSADRAIN, &now);
  }
  InputKept(const InputKept&) = delete;
  InputKept& operator=(const InputKept&) = delete;

 private:
  termios kept_{};
  bool is_known_;
};

// can_do asks terminfo for a capability of the terminal.
bool can_do(const char* capability) {
  const char* const found = ::tigetstr(capability);
  return found != nullptr && found != reinterpret_cast<const char*>(-1);  // NOLINT: how terminfo says so.
}

class CursesScreen : public Screen {
 public:
  CursesScreen() {
    if (::isatty(STDOUT_FILENO) == 0) throw std::runtime_error("the screen needs a terminal on standard output");
    if (std::string_view(::nl_langinfo(CODESET)) != "UTF-8") throw std::runtime_error("the locale is not UTF-8");
    const SignalsKept signals;
    const InputKept input;
    screen_ = ::newterm(nullptr, stdout, stdin);
    if (screen_ == nullptr) throw std::runtime_error("ncurses does not know this terminal: TERM is wrong or not set");
    ::set_term(screen_);
    ::typeahead(-1);
    ::curs_set(0);
    ::leaveok(stdscr, TRUE);
    palette_.emplace();
    const char* const name = ::getenv("TERM");
    is_console_ = name != nullptr && is_linux_console(name);
  }

  ~CursesScreen() override {
    ::set_term(screen_);
    const bool has_alternate = can_do("smcup");
    ::werase(stdscr);
    ::clearok(stdscr, TRUE);
    ::wrefresh(stdscr);
    {
      const InputKept input;
      ::endwin();
    }
    ::delscreen(screen_);
    if (has_alternate) return;
    constexpr std::string_view kForgetScrolled = "\033[3J";
    [[maybe_unused]] const auto written = ::write(STDOUT_FILENO, kForgetScrolled.data(), kForgetScrolled.size());
  }

  CursesScreen(const CursesScreen&) = delete;
  CursesScreen& operator=(const CursesScreen&) = delete;

  void show(const DeskView& view) override {
    follow_window();
    const bool changes_person = view.result.has_value() != had_result_;
    had_result_ = view.result.has_value();
    paint(is_console_ ? draw(for_linux_console(view), columns_, lines_) : draw(view, columns_, lines_));
    // Whatever else wrote on the terminal goes with the person.
    if (changes_person) ::redrawwin(stdscr);
    ::wrefresh(stdscr);
  }

 private:
  void follow_window() {
    winsize window{};
    if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &window) != 0 || window.ws_col == 0 || window.ws_row == 0) {
      window.ws_col = static_cast<unsigned short>(::getmaxx(stdscr));
      window.ws_row = static_cast<unsigned short>(::getmaxy(stdscr));
    }
    if (window.ws_col == columns_ && window.ws_row == lines_) return;
    const bool is_first = columns_ == 0;
    columns_ = window.ws_col;
    lines_ = window.ws_row;
    if (is_first && ::getmaxx(stdscr) == columns_ && ::getmaxy(stdscr) == lines_) return;
    ::resize_term(lines_, columns_);
    ::clearok(stdscr, TRUE);
  }

  void paint(const Canvas& canvas) {
    for (int line = 0; line < canvas.lines(); ++line) {
      for (int column = 0; column < canvas.columns(); ++column) paint_cell(canvas.at(column, line), column, line);
    }
  }

  void paint_cell(const Cell& cell, int column, int line) {
    if (cell.character == kContinued) return;
    const Look look = palette_->look(cell.style);
    const int width = character_width(cell.character);
    if (!is_paintable(cell.character, width)) {
      for (int at = 0; at < width; ++at) put(U'?', look, column + at, line);
      return;
    }
    put(cell.character, look, column, line);
  }

  // What the C library holds to be of another width would move all that follows.
  bool is_paintable(char32_t character, int width) const {
    return ::wcwidth(static_cast<wchar_t>(character)) == width && (!is_console_ || is_in_console_font(character));
  }

  static void put(char32_t character, const Look& look, int column, int line) {
    const std::array<wchar_t, 2> text = {static_cast<wchar_t>(character), L'\0'};
    cchar_t painted{};
    if (::setcchar(&painted, text.data(), look.attributes, look.pair, nullptr) == OK) {
      ::mvwadd_wch(stdscr, line, column, &painted);
    }
  }

  SCREEN* screen_ = nullptr;
  std::optional<Palette> palette_;
  int columns_ = 0, lines_ = 0;
  bool had_result_ = false, is_console_ = false;
};

}  // namespace

std::unique_ptr<Screen> Screen::open() { return std::make_unique<CursesScreen>(); }

}  // namespace heyi::terminal
