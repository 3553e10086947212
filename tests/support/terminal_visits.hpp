// Visits for tests of the messages: from one that shows nothing to one that shows all there can be.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "desk/visit.hpp"

namespace heyi::test {

using NamedVisit = std::pair<std::string, terminal::Visit>;

inline terminal::Visit least_visit() {
  terminal::Visit visit;
  visit.id = "0A1B2C3D4E5F6G7H8J9K";
  visit.at = from_unix(1795676405);
  visit.site = {"12370100495570303Y", "REG-01", "N0042"};
  visit.person = "q3_-7sYx0AbZ";
  return visit;
}

inline terminal::Visit usual_visit() {
  terminal::Visit visit = least_visit();
  visit.id = "ZZZZZZZZZZZZZZZZZZZZ";
  visit.identity = {{1, {"居民身份证", "resident identity card"}},
                    "11010519491231002X",
                    "王小英",
                    {{2, {"女", "female"}}},
                    "1949-12-31"};
  visit.social_security = {"JN-HRSS", "A12345678", "370100", "370102", "370100", "2030-12-31", {}};
  visit.social_security->coverages = {{{310, {"职工基本医疗保险", ""}}, {1, {"正常参保", ""}}, "2008-07-01"},
                                      {{210, {"失业保险", ""}}, {3, {"终止参保", ""}}, ""}};
  visit.health_card = {"JN-HC", "0123456789ABCDEF0123456789ABCDEF", "370100", "12370000495570303Y"};
  visit.doses = {{"流感疫苗(四价)", "2025-10-08", "81234567890123456789", "20250901-2", "12370102495570303Y", 1}};
  return visit;
}

// Somebody presents for a child with a passport; the name holds what the messages must escape.
inline terminal::Visit presented_visit() {
  terminal::Visit visit = least_visit();
  visit.id = "11111111111111111111";
  visit.identity = {{5, {"护照", "passport"}}, "E12345678", "A|B^C&D~E\\F·O'Neil", {{9, {"未说明", ""}}}, ""};
  visit.presenter = {"买买提·阿依古丽", {2, {"父母", "parent"}}, "2026-12-31", "Zx9_abcdEFGH"};
  visit.is_stale = true;
  return visit;
}

// Characters of which each is rare in its own way: U+20BB7 and U+2B8B8 beyond the basic plane, U+4DAE of extension A,
// U+3007, U+00B7; in GB 18030 亅 is 81 7C, whose second octet is the field separator, 俓 is 82 5C, 俕 is 82 5E,
// 倊 is 82 7E.
inline terminal::Visit rare_visit() {
  terminal::Visit visit = least_visit();
  visit.id = "RARE0000000000000001";
  visit.identity = {{3, {"台湾居民居住证", ""}},
                    "830000199001011234",
                    "\U00020BB7野\U0002B8B8䶮〇·亅俓俕倊",
                    {{1, {"男", ""}}},
                    "1990-01-01"};
  visit.doses = {{"疫苗|甲^乙  丙,丁$", "2026-01-01", "", "", "", 2},
                 {"疫苗|甲^乙  丙,丁$", "2026-01-01", "", "", "", 2}};
  return visit;
}

// Everything as often as a card can hold it.
inline terminal::Visit full_visit() {
  terminal::Visit visit = usual_visit();
  visit.id = "FULL000000000000000Z";
  visit.identity->document_type = {4, {"外国人永久居留身份证", ""}};
  visit.social_security->card_number = "12345678901234567890";
  visit.social_security->pooling_area.clear();
  visit.social_security->coverages.clear();
  for (int index = 0; index < 16; ++index) {
    visit.social_security->coverages.push_back({{310 + 10 * (index % 8), {"险种", ""}}, {index % 4, {"状态", ""}}, ""});
  }
  visit.doses.clear();
  for (int index = 0; index < 30; ++index) {
    const std::string day = std::to_string(10 + index % 20);
    visit.doses.push_back({"乙肝疫苗", "2020-03-" + day, "81234567890123456789", "LOT " + day, "", index % 20 + 1});
  }
  visit.presenter = {"李雷", {3, {"子女", "child"}}, "2027-01-01", ""};
  return visit;
}

inline std::vector<NamedVisit> all_visits() {
  return {{"least", least_visit()},
          {"usual", usual_visit()},
          {"presented", presented_visit()},
          {"rare", rare_visit()},
          {"full", full_visit()}};
}

}  // namespace heyi::test
