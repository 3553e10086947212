// What was done to a log, told line by line: every single change of a sound one is found.
#include <algorithm>
#include <heyi/audit.hpp>

#include "state/audit/record.hpp"
#include "support/catch.hpp"
#include "support/fixtures.hpp"

namespace heyi::test {
namespace {

using Lines = std::vector<std::string>;

Lines sound_log(int verdicts = 6) {
  const PrivateKey signer = key(Party::terminal);
  Lines lines;
  audit::Link last;
  const auto add = [&](const Result<audit::Line>& line) {
    last = line->link;
    lines.push_back(line->text);
  };
  add(audit::checkpoint_line("T-01", kNow, signer, last));
  for (int i = 0; i < verdicts; ++i) {
    AuditEntry entry;
    entry.at = kNow + std::chrono::minutes(i);
    entry.reason = Reason::time_expired;
    add(audit::verdict_line(entry, "T-01", last));
  }
  add(audit::checkpoint_line("T-01", kNow + std::chrono::hours(1), signer, last));
  return lines;
}

AuditReport read(const Lines& lines) {
  AuditReader reader({key(Party::terminal).public_key()});
  for (const std::string& line : lines) reader.line(line);
  return reader.finish(false);
}

Reason only_finding(const Lines& lines) {
  const AuditReport report = read(lines);
  return report.count_of_findings == 1 ? report.findings[0].reason : Reason::ok;
}

}  // namespace

TEST_CASE("a log that nobody changed has no finding", "[audit]") {
  const AuditReport report = read(sound_log());
  CHECK(report.count_of_findings == 0);
  CHECK(report.lines == 8);
  CHECK(report.last.number == 8);
  CHECK(report.last_checkpoint == kNow + std::chrono::hours(1));
}

TEST_CASE("every octet of a log that is changed is found", "[audit]") {
  const Lines sound = sound_log(2);
  std::size_t tried = 0;
  for (std::size_t line = 0; line < sound.size(); ++line) {
    for (std::size_t at = 0; at < sound[line].size(); ++at) {
      Lines changed = sound;
      changed[line][at] = static_cast<char>(changed[line][at] ^ 1);
      CAPTURE(line, at);
      CHECK(read(changed).count_of_findings > 0);
      ++tried;
    }
  }
  CHECK(tried > 1000);
}

TEST_CASE("every line but the last that is removed is found, and said to be removed", "[audit]") {
  const Lines sound = sound_log();
  for (std::size_t line = 0; line + 1 < sound.size(); ++line) {
    Lines changed = sound;
    changed.erase(changed.begin() + static_cast<std::ptrdiff_t>(line));
    CAPTURE(line);
    CHECK(only_finding(changed) == Reason::audit_removed);
  }
}

TEST_CASE("every two lines in each other's place are found, and said to be reordered", "[audit]") {
  const Lines sound = sound_log();
  for (std::size_t a = 0; a < sound.size(); ++a) {
    for (std::size_t b = a + 1; b < sound.size(); ++b) {
      Lines changed = sound;
      std::swap(changed[a], changed[b]);
      const AuditReport report = read(changed);
      CAPTURE(a, b);
      CHECK(std::any_of(report.findings.begin(), report.findings.end(),
                        [](const AuditFinding& one) { return one.reason == Reason::audit_reordered; }));
    }
  }
}

TEST_CASE("a checkpoint signs this log and no other", "[audit]") {
  const PrivateKey stranger = key(Party::stranger);
  Lines lines = sound_log();
  const audit::Link before = *audit::link_of(lines[6], 7);
  // By another key; of another terminal; moved to another place.
  lines[7] = audit::checkpoint_line("T-01", kNow, stranger, before)->text;
  CHECK(only_finding(lines) == Reason::audit_signature_invalid);
  lines = sound_log();
  const std::size_t at = lines[7].find("T-01");
  lines[7].replace(at, 4, "T-02");
  CHECK(only_finding(lines) == Reason::audit_signature_invalid);
}

TEST_CASE("findings are counted beyond those that are told, in memory that does not grow", "[audit]") {
  AuditReader reader({});
  for (int i = 0; i < 5000; ++i) reader.line("no log");
  for (int i = 1; i < 5000; ++i) {
    reader.line(R"({"n":)" + std::to_string(i * 10) + R"(,"prev":")" + std::string(64, '0') +
                R"(","at":"2026-11-24T09:30:00Z","kind":"verdict","terminal":"T"})");
  }
  reader.line(std::string(AuditReader::kMaxLine + 1, ' '));
  const AuditReport report = reader.finish(true);
  CHECK(report.findings.size() == 100);
  CHECK(report.count_of_findings == 5000 + 4999 + 2);
}

}  // namespace heyi::test
