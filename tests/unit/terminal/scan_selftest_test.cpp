// What the scanner test says of each wrong setting, and its conversation at a pseudo-terminal.
#include "scan/selftest.hpp"

#include <heyi/qr.hpp>

#include <algorithm>
#include <mutex>
#include <set>
#include <sstream>
#include <thread>

#include "scan/layouts.hpp"
#include "unit/terminal/pseudo_terminal.hpp"
#include "unit/terminal/scan_setting.hpp"

namespace heyi::terminal {
namespace {

using Symptoms = std::vector<Symptom>;

struct Said {
  Symptoms symptoms;
  std::vector<std::string> details;
};

Said said(std::string_view expected, const std::vector<Arrival>& arrivals) {
  Said all;
  for (const Finding& finding : diagnose(expected, arrivals)) {
    all.symptoms.push_back(finding.symptom);
    all.details.push_back(finding.detail);
  }
  return all;
}

Symptoms symptoms(std::string_view expected, const std::string& octets) { return said(expected, {{octets}}).symptoms; }

const std::string& symbols() {
  static const std::string text = selftest_codes()[0].text;
  return text;
}

/// Spoken is what a conversation in another thread has said so far.
class Spoken final : public std::streambuf {
 public:
  std::size_t count(const std::string& words) {
    const std::lock_guard lock(mutex_);
    std::size_t found = 0;
    for (std::size_t at = 0; (at = text_.find(words, at)) != std::string::npos; ++at) ++found;
    return found;
  }
  bool wait_for(const std::string& words, std::size_t times) {
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(30);
    while (count(words) < times) {
      if (std::chrono::steady_clock::now() > deadline) return false;
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    return true;
  }

 protected:
  int_type overflow(int_type c) override {
    const std::lock_guard lock(mutex_);
    text_ += static_cast<char>(c);
    return c;
  }
  std::streamsize xsputn(const char* text, std::streamsize size) override {
    const std::lock_guard lock(mutex_);
    text_.append(text, static_cast<std::size_t>(size));
    return size;
  }

 private:
  std::mutex mutex_;
  std::string text_;
};

std::string replaced(std::string text, char from, const std::string& to) {
  for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size()) text.replace(at, 1, to);
  return text;
}

}  // namespace

TEST_CASE("the test codes hold every character, and none is a Heyi code", "[terminal][selftest]") {
  const std::vector<TestCode> codes = selftest_codes();
  REQUIRE(codes.size() == 3);
  for (const TestCode& code : codes) {
    CHECK_FALSE(looks_like_heyi(code.text));
    CHECK_FALSE(is_incumbent(code.text));
    CHECK(decode_text(code.text).error().reason == Reason::text_unknown_prefix);
  }
  for (const char c : std::string("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:")) {
    CHECK(symbols().find(c) != std::string::npos);
  }
  for (char c = '0'; c <= '9'; ++c) CHECK(codes[1].text.find(c) != std::string::npos);
  CHECK(encode_qr(codes[2].text)->size_modules == 101);
  const std::string page = *selftest_page();
  CHECK(page.find("http") == page.find("http://www.w3.org/2000/svg"));
}

TEST_CASE("a scanner that is set well passes, and its suffix is told", "[terminal][selftest]") {
  for (const TestCode& code : selftest_codes()) {
    const Said all = said(code.text, {{code.text + "\r"}});
    CHECK(all.symptoms == Symptoms{Symptom::good, Symptom::suffix});
    CHECK(all.details[1] == "CR");
    CHECK(said(code.text, {{code.text + "\r\n"}}).details[1] == "CR LF");
    CHECK(said(code.text, {{code.text + "\t"}}).details[1] == "TAB");
    CHECK(symptoms(code.text, code.text) == Symptoms{Symptom::good, Symptom::no_suffix});
  }
}

TEST_CASE("each wrong setting is named", "[terminal][selftest]") {
  const auto check = [](const std::string& octets, Symptoms expected) {
    expected.push_back(Symptom::suffix);
    Symptoms got = symptoms(symbols(), octets + "\r");
    std::sort(got.begin(), got.end());
    std::sort(expected.begin(), expected.end());
    CHECK(got == expected);
  };
  check(lower(symbols()), {Symptom::good, Symptom::caps_lock});
  check(as_typed(Layout::french, symbols()), {Symptom::french_layout});
  check(as_typed(Layout::german, symbols()), {Symptom::german_layout});
  check(wide(symbols()), {Symptom::good, Symptom::full_width});
  check("]Q1" + symbols(), {Symptom::good, Symptom::aim_prefix});
  check("$A&" + as_typed(Layout::french, symbols()), {Symptom::aim_prefix, Symptom::french_layout});
  check(wide("]q1" + lower(symbols())), {Symptom::good, Symptom::full_width, Symptom::aim_prefix, Symptom::caps_lock});
  check(symbols().substr(1, symbols().size() - 2), {Symptom::good, Symptom::spaces_trimmed});
  check(replaced(symbols(), ' ', ""), {Symptom::spaces_lost});
  check(replaced(replaced(symbols(), '$', ""), '%', ""), {Symptom::symbols_lost});
  check(replaced(symbols(), '-', "/"), {Symptom::symbols_changed});
  check(symbols().substr(0, 20), {Symptom::cut_end});
  check(symbols().substr(9), {Symptom::cut_begin});
  check(symbols().substr(0, 3) + symbols().substr(5), {Symptom::octets_lost});
  check("https://example.org/", {Symptom::unknown});
  check("", {Symptom::unknown});
}

TEST_CASE("which characters, and how much, is told", "[terminal][selftest]") {
  CHECK(said(symbols(), {{replaced(replaced(symbols(), '$', ""), '%', "") + "\r"}}).details.back() == "$ %");
  CHECK(said(symbols(), {{replaced(replaced(symbols(), '-', "/"), ':', "\x1b") + "\r"}}).details.back() == "-→/ :→?");
  const std::string text = selftest_codes()[2].text;
  CHECK(said(text, {{text.substr(0, 255) + "\r"}}).details.back() == "255/1035");
  const Said paused = said(text, {{text.substr(0, 500)}, {text.substr(500) + "\r", std::chrono::milliseconds(700)}});
  CHECK(paused.symptoms == Symptoms{Symptom::good, Symptom::pauses, Symptom::suffix});
  CHECK(paused.details[1] == "700 ms");
}

TEST_CASE("French and German layouts are told on the long code too", "[terminal][selftest]") {
  const std::string text = selftest_codes()[2].text;
  CHECK(symptoms(text, as_typed(Layout::french, text)).back() == Symptom::french_layout);
  // A dead key waits for the next one: an accent on a vowel, or a space that is gone.
  std::string german = replaced(as_typed(Layout::german, text), '`', "");
  CHECK(symptoms(text, german).back() == Symptom::german_layout);
}

TEST_CASE("every symptom has its words in both languages", "[terminal][selftest]") {
  std::set<std::string> sentences;
  for (int i = 0; i <= static_cast<int>(Symptom::unknown); ++i) {
    const Finding finding{static_cast<Symptom>(i), false, {}};
    sentences.insert(finding.sentence(Language::zh));
    sentences.insert(finding.sentence(Language::en));
    CHECK(finding.advice(Language::zh).empty() == finding.advice(Language::en).empty());
  }
  CHECK(sentences.size() == 2 * (static_cast<std::size_t>(Symptom::unknown) + 1));
}

TEST_CASE("the conversation goes on until every code was read correctly", "[terminal][selftest]") {
  const PseudoTerminal pty;
  Spoken spoken;
  std::ostream out(&spoken);
  bool is_all = false;
  std::thread conversation([&] { is_all = run_selftest(pty.port(), out, Language::en); });
  const std::vector<TestCode> codes = selftest_codes();
  std::size_t asked = 0;
  // What comes before the next question belongs to the same scan.
  for (const std::string& text :
       {as_typed(Layout::german, codes[0].text), lower(codes[0].text), codes[1].text, codes[2].text}) {
    CHECK(spoken.wait_for("Scan the codes", ++asked));
    write_all(pty.scanner(), text + "\r");
  }
  CHECK(spoken.wait_for("All three codes were read", 1));
  write_all(pty.scanner(), "\x04");
  conversation.join();
  CHECK(is_all);
  CHECK(spoken.count("QWERTZ") == 1);
  CHECK(spoken.count("Caps Lock is on") == 1);
}

TEST_CASE("the conversation ends with the input", "[terminal][selftest]") {
  int ends[2];
  REQUIRE(::pipe(ends) == 0);
  write_all(ends[1], selftest_codes()[0].text);
  ::close(ends[1]);
  std::ostringstream out;
  CHECK_FALSE(run_selftest(ends[0], out, Language::zh));
  CHECK(out.str().find("读取正确") != std::string::npos);
  CHECK(out.str().find("尚未全部读取正确") != std::string::npos);
  ::close(ends[0]);
}

}  // namespace heyi::terminal
