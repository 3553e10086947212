// Made up: names, numbers and all. The check characters of the numbers are right.
#include "simulation/people.hpp"

namespace heyi::terminal {
namespace {

using enum Section;
using station::Flaw;
using station::Person;

constexpr Seconds kYear{365 * 24 * 3600};

constexpr const char* kPensioner =
    R"("id": {"document_type": 1, "document_number": "11010519491231002X", "name": "王秀英", "sex": 2,
              "birth_date": "1949-12-31"},
       "ss": {"card_number": "370100A52K17", "issuing_area": "370100", "insured_area": "370102",
              "pooling_area": "370100", "coverages": [{"type": 390, "state": 1}, {"type": 120, "state": 1}]})";
constexpr const char* kPensionersHealth =
    R"("hc": {"index": "8F3C61D2A97B04E55D10C8E7F2439AB6", "issuing_area": "370100"})";

constexpr const char* kChild =
    R"("id": {"document_type": 1, "document_number": "370102202111200046", "name": "周小雨", "sex": 2,
              "birth_date": "2021-11-20"},
       "ss": {"card_number": "370100E77T90", "issuing_area": "370100", "insured_area": "370102",
              "pooling_area": "370100", "coverages": [{"type": 390, "state": 1}]})";
constexpr const char* kChildsHealth =
    R"("hc": {"index": "0C1D2E3F405162738495A6B7C8D9EAFB", "issuing_area": "370100"},
       "vx": {"doses": [{"product": "DTaP", "dose": 4, "date": "2023-07-15", "trace_code": "81234567890123456784"},
                        {"product": "HepB", "dose": 3, "date": "2022-05-20", "trace_code": "82234567890123456783"}]})";

}  // namespace

std::vector<Person> people(Time now) {
  const Person pensioner{"pensioner", {"退休居民", "Pensioner"}, "11010519491231002X",
                         kPensioner,  kPensionersHealth,         {ss, id, hc}};
  const auto but = [&](const char* id, Words title, Flaw flaw) {
    Person other = pensioner;
    other.id = id;
    other.title = std::move(title);
    other.flaw = flaw;
    return other;
  };
  Person old_status = but("old_data", {"数据已旧", "Old data"}, Flaw::none);
  old_status.has_old_status = true;
  Person printed{"printed",
                 {"打印码", "Printed code"},
                 "11010519491231002X",
                 R"("ss": {"card_number": "370100A52K17", "issuing_area": "370100"})",
                 kPensionersHealth,
                 {}};
  printed.is_printed = true;
  const std::string next_year = format_time(now + kYear).substr(0, 10);
  return {
      pensioner,
      but("forged", {"伪造的码", "Forged"}, Flaw::forged),
      but("expired", {"过期的卡", "Expired card"}, Flaw::expired),
      {"employee",
       {"在职职工", "Employee"},
       "370102198605014017",
       R"("id": {"document_type": 1, "document_number": "370102198605014017", "name": "李建国", "sex": 1,
                 "birth_date": "1986-05-01"},
          "ss": {"card_number": "370100B83M04", "issuing_area": "370100", "insured_area": "370102",
                 "pooling_area": "370100", "coverages": [{"type": 310, "state": 1}, {"type": 510, "state": 1}]})",
       R"("hc": {"index": "2B90E7A41C6F5D3380A9D4C7E16F2258", "issuing_area": "370100"})",
       {ss, id, hc}},
      {"mother_with_child",
       {"母亲代办", "A mother for her child"},
       "370102202111200046",
       kChild + std::string(R"(, "px": {"presenter_name": "周敏", "relation": 2, "valid_until": ")") + next_year +
           R"("})",
       kChildsHealth,
       {ss, id, hc, vx}},
      std::move(printed),
      but("revoked", {"已注销的卡", "Revoked card"}, Flaw::revoked),
      std::move(old_status),
      but("kiosk", {"给自助机的码", "Made for a kiosk"}, Flaw::elsewhere),
      but("incumbent", {"医保码", "Today's code"}, Flaw::incumbent),
  };
}

}  // namespace heyi::terminal
