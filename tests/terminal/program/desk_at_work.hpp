// The program, its city, and one serial scanner.
#pragma once

#include "serial_line.hpp"
#include "support/catch.hpp"
#include "support/places.hpp"
#include "support/running_terminal.hpp"

namespace heyi::test {

/// DeskAtWork is ready for a first scan when it is made.
struct DeskAtWork {
  explicit DeskAtWork(int baud, std::vector<std::string> more = {}) : scanner(city.folder() + "/scanner", baud) {
    more.insert(more.begin(), {"--serial", scanner.option(), "--hl7-folder", city.hl7_folder()});
    terminal.emplace(city, program("heyi-terminal"), more);
    REQUIRE(terminal->next("scanner").value("there", false));
  }

  /// judged is the next verdict, as `decision reason`, with what else programs must know of it.
  std::string judged() {
    const nlohmann::json json = terminal->next("verdict");
    if (!json.is_object()) return "no verdict";
    visit = json.value("visit_id", "");
    return json.at("decision").get<std::string>() + " " + json.at("reason").get<std::string>() +
           (json.at("repaired").get<bool>() ? " repaired" : "");
  }

  /// scan sends one code as the scanner does, and tells what came of it.
  std::string scan(std::string_view octets) {
    scanner.send(octets);
    return judged();
  }

  /// ends_well ends the program as a service manager does, and reads what it leaves.
  void ends_well(std::uint64_t verdicts) {
    CHECK(terminal->end() == 0);
    const AuditReport report = terminal->audit();
    CHECK(report.verdicts == verdicts);
    CHECK(report.count_of_findings == 0);
    CHECK(report.after_checkpoint == 0);
  }

  TerminalCity city;
  SerialLine scanner;
  std::optional<RunningTerminal> terminal;
  std::string visit;  ///< Of the last verdict; empty when it had none.
};

}  // namespace heyi::test
