// Names as people have them, and as somebody might make them up.
#include <string>

#include "screen/characters.hpp"
#include "screen/layout.hpp"
#include "screen/words.hpp"
#include "support/catch.hpp"
#include "support/desk_views.hpp"

namespace heyi::terminal {
namespace {

std::string repeated(std::string_view part, int times) {
  std::string text;
  while (times-- > 0) text += part;
  return text;
}

std::string screen_of(const std::string& holder, const std::string& presenter, int columns = 80, int lines = 24) {
  DeskView view = *example::view("confirm", Language::zh);
  view.result->visit->identity->name = holder;
  view.result->visit->presenter->name = presenter;
  return draw(view, columns, lines).text();
}

int count(const std::string& text, std::string_view part) {
  int times = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + part.size())) ++times;
  return times;
}

}  // namespace

TEST_CASE("two names of fifty characters are shown in full", "[terminal][screen]") {
  for (const auto& [columns, lines] : {std::pair(80, 24), std::pair(120, 40), std::pair(200, 60)}) {
    const std::string text = screen_of(repeated("古", 50), repeated("丽", 50), columns, lines);
    CHECK(count(text, "古") == 50);
    CHECK(count(text, "丽") == 50);
  }
  // Also where the rest of the screen has much to say.
  for (const Language language : {Language::zh, Language::en}) {
    DeskView view = *example::view("troubled", language);
    view.result = example::with_presenter(false);
    view.result->marks = {Reason::status_stale, Reason::scan_repaired, Reason::trust_expiring};
    view.warnings = {"state.begun_anew", "time.clock_suspect", "replay.degraded"};
    view.result->visit->identity->name = repeated("古", 50);
    view.result->visit->presenter->name = repeated("丽", 50);
    for (const auto& [columns, lines] : {std::pair(80, 24), std::pair(80, 30), std::pair(80, 36), std::pair(80, 60)}) {
      const std::string text = draw(view, columns, lines).text();
      INFO(text);
      CHECK(count(text, "古") == 50);
      CHECK(count(text, "丽") == 50);
    }
    // A name that is cut says so.
    const std::string small = draw(view, 60, 18).text();
    CHECK((count(small, "古") == 50 || small.find("古…") != std::string::npos));
    CHECK((language == Language::zh || count(small, "古") < 50));
  }
  const std::string text = screen_of("阿依古丽·买买提·Abdurahman Muhammad-Tursun the Elder", "李");
  for (const char* part : {"阿依古丽·买买提·Abdurahman", "Muhammad-Tursun", "the Elder"}) {
    CHECK(text.find(part) != std::string::npos);
  }
}

TEST_CASE("characters beyond the basic plane are wide and stay whole", "[terminal][screen]") {
  CHECK(character_width(U'\U00020BB7') == 2);
  CHECK(character_width(U'\U0003106C') == 2);
  CHECK(screen_of("𠮷野家", "李").find("𠮷野家") != std::string::npos);
  CHECK(count(screen_of(repeated("𠮷", 50), "李"), "𠮷") == 50);
}

TEST_CASE("what shows nothing, joins or turns other characters is shown as a replacement", "[terminal][screen]") {
  struct Row {
    const char *text, *shown;
  };
  for (const Row& row :
       {Row{"王\u202e秀\u202c英", "王�秀�英"}, Row{"a\u0301\u0302b", "a��b"}, Row{"王\u200b英", "王�英"},
        Row{"\x1b[31m红", "�[31m红"}, Row{"a\r\nb\tc\x7f", "a��b�c�"}, Row{"\xc2\x9b", "�"}, Row{"\xff\xfe", "��"},
        Row{"\xed\xa0\x80", "���"}, Row{"\xc0\xaf", "��"}, Row{"\xf0\x9f", "��"}, Row{"\ufeffX", "�X"},
        Row{"\u2066a\u2069", "�a�"}, Row{"\u3164", "�"}, Row{"\U000e0041", "�"}}) {
    INFO(row.text);
    std::string shown;
    for (const char32_t character : readable(row.text)) append_utf8(shown, character);
    CHECK(shown == row.shown);
  }
  const std::string hostile = screen_of(
      "\x1b]0;owned\x07\u202e\x9b"
      "2J",
      "\x1b[2J");
  for (const char letter : hostile) CHECK((letter == '\n' || static_cast<unsigned char>(letter) >= 0x20));
  CHECK(hostile.find("\u202e") == std::string::npos);
}

