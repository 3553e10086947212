// heyi rules test: a rule book's own cases, and which rules they have seen hold and fail.
#include <iostream>

#include "command.hpp"
#include "options.hpp"
#include "rule_files.hpp"
#include "terminal.hpp"
#include "wording.hpp"

namespace heyi::cli {
namespace {

struct Options : BookOptions {
  std::string at;
};

void report_rules(const std::vector<RuleCoverage>& rules) {
  std::cout << pad("规则 rules", 44) << pad("成立 held", 12) << pad("不成立 failed", 16) << "未知 unknown\n";
  std::string service;
  for (const RuleCoverage& rule : rules) {
    if (rule.service != service) std::cout << rule.service << '\n';
    service = rule.service;
    std::cout << pad("  " + rule.rule, 44) << pad(std::to_string(rule.held), 12) << pad(std::to_string(rule.failed), 16)
              << rule.unknown;
    if (rule.held == 0) std::cout << "  " << coloured("! " + both("从未成立", "never held"), Colour::yellow);
    if (rule.failed == 0) std::cout << "  " << coloured("! " + both("从未不成立", "never failed"), Colour::yellow);
    std::cout << '\n';
  }
}

int test(const Options& options) {
  const RuleBook book = load_rule_book(options, time_of_run(options.at));
  const CaseReport report = book.run_cases();
  report_rules(report.rules);
  std::size_t passed = 0;
  for (const CaseOutcome& one : report.cases) {
    if (one.differs.empty()) {
      ++passed;
    } else {
      std::cout << coloured("✗ " + printable(one.name), Colour::red) << ": " << one.differs << '\n';
    }
  }
  std::cout << both("用例通过", "cases passed") << ' ' << passed << " of " << report.cases.size() << '\n';
  return passed == report.cases.size() ? kExitAccept : kExitReject;
}

}  // namespace

void add_rules_test(Command& rules) {
  auto options = std::make_shared<Options>();
  Command command =
      rules.add_command("test", "运行规则包自带用例", "Run a rule book's own cases and count how each rule came out",
                        "  heyi rules test city.json\n"
                        "\n"
                        "Exit status: 0 all cases came out as they say, 1 some did not, 2 usage or I/O error.");
  add_book_options(command, *options);
  add_at(command, options->at);
  command.on_run(options, test);
}

}  // namespace heyi::cli
