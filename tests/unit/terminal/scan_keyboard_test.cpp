// A scanner that types, and a person who does.
#include "scan/keyboard.hpp"

#include "scan/keys.hpp"
#include "unit/terminal/scan_setting.hpp"

namespace heyi::terminal {

using Texts = std::vector<std::string>;
using Keyboard = Line<KeyboardAssembler>;

TEST_CASE("a typed key is given out a tenth of a second later", "[terminal][keyboard]") {
  Keyboard line;
  line.send("y");
  line.wait(99);
  CHECK(line.events.empty());
  line.wait(1);
  CHECK(line.keys() == Texts{"y"});
  line.send("\r");
  CHECK(line.keys() == Texts{"y", "enter"});
}

TEST_CASE("keys at people's pace are typing", "[terminal][keyboard]") {
  for (const int gap : {60, 90, 150, 600}) {
    Keyboard line;
    line.type("Hello, World", gap);
    line.wait(3000);
    CHECK(line.texts().empty());
    CHECK(line.keys() == Texts{"H", "e", "l", "l", "o", ",", " ", "W", "o", "r", "l", "d"});
  }
}

TEST_CASE("keys at a scanner's pace are a scan", "[terminal][keyboard]") {
  for (const int gap : {0, 1, 8, 30, 50}) {
    for (const std::string end : {"", "\r", "\r\n", "\t"}) {
      Keyboard line;
      line.type(another_code() + end, gap);
      line.wait(3000);
      CHECK(line.texts() == Texts{another_code()});
      CHECK(line.keys().empty());
    }
  }
}

TEST_CASE("typing before and after a scan stays typing", "[terminal][keyboard]") {
  Keyboard line;
  line.type("ab", 200);
  line.type(a_code() + "\r", 3);
  line.wait(400);
  line.type("c\r", 200);
  CHECK(line.texts() == Texts{a_code()});
  CHECK(line.keys() == Texts{"a", "b", "c", "enter"});
}

TEST_CASE("a pause does not cut a scan that is typed", "[terminal][keyboard]") {
  Keyboard line;
  line.type(a_code().substr(0, 40), 3);
  line.wait(2000);
  line.type(a_code().substr(40), 3);
  line.wait(300);
  CHECK(line.texts() == Texts{a_code()});
  CHECK(line.keys().empty());
}

TEST_CASE("a scanner's late suffix presses no Enter, a person does", "[terminal][keyboard]") {
  Keyboard line;
  line.send(a_code());
  line.wait(2500);
  line.send("\r\n");
  line.wait(200);
  CHECK(line.keys().empty());
  line.send("\r");
  CHECK(line.keys() == Texts{"enter"});
}

TEST_CASE("a code presses no keys", "[terminal][keyboard]") {
  for (const std::string text : {"y", "yes", "\x1bOP", "\x1b[A", "\b"}) {
    Keyboard line;
    line.type(text + "\r\n", 5);
    line.wait(3000);
    CHECK(line.texts() == Texts{text});
    CHECK(line.keys().empty());
  }
}

TEST_CASE("keys that are held down are typing", "[terminal][keyboard]") {
  Keyboard line;
  line.type("xxxxxxxxxxxxxxxxxxxx", 33);
  line.wait(200);
  CHECK(line.keys() == Texts(20, "x"));
  for (int i = 0; i < 20; ++i) {
    line.send("\x1b[A");
    line.wait(33);
  }
  line.wait(200);
  CHECK(line.keys().size() == 40);
  CHECK(line.keys().back() == "up");
  CHECK(line.texts().empty());
}

TEST_CASE("a function key ends a scan that waits for more", "[terminal][keyboard]") {
  Keyboard line;
  line.send(a_code().substr(0, 50));
  line.wait(500);
  line.send("\x1bOP");
  line.wait(100);
  CHECK(line.texts() == Texts{a_code().substr(0, 50)});
  CHECK(line.keys() == Texts{"f1"});
}

TEST_CASE("a scan in full width is a scan", "[terminal][keyboard]") {
  Keyboard line;
  line.type(wide(another_code()) + "\r", 1);
  CHECK(line.texts() == Texts{another_code()});
}

TEST_CASE("escape sequences are keys, or nothing", "[terminal][keyboard]") {
  const auto keys = [](std::string octets, bool is_final) {
    std::vector<Event> out;
    take_keys(octets, is_final, out);
    Texts all = keys_of(out);
    all.push_back("rest " + std::to_string(octets.size()));
    return all;
  };
  CHECK(keys("\x1b[A\x1bOB\x1b[15~\x1b[24~\x1b[[B\x1bOS", false) ==
        Texts{"up", "down", "f5", "f12", "f2", "f4", "rest 0"});
  CHECK(keys("\x1b[1;5C\x1b[200~\x1b[Hq", false) == Texts{"q", "rest 0"});
  CHECK(keys("\x1b", false) == Texts{"rest 1"});
  CHECK(keys("\x1b", true) == Texts{"escape", "rest 0"});
  CHECK(keys("\x1b[1", false) == Texts{"rest 3"});
  CHECK(keys("\x1b[1", true) == Texts{"rest 0"});
  CHECK(keys("\x1bq", true) == Texts{"escape", "q", "rest 0"});
  CHECK(keys("\b\x7f\t\n\r\x01", true) == Texts{"backspace", "backspace", "tab", "enter", "enter", "rest 0"});
  CHECK(keys("\xe4\xb8\xad\xf0\x9f\x98\x80é", true) == Texts{"中", "\xf0\x9f\x98\x80", "é", "rest 0"});
  CHECK(keys("\xe4\xb8", false) == Texts{"rest 2"});
  CHECK(keys("\xe4\xb8", true) == Texts{"rest 0"});
  CHECK(keys("\xed\xa0\x80\xc0\x80\xffz", true) == Texts{"z", "rest 0"});
}

}  // namespace heyi::terminal
