// The big word, the reason, what next; then the sections; then how old the knowledge is.
#include "verdict_report.hpp"

#include <string>

#include "terminal.hpp"
#include "wording.hpp"

namespace heyi::cli {
namespace {

void report_decision(std::ostream& out, const Verdict& verdict) {
  switch (verdict.decision) {
    case Decision::accept: out << coloured("通过 ACCEPT", Colour::green); break;
    case Decision::reject: out << coloured("拒绝 REJECT", Colour::red); break;
    case Decision::retry_scan: out << coloured("重新扫描 SCAN AGAIN", Colour::yellow); break;
  }
  out << "  " << reason_name(verdict.reason) << " (" << reason_code(verdict.reason) << ")\n";
  out << both(verdict.sentence(Language::zh), verdict.sentence(Language::en)) << '\n';
  out << "→ " << both(verdict.next_step(Language::zh), verdict.next_step(Language::en)) << '\n';
  if (!verdict.detail.empty()) out << "  " << printable(verdict.detail) << '\n';
}

std::string state_words(SectionState state) {
  const char* zh = "未出示";
  switch (state) {
    case SectionState::shown: zh = "已出示"; break;
    case SectionState::withheld: break;
    case SectionState::unvouched: zh = "签发机构无权证明"; break;
    case SectionState::expired: zh = "已过期"; break;
    case SectionState::suspended: zh = "已挂失"; break;
    case SectionState::stale: zh = "已出示，状态列表已旧"; break;
  }
  return std::string(zh) + " " + std::string(section_state_name(state));
}

bool is_readable(SectionState state) noexcept { return state == SectionState::shown || state == SectionState::stale; }

void report_claims(std::ostream& out, const Verdict& verdict, const SectionReport& report, const CodeTables& tables) {
  if (verdict.decision != Decision::accept || !is_readable(report.state)) return;
  for (const VerifiedCard& card : verdict.cards) {
    if (card.issuer() != report.issuer) continue;
    for (const std::string& line : describe_section(report.section, card.section_json(report.section), tables)) {
      out << "    " << line << '\n';
    }
  }
}

void report_sections(std::ostream& out, const Verdict& verdict) {
  if (verdict.sections.empty()) return;
  const CodeTables tables = CodeTables::standard();
  out << '\n';
  for (const SectionReport& report : verdict.sections) {
    const std::string state = state_words(report.state);
    out << "  " << pad(section_words(report.section), 34);
    out << (report.issuer.empty() ? state : pad(state, 22) + " [" + printable(report.issuer) + "]") << '\n';
    report_claims(out, verdict, report, tables);
  }
}

void report_marks(std::ostream& out, const Verdict& verdict) {
  for (const Reason mark : verdict.marks) {
    out << coloured("! " + std::string(reason_name(mark)), Colour::yellow) << "  "
        << both(reason_sentence(mark, Language::zh), reason_sentence(mark, Language::en)) << '\n';
  }
}

void report_age(std::ostream& out, const char* zh, const char* en, const ListAge& list) {
  out << "  " << both(zh, en) << " " << printable(list.name) << " #" << list.sequence << ": "
      << format_time(list.issued_at) << " (" << roughly(list.age.count()) << ")\n";
}

void report_as_of(std::ostream& out, const AsOf& as_of) {
  out << both("数据截至", "data as of") << " " << format_time_china(as_of.now) << " (" << format_time(as_of.now)
      << ")\n";
  if (as_of.trust) report_age(out, "信任列表", "trust list", *as_of.trust);
  for (const ListAge& list : as_of.status) report_age(out, "状态列表", "status list", list);
  if (as_of.status.empty()) out << "  " << both("未查状态列表", "no status list was looked into") << '\n';
  out << "  "
      << (as_of.replay_shared ? both("已与其他终端共查重复使用", "replay was checked together with the other terminals")
          : as_of.replay_checked ? both("已查重复使用", "replay was checked")
                                 : both("未查重复使用", "replay was not checked"))
      << '\n';
  out << "  "
      << (as_of.rollback_checked ? both("已查列表回退", "rollback of lists was checked")
                                 : both("未查列表回退", "rollback of lists was not checked"))
      << '\n';
}

}  // namespace

void report_verdict(std::ostream& out, const Verdict& verdict, const Timing& timing) {
  report_decision(out, verdict);
  if (!verdict.audience.empty()) out << both("用途", "audience") << ": " << printable(verdict.audience) << '\n';
  report_sections(out, verdict);
  out << '\n';
  report_marks(out, verdict);
  report_as_of(out, verdict.as_of);
  if (timing.decode_us) out << both("读码", "decoding") << " " << *timing.decode_us << " µs\n";
  if (timing.verify_us) out << both("验证", "verifying") << " " << *timing.verify_us << " µs\n";
}

}  // namespace heyi::cli