TEST_CASE("hostile texts from scanners, lists and hospital systems stay in their place", "[terminal][screen]") {
  DeskView view = *example::view("troubled", Language::en);
  const std::string hostile = repeated("\x1b[H\u202e宽", 300);
  view.scanners[0].source = view.scanners[0].trouble = hostile;
  view.lists[0].name = view.lists[1].need = hostile;
  view.destinations[0].name = view.destinations[1].trouble = hostile;
  view.warnings = {hostile, hostile, "time.clock_suspect"};
  view.site = {hostile, hostile, hostile};
  const std::string text = draw(view, 80, 24).text();
  CHECK(text.find('\x1b') == std::string::npos);
  CHECK(text.find("ACCEPTED") != std::string::npos);
  CHECK(text.find("王秀英") != std::string::npos);
  CHECK(text.find("F8 wipe (45 s)") != std::string::npos);
  CHECK(text.find("2026-11-26 14:43") != std::string::npos);
}

TEST_CASE("of a number the ends are shown, of a short one less", "[terminal][screen]") {
  CHECK(masked_number("11010519491231002X") == "110****002X");
  CHECK(masked_number("123456789012") == "123****9012");
  CHECK(masked_number("A52K17H83") == "****7H83");
  CHECK(masked_number("12345678") == "****5678");
  CHECK(masked_number("1234567") == "****");
  CHECK(masked_number("") == "****");
}

TEST_CASE("texts break where a reader would break them", "[terminal][screen]") {
  CHECK(wrapped("Do not accept it", 10) == std::vector<std::string>{"Do not", "accept it"});
  CHECK(wrapped("请核对身份证件", 6) == std::vector<std::string>{"请核对", "身份证", "件"});
  CHECK(wrapped("不予受理，请核实", 8) == std::vector<std::string>{"不予受", "理，请核", "实"});
  CHECK(wrapped("abcdefgh", 3) == std::vector<std::string>{"abc", "def", "gh"});
  CHECK(wrapped("", 10).empty());
  CHECK(wrapped("宽", 0) == std::vector<std::string>{"宽"});  // A column too few, rather than no end.
}

TEST_CASE("a canvas never holds half of a wide character", "[terminal][screen]") {
  Canvas canvas(6, 1);
  canvas.put(0, 0, "中文字", Style::plain);
  CHECK(canvas.text() == "中文字\n");
  canvas.put(1, 0, "x", Style::plain, 1);
  CHECK(canvas.text() == " x文字\n");
  canvas.put(3, 0, "国", Style::plain, 2);
  CHECK(canvas.text() == " x 国\n");
  canvas.put(0, 0, "中文字多", Style::plain);
  CHECK(canvas.text() == "中文…\n");
  canvas.put(5, 0, "宽", Style::plain);
  CHECK(canvas.text() == "中文……\n");
  canvas.put(-1, 0, "宽", Style::plain);
  canvas.put(0, 7, "宽", Style::plain);
}

TEST_CASE("ages are told in the largest unit that does not mislead", "[terminal][screen]") {
  CHECK(ago_words(Seconds(-5), Language::en) == "0 s ago");
  CHECK(ago_words(Seconds(119), Language::en) == "119 s ago");
  CHECK(ago_words(Seconds(120), Language::zh) == "2 分钟前");
  CHECK(ago_words(Seconds(7199), Language::en) == "119 min ago");
  CHECK(ago_words(Seconds(3 * 3600), Language::zh) == "3 小时前");
  CHECK(ago_words(Seconds(47 * 3600), Language::en) == "47 h ago");
  CHECK(ago_words(Seconds(49 * 3600), Language::en) == "2 d ago");
}

}  // namespace heyi::terminal
