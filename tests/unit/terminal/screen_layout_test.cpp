// What a person sees, for every outcome, in both languages and in windows of all sizes.
#include <algorithm>
#include <array>
#include <string>

#include "screen/characters.hpp"
#include "screen/layout.hpp"
#include "screen/words.hpp"
#include "support/catch.hpp"
#include "support/desk_views.hpp"

namespace heyi::terminal {
namespace {

struct Size {
  int columns, lines;
};

constexpr std::array kSizes = {Size{80, 24}, Size{120, 40}, Size{200, 60}, Size{60, 18}, Size{40, 10}, Size{100, 30}};
constexpr std::array kLanguages = {Language::zh, Language::en};

bool holds(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

// The text of a canvas as one line, blanks left out, so that where a sentence was broken does not matter.
std::string squeezed(std::string_view text) {
  std::string all;
  for (const char letter : text) {
    if (letter != ' ' && letter != '\n') all += letter;
  }
  return all;
}

// A wide character has its second half, and nothing else has one.
bool is_whole(const Canvas& canvas) {
  for (int line = 0; line < canvas.lines(); ++line) {
    bool is_expected = false;
    for (int column = 0; column < canvas.columns(); ++column) {
      const char32_t character = canvas.at(column, line).character;
      if ((character == kContinued) != is_expected) return false;
      is_expected = character != kContinued && character_width(character) == 2;
    }
    if (is_expected) return false;
  }
  return true;
}

int widest_line(const std::string& text) {
  int widest = 0;
  std::size_t begin = 0;
  for (std::size_t end = text.find('\n'); end != std::string::npos; end = text.find('\n', begin)) {
    widest = std::max(widest, text_width(std::string_view(text).substr(begin, end - begin)));
    begin = end + 1;
  }
  return widest;
}

}  // namespace

TEST_CASE("every example tells its verdict and the next step in every window", "[terminal][screen]") {
  for (const std::string& name : example::names()) {
    for (const Language language : kLanguages) {
      for (const Size size : kSizes) {
        INFO(name << (language == Language::zh ? " zh " : " en ") << size.columns << 'x' << size.lines);
        const DeskView view = *example::view(name, language);
        const Canvas canvas = draw(view, size.columns, size.lines);
        const std::string text = canvas.text();
        const Signal signal = view.result ? signal_of(*view.result) : waiting_signal();
        CHECK(is_whole(canvas));
        CHECK(widest_line(text) <= size.columns);
        if (view.result) {
          CHECK(holds(squeezed(text), squeezed(in(language, signal.zh, signal.en))));
          CHECK(holds(squeezed(text), squeezed(next_of(*view.result, language))));
        }
      }
    }
  }
}

TEST_CASE("the big word and the shape are on the screen, on a ground that says the same", "[terminal][screen]") {
  for (const std::string& name : example::names()) {
    for (const Language language : kLanguages) {
      INFO(name << (language == Language::zh ? " zh" : " en"));
      const DeskView view = *example::view(name, language);
      const Signal signal = view.result ? signal_of(*view.result) : waiting_signal();
      const Canvas canvas = draw(view, 80, 24);
      Canvas expected(80, 24);
      const Bitmap word = word_bitmap(in(language, signal.zh, signal.en));
      const int shape_width = static_cast<int>(shape_bitmap(signal.shape)[0].size());
      const int word_width = static_cast<int>(word[0].size());
      CHECK(shape_width + 1 + word_width <= 80);
      const int between = std::min(6, 80 - shape_width - word_width);
      const int begin = (80 - shape_width - between - word_width) / 2;
      // Where the band begins: below the bar, or in the middle when nothing else is shown.
      int line = 1;
      if (!view.result) {
        while (line < 24 && canvas.at(begin, line).character == U' ') ++line;
      }
      expected.stamp(begin, line, shape_bitmap(signal.shape), 1, Canvas::Dots::square, signal.band);
      expected.stamp(begin + shape_width + between, line, word, 1, Canvas::Dots::square, signal.band);
      bool is_same = true;
      for (int row = line; row < line + kBitmapHeight / 2; ++row) {
        for (int column = begin; column < 80; ++column) {
          is_same &= canvas.at(column, row).character == expected.at(column, row).character;
          is_same &= canvas.at(column, row).style == signal.band;
        }
      }
      CHECK(is_same);
    }
  }
}

TEST_CASE("a confirmed presenter makes the verdict an accepted one, and not before", "[terminal][screen]") {
  const Canvas open = draw(*example::view("confirm", Language::en), 80, 24);
  CHECK(holds(open.text(), "CONFIRM"));
  CHECK(holds(open.text(), "press F5"));
  CHECK_FALSE(holds(open.text(), "ACCEPTED"));
  CHECK_FALSE(holds(open.text(), "Go on"));
  CHECK(holds(open.text(), "李建国 (child)"));
  CHECK(holds(open.text(), "2026-12-31"));
  const std::string confirmed = draw(*example::view("confirmed", Language::en), 80, 24).text();
  CHECK(holds(confirmed, "ACCEPTED"));
  CHECK(holds(confirmed, "Go on"));
}

TEST_CASE("everything that matters fits into 80 columns and 24 lines", "[terminal][screen]") {
  const std::string accepted = draw(*example::view("accepted", Language::zh), 80, 24).text();
  for (const char* part : {"王秀英",
                           "女",
                           "1949-12-31",
                           "110****002X",
                           "****7H83",
                           "3F2****9A1B",
                           "职工基本医疗保险  正常参保",
                           "已出示",
                           "未出示",
                           "已过期",
                           "信任列表 3 小时前",
                           "状态列表 66 分钟前",
                           "0K7Q2M5T8V1X4Z3B6D9F",
                           "45 秒",
                           "12370100MB2865527K",
                           "终端 A01",
                           "操作员 0123",
                           "2026-11-26 14:43",
                           "ttyACM0 就绪",
                           "his 待送 0",
                           "通过 212",
                           "F5 已核对",
                           "F8 清除",
                           "F9 重送",
                           "F2 English",
                           "F10 退出"}) {
    INFO(part);
    CHECK(holds(accepted, part));
  }
  CHECK_FALSE(holds(accepted, "11010519491231002X"));
  const std::string troubled = draw(*example::view("troubled", Language::en), 80, 24).text();
  for (const char* part :
       {"ttyACM0 away: plug it in", "demo:ss:1 4 d ago, old: update it", "his waiting 3, oldest 4 min ago",
        "fhir parked 1: HTTP 422", "the status list is old", "The terminal repaired the scanned text", "begun anew"}) {
    INFO(part);
    CHECK(holds(troubled, part));
  }
  const std::string printed = draw(*example::view("identify", Language::en), 80, 24).text();
  for (const char* part : {"3F2****9A1B", "****7H83", "look up the registration", "take payment", "Check the person"}) {
    INFO(part);
    CHECK(holds(printed, part));
  }
  CHECK(holds(draw(*example::view("simulated", Language::zh), 80, 24).text(), "【模拟】"));
  CHECK(holds(draw(*example::view("simulated", Language::en), 80, 24).text(), " SIMULATED "));
}

TEST_CASE("nothing of a person is on the screen without a result", "[terminal][screen]") {
  for (const Size size : kSizes) {
    const std::string text = draw(*example::view("waiting", Language::zh), size.columns, size.lines).text();
    for (const char* part : {"王秀英", "1949", "002X", "0K7Q2M5T8V1X4Z3B6D9F"}) CHECK_FALSE(holds(text, part));
  }
}

TEST_CASE("a window that is too small says so and keeps names to itself", "[terminal][screen]") {
  const std::string text = draw(*example::view("accepted", Language::en), 59, 24).text();
  CHECK(holds(text, "ACCEPTED"));
  CHECK(holds(text, "too small"));
  CHECK_FALSE(holds(text, "王秀英"));
  // Down to nothing, and up to more than any screen has.
  for (int columns = 0; columns < 90; columns += 7) {
    for (int lines = 0; lines < 30; ++lines) {
      for (const Language language : kLanguages)
        CHECK(is_whole(draw(*example::view("troubled", language), columns, lines)));
    }
  }
  CHECK(draw(*example::view("accepted", Language::zh), 700, 300).lines() == 300);
}

TEST_CASE("nobody is told that a scan was verified when it was not", "[terminal][screen]") {
  DeskView view = *example::view("refused", Language::en);
  view.result->marks = {Reason::status_stale, Reason::trust_expiring, Reason::scan_repaired};
  const std::string text = draw(view, 80, 24).text();
  CHECK_FALSE(holds(text, "Verified"));
  CHECK(holds(text, "Update the status list soon"));
}

TEST_CASE("a waiting desk without a scanner asks for one", "[terminal][screen]") {
  DeskView view = *example::view("waiting", Language::en);
  for (ScannerState& scanner : view.scanners) scanner.is_there = false;
  CHECK(holds(draw(view, 80, 24).text(), "There is no scanner"));
}

}  // namespace heyi::terminal
