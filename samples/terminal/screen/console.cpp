// What the console can show is decided by its name: nothing asks it for its font.
#include "screen/console.hpp"

namespace heyi::terminal {

bool is_linux_console(std::string_view terminal) noexcept {
  return terminal == "linux" || terminal.starts_with("linux-");
}

DeskView for_linux_console(DeskView view) {
  view.language = Language::en;
  view.warnings.emplace_back("This console has no Chinese characters: names show as question marks");
  return view;
}

bool is_in_console_font(char32_t character) noexcept {
  return (character >= 0x20 && character < 0x7f) || (character >= 0xa0 && character <= 0xff) || character == U'─' ||
         character == U'│' || character == U'▀' || character == U'▄' || character == U'█';
}

}  // namespace heyi::terminal
