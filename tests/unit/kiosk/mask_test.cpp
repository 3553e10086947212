// What the screen shows of a person.
#include "agent/mask.hpp"

#include "support/catch.hpp"

namespace heyi::kiosk {

TEST_CASE("of a name the first and the last character are shown", "[kiosk][mask]") {
  CHECK(mask_name("王秀英") == "王*英");
  CHECK(mask_name("李雷") == "李*");
  CHECK(mask_name("丁") == "*");
  CHECK(mask_name("") == "");
  CHECK(mask_name("阿依古丽·买买提") == "阿*提");
  CHECK(mask_name("\xf0\xa0\xae\xb7野家") == "\xf0\xa0\xae\xb7*家");  // U+20BB7, beyond the basic plane.
  CHECK(mask_name("\xf0\xa0\xae\xb7") == "*");
  CHECK(mask_name("Anna Maria") == "A*a");
  CHECK(mask_name("\x80\x80") == "*");  // No UTF-8: nothing is read beyond the end.
}

TEST_CASE("of a number the last four characters are shown, of a short one none", "[kiosk][mask]") {
  CHECK(mask_number("370100A52K17") == "2K17");
  CHECK(mask_number("12345678") == "5678");
  CHECK(mask_number("1234567") == "");
  CHECK(mask_number("") == "");
}

}  // namespace heyi::kiosk
