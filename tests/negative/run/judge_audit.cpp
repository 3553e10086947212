// Audit logs, read as an auditor reads them: the first finding is what is told.
#include <algorithm>

#include <heyi/audit.hpp>

#include "negative/run/outcome.hpp"

namespace heyi::test::negative {
namespace {

Outcome judge_log(const Vector& vector) {
  const Result<PublicKey> key = PublicKey::from_pem(read_tree_file("world/audit.pub.pem"));
  if (!key) return unrunnable("world/audit.pub.pem");
  AuditReader reader({*key});
  std::string_view rest = vector.body;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    reader.line(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  const AuditReport report = reader.finish(false);
  if (report.findings.empty()) return outcome_of(Result<void>());
  return outcome_of(Result<void>(fail(report.findings.front().reason, report.findings.front().detail)));
}

}  // namespace

void add_audit_judges(Judges& judges) { judges.emplace("audit", judge_log); }

}  // namespace heyi::test::negative
