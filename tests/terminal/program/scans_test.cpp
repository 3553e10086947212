// Scans as scanners send them, from the line to the verdict, by the real program.
#include <algorithm>

#include "desk_at_work.hpp"

using heyi::test::DeskAtWork;

namespace {

std::string flipped(std::string text) {
  for (char& c : text) {
    if (c >= 'A' && c <= 'Z') {
      c = static_cast<char>(c - 'A' + 'a');
    } else if (c >= 'a' && c <= 'z') {
      c = static_cast<char>(c - 'a' + 'A');
    }
  }
  return text;
}

// As an input method for Chinese sends it: U+FF01 and on for `!` and on, U+3000 for a space.
std::string full_width(std::string_view text) {
  std::string wide;
  for (const char c : text) {
    const unsigned code = c == ' ' ? 0x3000U : 0xff01U + static_cast<unsigned>(c - '!');
    wide += static_cast<char>(0xe0 | code >> 12);
    wide += static_cast<char>(0x80 | (code >> 6 & 0x3f));
    wide += static_cast<char>(0x80 | (code & 0x3f));
  }
  return wide;
}

std::string in_digits(const std::string& text) {
  return heyi::encode_text(*heyi::decode_text(text), heyi::Spelling::digits);
}

void pause(int milliseconds) { std::this_thread::sleep_for(std::chrono::milliseconds(milliseconds)); }

}  // namespace

TEST_CASE("A scanner at 9,600 baud: whole, split, merged, flipped, garbage", "[terminal]") {
  DeskAtWork desk(9600);
  const std::string one = desk.city.code("pensioner"), other = desk.city.code("employee");
  CHECK(desk.scan(one + "\r") == "accept ok");
  CHECK(desk.scan(in_digits(other) + "\r\n") == "accept ok");

  const std::string split = desk.city.code("pensioner");
  desk.scanner.send(split.substr(0, split.size() / 2));
  pause(1200);
  CHECK(desk.scan(split.substr(split.size() / 2) + "\n") == "accept ok");

  desk.scanner.send(desk.city.code("employee") + desk.city.code("forged") + "\r");
  CHECK(desk.judged() == "accept ok");
  CHECK(desk.judged() == "reject cose.signature_invalid");

  CHECK(desk.scan(flipped(desk.city.code("employee")) + "\r") == "accept ok repaired");
  CHECK(desk.scan("\x01\x7f not a code \xff\xfe\r") == "reject text.unknown_prefix");
  CHECK(desk.scan(desk.city.code("pensioner")) == "accept ok");
  desk.ends_well(8);
}

TEST_CASE("A scanner at 115,200 baud: every way in which one ends a scan, or begins it", "[terminal]") {
  DeskAtWork desk(115'200);
  const auto code = [&] { return desk.city.code("pensioner"); };
  for (const char* suffix : {"\r", "\n", "\r\n", "\t", "", "\x03"}) {
    INFO("suffix of " << std::string_view(suffix).size());
    CHECK(desk.scan(code() + suffix) == "accept ok");
  }
  CHECK(desk.scan("\x02" + code() + "\x03") == "accept ok");
  CHECK(desk.scan("]Q1" + code() + "\r") == "accept ok");
  CHECK(desk.scan("]Q1" + in_digits(code()) + "\r") == "accept ok");
  CHECK(desk.scan(flipped(code()) + "\r") == "accept ok repaired");
  CHECK(desk.scan("]q1" + flipped(code())) == "accept ok repaired");
  CHECK(desk.scan(full_width(code()) + "\r") == "accept ok repaired");
  CHECK(desk.scan(full_width("]Q1" + code())) == "accept ok repaired");
  desk.ends_well(13);
}

TEST_CASE("Scans in pieces and in one, with a pause inside or none between", "[terminal]") {
  DeskAtWork desk(115'200);
  const auto code = [&] { return desk.city.code("pensioner"); };
  for (const int milliseconds : {250, 1200}) {
    const std::string text = code();
    desk.scanner.send(text.substr(0, text.size() / 2));
    pause(milliseconds);
    CHECK(desk.scan(text.substr(text.size() / 2)) == "accept ok");
  }
  desk.scanner.send(code() + code() + "]Q1" + code());
  for (int i = 0; i < 3; ++i) CHECK(desk.judged() == "accept ok");
  // Half a code that is followed by another one is for the holder to show again; the other one counts.
  const std::string half = code();
  desk.scanner.send(half.substr(0, half.size() / 2) + code() + "\r");
  CHECK(desk.judged().starts_with("retry_scan "));
  CHECK(desk.judged() == "accept ok");
  desk.ends_well(7);
}

TEST_CASE("What each kind of code comes to", "[terminal]") {
  DeskAtWork desk(115'200);
  const std::string first = desk.city.code("pensioner");
  CHECK(desk.scan(first + "\r") == "accept ok");
  const std::string visit = desk.visit;
  CHECK(visit.size() == 20);
  CHECK(desk.scan(first + "\r") == "accept ok.repeat");
  CHECK(desk.visit == visit);
  CHECK(desk.scan(desk.city.code("forged") + "\r") == "reject cose.signature_invalid");
  CHECK(desk.visit.empty());
  CHECK(desk.scan(desk.city.code("expired") + "\r") == "reject time.expired");
  CHECK(desk.scan(desk.city.code("revoked") + "\r") == "reject status.revoked");
  CHECK(desk.scan(desk.city.code("kiosk") + "\r") == "reject scope.wrong_audience");
  CHECK(desk.scan(desk.city.code("old_data") + "\r") == "accept status.stale");
  CHECK(desk.scan(desk.city.code("printed") + "\r") == "reject ok.identified");
  CHECK(desk.visit.empty());
  CHECK(desk.scan(desk.city.code("incumbent") + "\r") == "reject text.needs_online");
  CHECK(desk.scan(desk.city.code("mother_with_child") + "\r") == "confirm ok");
  CHECK(desk.visit.size() == 20);
  CHECK(desk.scan(desk.city.code_made("employee", heyi::station::clock_now() - heyi::Seconds{300}) + "\r") ==
        "reject time.proof_stale");
  desk.ends_well(11);
}

TEST_CASE("Three hundred scans without a pause: none is lost, and each keeps its place", "[terminal]") {
  DeskAtWork desk(115'200);
  std::vector<std::string> wanted;
  std::string all;
  for (int i = 0; i < 300; ++i) {
    constexpr const char* kWho[] = {"pensioner", "employee", "forged"};
    constexpr const char* kSuffix[] = {"\r", "\r\n", "\n", "\t"};
    wanted.emplace_back(i % 3 == 2 ? "reject cose.signature_invalid" : "accept ok");
    all += desk.city.code(kWho[i % 3]) + kSuffix[i % 4];
  }
  std::vector<std::string> got;
  std::thread sender([&] { desk.scanner.burst(all); });
  for (std::size_t i = 0; i < wanted.size(); ++i) got.push_back(desk.judged());
  sender.join();
  CHECK(got == wanted);
  desk.ends_well(300);
}
