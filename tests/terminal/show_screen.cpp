// Shows example views on the real screen, to look at them. usage: show-screen SECONDS zh|en VIEW…
// Each view is shown for so many seconds, or until a key is pressed.
#include <poll.h>
#include <termios.h>
#include <unistd.h>

#include <chrono>
#include <clocale>
#include <cstdlib>
#include <exception>
#include <iostream>

#include "support/desk_views.hpp"

namespace {

using namespace heyi;
using namespace heyi::terminal;

// Keys come one by one and are not echoed, as the desk's keyboard reader has it.
class Keys {
 public:
  Keys() {
    ::tcgetattr(STDIN_FILENO, &kept_);
    termios raw = kept_;
    raw.c_lflag &= ~static_cast<tcflag_t>(ECHO | ICANON);
    ::tcsetattr(STDIN_FILENO, TCSANOW, &raw);
  }
  // Only what it changed: the rest is the screen's to give back.
  ~Keys() {
    termios now{};
    ::tcgetattr(STDIN_FILENO, &now);
    now.c_lflag = kept_.c_lflag;
    ::tcsetattr(STDIN_FILENO, TCSANOW, &now);
  }
  Keys(const Keys&) = delete;
  Keys& operator=(const Keys&) = delete;

  static bool is_pressed_within(int milliseconds) {
    pollfd typed{STDIN_FILENO, POLLIN, 0};
    char key = 0;
    return ::poll(&typed, 1, milliseconds) == 1 && ::read(STDIN_FILENO, &key, 1) == 1;
  }

 private:
  termios kept_{};
};

void show(Screen& screen, const DeskView& view, std::chrono::seconds time) {
  const auto end = std::chrono::steady_clock::now() + time;
  while (std::chrono::steady_clock::now() < end) {
    screen.show(view);
    if (Keys::is_pressed_within(100)) return;
  }
}

}  // namespace

int main(int count, char** words) {
  if (count < 4) {
    std::cerr << "usage: show-screen SECONDS zh|en VIEW...\nviews:";
    for (const std::string& name : example::names()) std::cerr << ' ' << name;
    std::cerr << '\n';
    return 2;
  }
  try {
    std::setlocale(LC_ALL, "C.UTF-8");
    const Language language = std::string_view(words[2]) == "en" ? Language::en : Language::zh;
    const std::chrono::seconds time(std::atoi(words[1]));
    const Keys keys;
    const std::unique_ptr<Screen> screen = Screen::open();
    for (int at = 3; at < count; ++at) {
      if (const std::optional<DeskView> view = example::view(words[at], language)) show(*screen, *view, time);
    }
  } catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return 1;
  }
  return 0;
}
