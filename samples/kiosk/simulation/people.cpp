// Made up: names, numbers and all. The check characters of the numbers are right.
#include "simulation/people.hpp"

namespace heyi::kiosk {
namespace {

using enum Section;
using station::Flaw;
using station::Person;

constexpr Seconds kDay{24 * 3600};

std::string identity(const char* number, const char* name, int sex, const char* born) {
  return R"("id": {"document_type": 1, "document_number": ")" + std::string(number) + R"(", "name": ")" + name +
         R"(", "sex": )" + std::to_string(sex) + R"(, "birth_date": ")" + born + R"("})";
}

// A person insured in `area`, whose fund pools in `pool`.
std::string insured(const char* card, const char* area, const char* pool, const char* coverages) {
  return std::string(R"(, "ss": {"card_number": ")") + card + R"(", "issuing_area": ")" + pool +
         R"(", "insured_area": ")" + area + R"(", "pooling_area": ")" + pool + R"(", "coverages": [)" + coverages +
         "]}";
}

std::string health(const char* index, const char* more = "") {
  return std::string(R"("hc": {"index": ")") + index + R"(", "issuing_area": "370100"})" + more;
}

constexpr const char* kResident = R"({"type": 390, "state": 1}, {"type": 120, "state": 1})";

constexpr const char* kRecords =
    R"(, "mr": {"records": [{"organisation": "12370100MB1234567U", "locator": "MR-2026-000123", "kind": 1,
                             "date": "2026-02-01"}]})";

constexpr const char* kDoses =
    R"(, "vx": {"doses": [
      {"product": "DTaP", "dose": 1, "date": "2022-02-15", "trace_code": "81234567890123456781"},
      {"product": "DTaP", "dose": 2, "date": "2022-03-15", "trace_code": "81234567890123456782"},
      {"product": "DTaP", "dose": 3, "date": "2022-04-15", "trace_code": "81234567890123456783"},
      {"product": "DTaP", "dose": 4, "date": "2023-07-15", "trace_code": "81234567890123456784"},
      {"product": "HepB", "dose": 1, "date": "2021-11-20", "trace_code": "82234567890123456781"},
      {"product": "HepB", "dose": 2, "date": "2021-12-20", "trace_code": "82234567890123456782"},
      {"product": "HepB", "dose": 3, "date": "2022-05-20", "trace_code": "82234567890123456783"}]})";

}  // namespace

std::vector<Person> people(Time now) {
  const std::string next_year = format_time(now + 365 * kDay).substr(0, 10);
  const std::string allowance = R"(, "bn": {"benefits": [{"category": 1, "area": "370102", "valid_until": ")" +
                                next_year + R"("}, {"category": 2, "area": "370102"}]})";
  const Person pensioner{"pensioner",
                         {"退休居民", "Pensioner"},
                         "11010519491231002X",
                         identity("11010519491231002X", "王秀英", 2, "1949-12-31") +
                             insured("370100A52K17", "370102", "370100", kResident),
                         health("8F3C61D2A97B04E55D10C8E7F2439AB6", kRecords),
                         {ss, id, hc, mr}};
  // The same person, with something else about the code.
  const auto but = [&](const char* name, Words title, std::vector<Section> show, Flaw flaw) {
    Person other = pensioner;
    other.id = name;
    other.title = std::move(title);
    other.show = std::move(show);
    other.flaw = flaw;
    return other;
  };
  Person old_status = but("old_data", {"数据已旧", "Old data"}, pensioner.show, Flaw::none);
  old_status.has_old_status = true;
  return {
      pensioner,
      {"employee",
       {"在职职工", "Employee"},
       "370102198605014017",
       identity("370102198605014017", "李建国", 1, "1986-05-01") +
           insured("370100B83M04", "370102", "370100",
                   R"({"type": 310, "state": 1}, {"type": 510, "state": 1},
                      {"type": 210, "state": 1, "since": "2010-07-01"})"),
       health("2B90E7A41C6F5D3380A9D4C7E16F2258", kRecords),
       {ss, id, hc, mr}},
      {"jobless",
       {"失业人员", "Out of work"},
       "370102197008120028",
       identity("370102197008120028", "赵敏", 2, "1970-08-12") +
           insured("370100C19X66", "370102", "370100",
                   R"({"type": 310, "state": 2}, {"type": 210, "state": 2, "since": "2020-07-01"})"),
       health("5E1D7C4403A2B86F9C0E1D2F3A4B5C6D"),
       {ss, id, hc}},
      {"support",
       {"低保家庭", "On allowance"},
       "370102195503030039",
       identity("370102195503030039", "陈守田", 1, "1955-03-03") +
           insured("370100D40P21", "370102", "370100", kResident) + allowance,
       health("77A0B1C2D3E4F5061728394A5B6C7D8E"),
       {ss, id, bn}},
      {"child",
       {"接种儿童", "Child"},
       "370102202111200046",
       identity("370102202111200046", "周小雨", 2, "2021-11-20") +
           insured("370100E77T90", "370102", "370100", R"({"type": 390, "state": 1})"),
       health("0C1D2E3F405162738495A6B7C8D9EAFB", kDoses),
       {ss, id, vx}},
      {"traveller",
       {"外省参保", "Insured elsewhere"},
       "110105194901010064",
       identity("110105194901010064", "阿依古丽·买买提", 2, "1949-01-01") +
           insured("110100F05R38", "110105", "110100", R"({"type": 310, "state": 1})"),
       health("91A2B3C4D5E6F708192A3B4C5D6E7F80"),
       {ss, id, hc}},
      but("withheld", {"只出示社保卡", "Social card alone"}, {ss}, Flaw::none),
      std::move(old_status),
      but("forged", {"伪造的码", "Forged"}, {ss, id, hc}, Flaw::forged),
      but("expired", {"过期的卡", "Expired card"}, {ss, id, hc}, Flaw::expired),
      but("revoked", {"已注销的卡", "Revoked card"}, {ss, id, hc}, Flaw::revoked),
      but("hospital", {"给医院的码", "Made for a hospital"}, {ss, id, hc}, Flaw::elsewhere),
      but("incumbent", {"医保码", "Today's code"}, {ss}, Flaw::incumbent),
      but("far_away", {"拿得太远", "Too far away"}, {ss, id, hc}, Flaw::far_away),
  };
}

}  // namespace heyi::kiosk
