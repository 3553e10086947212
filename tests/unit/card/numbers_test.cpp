// Check characters and shapes: GB 11643 (MOD 11-2), GB 32100 (MOD 31), GB/T 2260.
#include "card/numbers.hpp"

#include <heyi/time.hpp>
#include <string>

#include "support/catch.hpp"

using namespace heyi;

TEST_CASE("citizen numbers have their check character", "[card]") {
  // The two examples printed in GB 11643-1999.
  CHECK(is_document_number(1, "11010519491231002X"));
  CHECK(is_document_number(1, "440524188001010014"));
  const std::string good = "11010519491231002X";
  for (const char check : std::string("0123456789")) {
    CHECK_FALSE(is_document_number(1, good.substr(0, 17) + check));
  }
}

TEST_CASE("citizen numbers with any one digit changed are refused", "[card]") {
  const std::string valid = "11010519491231002X";
  for (std::size_t at = 0; at < 17; ++at) {
    for (char digit = '0'; digit <= '9'; ++digit) {
      std::string changed = valid;
      changed[at] = digit;
      CHECK(is_document_number(1, changed) == (changed == valid));
    }
  }
}

TEST_CASE("citizen numbers are 17 digits and a digit or a capital X", "[card]") {
  for (const char* bad : {"", "1", "11010519491231002", "11010519491231002x", "11010519491231002X0",
                          "1101051949123100 X", "A1010519491231002X", "110105491231002"}) {
    CHECK_FALSE(is_document_number(1, bad));
  }
}

TEST_CASE("citizen numbers hold a province and a day that exist", "[card]") {
  // Check characters are right; 10 is no province, 30 February no day.
  CHECK_FALSE(is_document_number(1, "100105194912310028"));
  CHECK_FALSE(is_document_number(1, "110105194902300020"));
}

TEST_CASE("residence permits of Hong Kong, Macao and Taiwan begin with their area", "[card]") {
  CHECK(is_document_number(2, "810000198001010014"));
  CHECK_FALSE(is_document_number(3, "810000198001010014"));
  CHECK(is_document_number(3, "830000198001010018"));
  CHECK_FALSE(is_document_number(2, "830000198001010018"));
  CHECK_FALSE(is_document_number(2, "11010519491231002X"));
}

TEST_CASE("foreign permanent residents' numbers come in two shapes", "[card]") {
  CHECK(is_document_number(4, "CAN110080010101"));
  CHECK_FALSE(is_document_number(4, "CAN11008001010"));
  CHECK_FALSE(is_document_number(4, "CANA10080010101"));
  CHECK_FALSE(is_document_number(4, "11010519491231002X"));
}

TEST_CASE("other documents are 5 to 20 capital letters and digits", "[card]") {
  CHECK(is_document_number(5, "E1234"));
  CHECK(is_document_number(5, "ABCDEFGHIJ0123456789"));
  for (const char* bad : {"", "E123", "ABCDEFGHIJ0123456789A", "e12345", "E 1234", "E-1234"}) {
    CHECK_FALSE(is_document_number(5, bad));
  }
  CHECK_FALSE(is_document_number(5, std::string("E1234\0", 6)));
}

TEST_CASE("a citizen number tells birth date and sex", "[card]") {
  const auto says = birth_and_sex(1, "11010519491231002X");
  REQUIRE(says);
  CHECK(format_date(says->birth_date) == "1949-12-31");
  CHECK(says->sex == 2);
  CHECK(birth_and_sex(1, "370102199003071238")->sex == 1);
}

TEST_CASE("documents whose digits say something else tell nothing", "[card]") {
  CHECK_FALSE(birth_and_sex(4, "CAN110080010101"));
  CHECK_FALSE(birth_and_sex(5, "E12345678"));
  CHECK_FALSE(birth_and_sex(1, "110105194912310021"));
  CHECK_FALSE(birth_and_sex(0, "11010519491231002X"));
}

TEST_CASE("organisation codes have their check character", "[card]") {
  // Codes of public institutions, as they publish them.
  CHECK(is_organisation("91350100M000100Y43"));
  CHECK(is_organisation("12370100MB1234567U"));
  const std::string good = "91350100M000100Y43";
  for (const char check : std::string("012456789ABCDEFGHJKLMNPQRTUWXY")) {
    CHECK_FALSE(is_organisation(good.substr(0, 17) + check));
  }
}

TEST_CASE("organisation codes with any one character changed are refused", "[card]") {
  const std::string good = "12370100MB1234567U";
  for (std::size_t at = 0; at < good.size(); ++at) {
    for (const char other : std::string("0123456789ABCDEFGHJKLMNPQRTUWXY")) {
      std::string changed = good;
      changed[at] = other;
      CHECK(is_organisation(changed) == (changed == good));
    }
  }
}

TEST_CASE("organisation codes have 18 characters without I O S V Z", "[card]") {
  for (const char* bad : {"", "12370100MB1234567", "12370100MB1234567UU", "12370100mb1234567u", "1237010OMB1234567U",
                          "I2370100MB1234567U"}) {
    CHECK_FALSE(is_organisation(bad));
  }
}

TEST_CASE("areas are six digits under a province", "[card]") {
  for (const char* good : {"370100", "110000", "710000", "820000", "659001"}) CHECK(is_area(good));
  for (const char* bad : {"", "37010", "3701000", "000000", "160000", "990000", "37 100", "37010a"}) {
    CHECK_FALSE(is_area(bad));
  }
}
