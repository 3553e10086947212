// Audit logs that somebody changed. The terminal's key is Ed25519, so that every run makes the same lines.
#include <functional>

#include "codec/hex.hpp"
#include "negative/make/maker.hpp"
#include "state/audit/record.hpp"

namespace heyi::test::negative {
namespace {

using Lines = std::vector<std::string>;

AuditEntry entry(int minute, Decision decision, Reason reason) {
  AuditEntry one;
  one.at = kNow + std::chrono::minutes(minute);
  one.decision = decision;
  one.reason = reason;
  one.trust = {kEnvironment, 1};
  one.status = {{kHrssStatus, 1}};
  one.by = "N0042";
  if (decision != Decision::accept) return one;
  one.who = "0123456789abcdef";
  one.visit = "7K2M0000000000000001";
  return one;
}

// A checkpoint, three verdicts, a checkpoint.
Lines log_in_order(Party party = Party::terminal) {
  const PrivateKey signer = edkey(party);
  Lines lines;
  audit::Link last;
  const auto add = [&](const Result<audit::Line>& line) {
    last = line->link;
    lines.push_back(line->text);
  };
  add(audit::checkpoint_line("T-01", kNow, signer, last));
  add(audit::verdict_line(entry(1, Decision::accept, Reason::ok), "T-01", last));
  add(audit::verdict_line(entry(2, Decision::reject, Reason::cose_signature_invalid), "T-01", last));
  add(audit::verdict_line(entry(3, Decision::retry_scan, Reason::scan_unreadable), "T-01", last));
  add(audit::checkpoint_line("T-01", kNow + std::chrono::minutes(4), signer, last));
  return lines;
}

std::string joined(const Lines& lines) {
  std::string text;
  for (const std::string& line : lines) text += (text.empty() ? "" : "\n") + line;
  return text;
}

void replace(std::string& text, std::string_view from, std::string_view to) {
  text.replace(text.find(from), from.size(), to);
}

}  // namespace

void make_audits(Maker& maker) {
  maker.file("world/audit.pub.pem", as_bytes(*edkey(Party::terminal).public_key().to_pem()));
  maker.file("world/audit.log", as_bytes(joined(log_in_order()) + "\n"));
  const auto make = [&](const char* name, const char* expect, const char* note,
                        const std::function<void(Lines&)>& change, Lines lines = log_in_order()) {
    change(lines);
    maker.vector(std::string("audit/") + name, "audit", {expect, "", "docs/format.md section 16", note}, joined(lines));
  };
  make("in_order", "ok", "A log; nothing is wrong with it.", [](Lines&) {});
  make("reason_altered", "audit.altered", "A refusal reads as an accept.",
       [](Lines& lines) { replace(lines[2], "\"reject\"", "\"accept\""); });
  make("person_altered", "audit.altered", "Another person's hash stands in a line.",
       [](Lines& lines) { replace(lines[1], "0123", "0124"); });
  make("line_removed", "audit.removed", "The third line is gone.",
       [](Lines& lines) { lines.erase(lines.begin() + 2); });
  make("beginning_removed", "audit.removed", "The first two lines are gone.",
       [](Lines& lines) { lines.erase(lines.begin(), lines.begin() + 2); });
  make("reordered", "audit.reordered", "Two lines stand in each other's place.",
       [](Lines& lines) { std::swap(lines[2], lines[3]); });
  make("repeated", "audit.altered", "A line stands there twice.",
       [](Lines& lines) { lines.insert(lines.begin() + 2, lines[1]); });
  make("no_json", "audit.malformed", "A line is no JSON.", [](Lines& lines) { lines[2] = "ok"; });
  make("without_prev", "audit.malformed", "A line does not name the one before it.",
       [](Lines& lines) { replace(lines[2], "\"prev\"", "\"pref\""); });
  make(
      "of_another_terminal", "audit.signature_invalid", "Another terminal's key signed the checkpoints.", [](Lines&) {},
      log_in_order(Party::stranger));
  // Whoever has the file can chain what he likes; the checkpoints he cannot make.
  make("written_anew", "audit.signature_invalid", "A line was altered, and all after it chained anew.",
       [](Lines& lines) {
         replace(lines[2], "\"reject\"", "\"accept\"");
         for (std::size_t i = 2; i + 1 < lines.size(); ++i) {
           const Result<audit::Link> link = audit::link_of(lines[i], i + 1);
           const std::size_t at = lines[i + 1].find("\"prev\":\"") + 8;
           lines[i + 1].replace(at, 64, hex_encode(link->hash));
         }
       });
}

}  // namespace heyi::test::negative
