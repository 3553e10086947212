// Where one scan ends and the next begins, with a clock that the test turns.
#include "scan/assembler.hpp"

#include "scan/pieces.hpp"
#include "unit/terminal/scan_setting.hpp"

namespace heyi::terminal {

using Texts = std::vector<std::string>;
using Serial = Line<Assembler>;

TEST_CASE("each terminator ends a scan at once", "[terminal][assembler]") {
  for (const std::string end : {"\r", "\n", "\r\n", "\t", "\x03"}) {
    Serial line;
    line.send(a_code() + end);
    CHECK(line.texts() == Texts{a_code()});
    CHECK(std::get<Scan>(line.events.at(0)).repairs.empty());
    line.send("\x02" + another_code() + end + end);
    CHECK(line.texts() == Texts{a_code(), another_code()});
    line.wait(10000);
    CHECK(line.events.size() == 2);
  }
}

TEST_CASE("without a suffix a whole scan is given out after a silence", "[terminal][assembler]") {
  const std::string index = std::string(64, 'A') + ":0";
  for (const std::string& text :
       {a_code(), another_code(), digits_code(), index, lower(a_code()), wide(another_code())}) {
    Serial line;
    line.send(text);
    line.wait(299);
    CHECK(line.events.empty());
    line.wait(1);
    CHECK(line.events.size() == 1);
    line.send("\r");
    line.wait(5000);
    CHECK(line.events.size() == 1);
  }
}

TEST_CASE("a scan is never cut at a pause inside it", "[terminal][assembler]") {
  for (const std::string& text : {a_code(), digits_code()}) {
    for (std::size_t at = 1; at < text.size(); at += 7) {
      Serial line;
      line.send(std::string_view(text).substr(0, at));
      line.wait(2999);
      CHECK(line.events.empty());
      line.send(std::string_view(text).substr(at));
      line.wait(300);
      CHECK(line.texts() == Texts{text});
    }
  }
}

TEST_CASE("what stays damaged is handed over, so that somebody scans again", "[terminal][assembler]") {
  Serial line;
  const std::string half = a_code().substr(0, 100);
  line.send(half);
  line.wait(2999);
  CHECK(line.events.empty());
  line.wait(1);
  CHECK(line.texts() == Texts{half});
  line.send(a_code());
  line.wait(300);
  CHECK(line.texts() == Texts{half, a_code()});
}

TEST_CASE("time in which nobody listened is no silence", "[terminal][assembler]") {
  Serial line;
  line.send(a_code().substr(0, 100));
  line.now += std::chrono::seconds(8);
  line.reader.was_away(line.now);
  line.send(a_code().substr(100) + "\r");
  CHECK(line.texts() == Texts{a_code()});
}

TEST_CASE("scans that ran into each other are split", "[terminal][assembler]") {
  const Texts three = {a_code(), digits_code(), another_code()};
  for (const std::string end : {"", "\r"}) {
    Serial line;
    line.send(three[0] + three[1] + three[2] + end);
    line.wait(300);
    CHECK(line.texts() == three);
    line.send("]Q1" + three[0] + "]Q1" + three[2] + end);
    line.wait(300);
    CHECK(line.texts() == Texts{three[0], three[1], three[2], three[0], three[2]});
    line.wait(10000);
    CHECK(line.events.size() == 5);
  }
}

TEST_CASE("a whole scan does not wait for the damaged one behind it", "[terminal][assembler]") {
  Serial line;
  const std::string half = another_code().substr(0, 60);
  line.send(a_code() + half);
  line.wait(300);
  CHECK(line.texts() == Texts{a_code()});
  line.wait(600);
  line.send(another_code().substr(60));
  line.wait(300);
  CHECK(line.texts() == Texts{a_code(), another_code()});
}

TEST_CASE("a damaged scan does not spoil the next one", "[terminal][assembler]") {
  const std::string half = another_code().substr(0, 60);
  for (const std::string end : {"", "\r"}) {
    Serial line;
    line.send(half + a_code() + end);
    line.wait(300);
    CHECK(line.texts() == Texts{half, a_code()});
    // Noise, or the end of a scan whose beginning was lost.
    line.send(half.substr(20) + "\xff\x01" + digits_code() + end);
    line.wait(300);
    CHECK(line.texts() == Texts{half, a_code(), digits_code()});
  }
  Serial line;
  line.send(a_code() + "AB1\r");
  CHECK(line.texts() == Texts{a_code() + "AB1"});
}

TEST_CASE("a beginning is never whole, whatever occurs inside it", "[terminal][assembler]") {
  CHECK(is_whole(a_code()));
  CHECK(is_whole(digits_code()));
  for (const std::string& text : {a_code(), digits_code()}) {
    for (std::size_t size = 0; size < text.size(); ++size) {
      const std::string beginning = text.substr(0, size);
      CHECK_FALSE(is_whole(beginning));
      CHECK(split(beginning).scans.empty());
    }
  }
  // One octet that is complete CBOR is no token.
  CHECK_FALSE(is_whole("9701023"));
}

TEST_CASE("what has no end takes a bounded place, and the next scan is read", "[terminal][assembler]") {
  for (const std::string flood : {"x", "9701", "HY1:", "]Q1", "HY1:50"}) {
    Serial line;
    std::string block;
    while (block.size() < 4096) block += flood;
    for (int i = 0; i < 200; ++i) line.send(block);
    REQUIRE(line.events.size() == 1);
    CHECK(line.texts()[0].size() <= Assembler::kMaxBuffered);
    Serial other = line;
    line.send("\r" + a_code() + "\r");
    CHECK(line.texts().size() == 2);
    CHECK(line.texts().back() == a_code());
    other.wait(300);
    other.send(a_code() + "\r");
    CHECK(other.texts() == line.texts());
  }
}

TEST_CASE("however octets are handed over, the scans are the same", "[terminal][assembler]") {
  const std::string all = "noise" + a_code() + "\r\n" + another_code() + digits_code() + "\t" + a_code();
  for (const std::size_t step : {1U, 2U, 3U, 100U, 1000U}) {
    Serial line;
    for (std::size_t i = 0; i < all.size(); i += step) line.send(std::string_view(all).substr(i, step));
    line.wait(300);
    CHECK(line.texts() == Texts{a_code(), another_code(), digits_code(), a_code()});
  }
}

}  // namespace heyi::terminal
