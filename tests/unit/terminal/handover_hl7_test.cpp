// The HL7 message octet by octet where it matters; tests/handover has it read by other people's parsers.
#include <algorithm>

#include "handover/message.hpp"
#include "support/catch.hpp"
#include "support/terminal_visits.hpp"

namespace heyi::terminal {
namespace {

std::string message_of(const Visit& visit, const Hl7Settings& settings = {}) {
  const Result<std::string> message = hl7_message(visit, settings, Systems::standard());
  REQUIRE(message);
  return *message;
}

std::vector<std::string> split(const std::string& text, char separator) {
  std::vector<std::string> parts(1);
  for (const char character : text) {
    if (character == separator) {
      parts.emplace_back();
    } else {
      parts.back() += character;
    }
  }
  return parts;
}

// The fields of the first segment of a name, numbered as in the standard; MSH is shifted by one.
std::vector<std::string> segment(const std::string& message, const std::string& name) {
  for (const std::string& line : split(message, '\r')) {
    if (line.substr(0, 3) == name) return split(line, '|');
  }
  return {};
}

std::size_t count_of(const std::string& message, const std::string& name) {
  const auto lines = split(message, '\r');
  return static_cast<std::size_t>(
      std::count_if(lines.begin(), lines.end(), [&](const auto& line) { return line.substr(0, 4) == name + "|"; }));
}

Error refusal(const Visit& visit) {
  const Result<std::string> message = hl7_message(visit, {}, Systems::standard());
  REQUIRE_FALSE(message);
  return message.error();
}

}  // namespace

TEST_CASE("an HL7 message of the least visit has the four segments that A04 requires", "[handover]") {
  const std::string message = message_of(test::least_visit());
  CHECK(message ==
        "MSH|^~\\&|HEYI|12370100495570303Y|HIS||20261126150005+0800||ADT^A04^ADT_A01|0A1B2C3D4E5F6G7H8J9K|P|2.5|||||"
        "CHN|UNICODE UTF-8\r"
        "EVN|A04|20261126150005+0800|||N0042||12370100495570303Y\r"
        "PID|1||q3_-7sYx0AbZ^^^HEYI&2.25.28960621795587061304291613603823438077.5&ISO^ANON||^^^^^^U\r"
        "PV1|1|O|REG-01^^^12370100495570303Y||||||||||||||||"
        "0A1B2C3D4E5F6G7H8J9K^^^HEYI&2.25.28960621795587061304291613603823438077.6&ISO^VN"
        "|||||||||||||||||||||||||20261126150005+0800\r");
}

TEST_CASE("an HL7 message keeps the order of ADT_A01", "[handover]") {
  std::string order;
  for (const std::string& line : split(message_of(test::full_visit()), '\r')) {
    if (const std::string name = line.substr(0, 3); order.find(name) == std::string::npos) order += name + ' ';
  }
  CHECK(order == "MSH EVN PID NK1 PV1 OBX IN1 ");
}

TEST_CASE("a citizen's number, the cards and the pseudonym are four identifiers, none of type SS", "[handover]") {
  const auto ids = split(segment(message_of(test::usual_visit()), "PID").at(3), '~');
  REQUIRE(ids.size() == 4);
  CHECK(ids[0] == "11010519491231002X^^^GB11643&2.16.156.10011.1.3&ISO^NI");
  CHECK(split(ids[1], '^').at(4) == "HC");
  CHECK(split(ids[1], '^').at(5) == "12370000495570303Y");
  CHECK(split(ids[2], '^').at(4) == "SN");
  CHECK(split(ids[2], '^').at(7) == "20301231");
  CHECK(split(ids[2], '^').at(8) == "370100");
  CHECK(split(ids[3], '^').at(4) == "ANON");
}

TEST_CASE("documents of other kinds have their own type and authority", "[handover]") {
  const auto [code, type] = GENERATE(
      table<std::int64_t, std::string>({{1, "NI"}, {2, "U"}, {3, "U"}, {4, "PRC"}, {5, "PPN"}, {6, "U"}, {-1, "U"}}));
  Visit visit = test::usual_visit();
  visit.identity->document_type = {code, {}};
  const auto parts = split(split(segment(message_of(visit), "PID").at(3), '~').at(0), '^');
  CHECK(parts.at(4) == type);
  CHECK(split(parts.at(3), '&').at(0) == (code == 1 ? "GB11643" : "DOC" + std::to_string(code)));
}

TEST_CASE("sexes of GB/T 2261.1 become those of table 0001; not stated is not another sex", "[handover]") {
  const auto [code, letter] =
      GENERATE(table<std::int64_t, std::string>({{0, "U"}, {1, "M"}, {2, "F"}, {9, "U"}, {7, "U"}}));
  Visit visit = test::usual_visit();
  visit.identity->sex = Coded{code, {}};
  CHECK(segment(message_of(visit), "PID").at(8) == letter);
}

TEST_CASE("a value cannot make a field, a component, a repetition or a segment", "[handover]") {
  const std::string message = message_of(test::presented_visit());
  CHECK(segment(message, "PID").at(5) == R"(A\F\B\S\C\T\D\R\E\E\F·O'Neil^^^^^^L^I)");
  Hl7Settings settings;
  settings.receiving_application = "HIS|X";
  CHECK(segment(message_of(test::least_visit(), settings), "MSH").at(4) == R"(HIS\F\X)");
}

TEST_CASE("who presents the code is next of kin until the day the card says", "[handover]") {
  const auto nk1 = segment(message_of(test::presented_visit()), "NK1");
  CHECK(nk1.at(2) == "买买提·阿依古丽^^^^^^L^I");
  CHECK(nk1.at(3) == "2^父母^99HYREL");
  CHECK(nk1.at(9) == "20261231");
  CHECK(split(nk1.at(33), '^').at(0) == "Zx9_abcdEFGH");
  CHECK(count_of(message_of(test::usual_visit()), "NK1") == 0);
}

TEST_CASE("a status list that is old is an observation", "[handover]") {
  const auto obx = segment(message_of(test::presented_visit()), "OBX");
  CHECK(obx.at(3) == "status.stale^卡状态列表过旧^99HEYI");
  CHECK(obx.at(5) == "Y^Yes^HL70136");
  CHECK(count_of(message_of(test::least_visit()), "OBX") == 0);
}

TEST_CASE("sixteen insurances and thirty doses are all there, numbered", "[handover]") {
  const std::string message = message_of(test::full_visit());
  CHECK(count_of(message, "IN1") == 16);
  CHECK(count_of(message, "OBX") == 30 * 5);
  CHECK(message.find("\rIN1|16|") != std::string::npos);
  CHECK(message.find("\rOBX|150|ST|trace_code^追溯码^99HEYI|30|81234567890123456789||||||F\r") != std::string::npos);
}

TEST_CASE("the fund is the pooling area's, else where the card says one is insured, else where it is from",
          "[handover]") {
  Visit visit = test::usual_visit();
  CHECK(split(segment(message_of(visit), "IN1").at(3), '^').at(0) == "370100");
  visit.social_security->pooling_area.clear();
  CHECK(split(segment(message_of(visit), "IN1").at(3), '^').at(0) == "370102");
  visit.social_security->insured_area.clear();
  visit.social_security->issuing_area = "371300";
  CHECK(split(segment(message_of(visit), "IN1").at(3), '^').at(0) == "371300");
  CHECK(segment(message_of(visit), "IN1").at(5).empty());
}

TEST_CASE("the same visit gives the same octets", "[handover]") {
  CHECK(message_of(test::full_visit()) == message_of(test::full_visit()));
}

TEST_CASE("tests are marked T, production P", "[handover]") {
  Hl7Settings settings;
  settings.is_production = false;
  CHECK(segment(message_of(test::least_visit(), settings), "MSH").at(10) == "T");
}

TEST_CASE("what cannot be written is refused, and the field named, not its value", "[handover]") {
  Visit visit = test::usual_visit();
  SECTION("control characters") {
    visit.identity->name =
        GENERATE(as<std::string>{}, "王\r小", "王\x0b", "王\x1c", std::string("王\0小", 7), "\x7f", "\xc2\x85", "\t");
    CHECK(refusal(visit).reason == Reason::claims_out_of_range);
    CHECK(refusal(visit).detail == "id.name");
  }
  SECTION("what is not UTF-8") {
    visit.doses.at(0).lot = GENERATE(as<std::string>{}, "\xff", "\xc0\x80", "\xed\xa0\x80", "\xf4\x90\x80\x80",
                                     "\xe7\x8e", "\xe0\x80\x80", "\xf0\x80\x80\x80", "a\x80", "\xc3");
    CHECK(refusal(visit).detail == "vx.doses.lot");
  }
  SECTION("a date that does not exist") {
    visit.identity->birth_date =
        GENERATE(as<std::string>{}, "2026-02-30", "19491231", "2026-1-1", "2026-01-01T00:00:00Z");
    CHECK(refusal(visit).reason == Reason::claims_bad_date);
  }
  SECTION("an id that is no id") {
    visit.id =
        GENERATE("", "0a1B2C3D4E5F6G7H8J9K", "0A1B2C3D4E5F6G7H8J9", "0A1B2C3D4E5F6G7H8J9KK", "0A1B2C3D4E5F6G7H8J9|");
    CHECK(refusal(visit).detail == "visit id");
  }
  SECTION("a terminal without a name") {
    visit.site.organisation.clear();
    CHECK(refusal(visit).reason == Reason::claims_missing);
  }
  SECTION("a dose without a number") {
    visit.doses.at(0).number = 0;
    CHECK(refusal(visit).detail == "vx.doses.dose");
  }
  SECTION("words of a regional table") {
    visit.social_security->coverages.at(1).state.name.zh = "a\nb";
    CHECK(refusal(visit).detail == "ss.coverages.state");
  }
  SECTION("a year that has no four digits") {
    visit.at = from_unix(253402300800);
    CHECK(refusal(visit).reason == Reason::claims_bad_date);
  }
  SECTION("settings") {
    Hl7Settings settings;
    settings.receiving_facility = "A\rMSH|";
    CHECK_FALSE(hl7_message(visit, settings, Systems::standard()));
  }
}

}  // namespace heyi::terminal
