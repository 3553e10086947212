// A log from a terminal that may be anybody's by now: lines of any octets.
#include <heyi/audit.hpp>

#include "fuzz/support/target.hpp"
#include "state/audit/record.hpp"
#include "support/fixtures.hpp"

using namespace heyi;
using heyi::fuzz::require;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const PublicKey key = test::key(test::Party::terminal, Algorithm::eddsa).public_key();
  AuditReader reader({key}, {{3, std::string(64, '0')}});
  std::string_view rest = as_text({data, size});
  std::uint64_t lines = 0, sound = 0;
  for (std::size_t end; (end = rest.find('\n')) != std::string_view::npos; rest.remove_prefix(end + 1)) {
    const std::string_view line = rest.substr(0, end);
    reader.line(line);
    ++lines;
    sound += audit::read_line(line).has_value() ? 1 : 0;
  }
  const AuditReport report = reader.finish(!rest.empty());
  require(report.lines == lines, "every line is counted");
  require(report.verdicts + report.checkpoints <= sound, "what is counted was read");
  require(report.findings.size() <= 100 && report.findings.size() <= report.count_of_findings, "findings are bounded");
  require(report.count_of_findings >= lines - sound, "what was not read is a finding");
  require(report.count_of_findings > 0, "the noted line is in no log");
  for (const AuditFinding& finding : report.findings) {
    require(reason_name(finding.reason).starts_with("audit."), "with a reason of the audit log");
  }
  return 0;
}
