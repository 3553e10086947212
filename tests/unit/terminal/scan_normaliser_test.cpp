// What is taken off a scanned text, and what never is.
#include "scan/normaliser.hpp"

#include "unit/terminal/scan_setting.hpp"

namespace heyi::terminal {

using Repairs = std::vector<Repair>;

TEST_CASE("what the verifier takes is left as it is", "[terminal][normaliser]") {
  for (const std::string& text : {a_code(), another_code(), digits_code(), std::string("HY1:K8")}) {
    const Normalised normalised = normalise(text);
    CHECK(normalised.text == text);
    CHECK(normalised.repairs.empty());
    CHECK_FALSE(normalised.is_repaired);
  }
}

TEST_CASE("each setting of a scanner is taken off, and told", "[terminal][normaliser]") {
  const auto check = [](const std::string& raw, const Repairs& repairs, bool is_repaired) {
    const Normalised normalised = normalise(raw);
    CHECK(normalised.text == a_code());
    CHECK(normalised.repairs == repairs);
    CHECK(normalised.is_repaired == is_repaired);
  };
  check("]Q1" + a_code(), {Repair::aim_prefix}, false);
  check("]q1" + lower(a_code()), {Repair::aim_prefix, Repair::case_flipped}, true);
  check(a_code() + "\r\n", {Repair::suffix}, false);
  check("\x02" + a_code() + "\x03", {Repair::suffix}, false);
  check("\xef\xbb\xbf" + a_code(), {}, false);
  check(lower(a_code()), {Repair::case_flipped}, true);
  check(wide(a_code()), {Repair::full_width}, true);
  check(wide("]Q1" + lower(a_code())) + "\t",
        {Repair::suffix, Repair::full_width, Repair::aim_prefix, Repair::case_flipped}, true);
}

TEST_CASE("every full-width character becomes its ASCII one, and others stay", "[terminal][normaliser]") {
  std::string all;
  for (char c = '!'; c <= '~'; ++c) all += c;
  CHECK(normalise(wide(all)).text == all);
  CHECK(normalise("\xe3\x80\x80x").text == " x");
  // U+FF5F, U+FF00, U+3001 and a character that is cut off are none.
  for (const std::string other : {"\xef\xbd\x9f", "\xef\xbc\x80", "\xe3\x80\x81", "\xef\xbc", "中"}) {
    CHECK(normalise(other).text == other);
  }
}

TEST_CASE("spaces are never touched, and what is no Heyi code keeps its case", "[terminal][normaliser]") {
  for (const std::string text :
       {"  two  words ", "https://example.org/Aa", " HY1:ABC ", "]", "]Q", "]Q1", "]11x", ""}) {
    CHECK(normalise(text).text == text);
  }
  CHECK(normalise("hy1:a  b ").text == "HY1:A  B ");
  const std::string index(64, 'a');
  CHECK(normalise(index + ":1\r").text == index + ":1");
  const std::string insurance = "opc" + std::string(25, '4');
  CHECK(normalise("]Q1" + insurance).text == insurance);
}

}  // namespace heyi::terminal
