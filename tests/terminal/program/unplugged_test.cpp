// A scanner that is unplugged while it sends.
#include "desk_at_work.hpp"

using heyi::test::DeskAtWork;

TEST_CASE("Unplugged in the middle of a scan: told, and the next scan is right", "[terminal]") {
  const int baud = GENERATE(9600, 115'200);
  DeskAtWork desk(baud);
  for (int round = 0; round < 3; ++round) {
    INFO("round " << round << " at " << baud);
    const std::string half = desk.city.code("employee");
    desk.scanner.send(half.substr(0, half.size() / 2));
    desk.scanner.unplug();
    CHECK_FALSE(desk.terminal->next("scanner").value("there", true));
    desk.scanner.plug();
    CHECK(desk.terminal->next("scanner").value("there", false));
    CHECK(desk.scan(desk.city.code("pensioner") + "\r") == "accept ok");
  }
  desk.ends_well(3);
}

TEST_CASE("Another scanner at once in the place of one: what the first began is not joined to it", "[terminal]") {
  DeskAtWork desk(115'200);
  const std::string half = desk.city.code("employee"), whole = desk.city.code("pensioner");
  desk.scanner.send(half.substr(0, half.size() / 2));
  desk.scanner.plug();
  CHECK_FALSE(desk.terminal->next("scanner").value("there", true));
  CHECK(desk.terminal->next("scanner").value("there", false));
  CHECK(desk.scan(whole + "\r") == "accept ok");
  desk.ends_well(1);
}

TEST_CASE("Not plugged in at the start: told, and taken once it is", "[terminal]") {
  heyi::test::TerminalCity city;
  heyi::test::SerialLine scanner(city.folder() + "/scanner", 9600);
  scanner.unplug();
  heyi::test::RunningTerminal terminal(city, heyi::test::program("heyi-terminal"), {"--serial", scanner.option()});
  const nlohmann::json missing = terminal.next("scanner");
  CHECK_FALSE(missing.value("there", true));
  CHECK(missing.value("trouble", "") == "not there: waiting for it to be plugged in");
  scanner.plug();
  CHECK(terminal.next("scanner").value("there", false));
  scanner.send(city.code("pensioner") + "\r");
  CHECK(terminal.next("verdict").value("decision", "") == "accept");
  CHECK(terminal.end() == 0);
}
