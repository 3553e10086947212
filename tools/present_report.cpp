// Section by section, field by field, in words.
#include "present_report.hpp"

#include <algorithm>

#include "terminal.hpp"
#include "wording.hpp"

namespace heyi::cli {
namespace {

std::string audience_words(const std::string& audience) {
  if (audience.empty()) return both("任何扫描此打印码的人", "whoever scans the print");
  if (audience == "medical") return both("医院和药店的终端", "terminals of hospitals and pharmacies") + " (medical)";
  if (audience == "social") return both("社保自助终端", "social-security kiosks") + " (social)";
  if (audience == "any") return both("任何终端，仅供识别", "any terminal, to identify alone") + " (any)";
  return both("仅此终端", "this verifier alone") + ": " + printable(audience);
}

bool is_disclosed(const Presentation& code, const std::string& issuer, Section section) {
  return std::any_of(code.disclosed.begin(), code.disclosed.end(),
                     [&](const Disclosure& seen) { return seen.issuer == issuer && seen.section.section == section; });
}

void report_seen(std::ostream& out, const Disclosure& seen, const CodeTables& tables) {
  out << "  " << section_words(seen.section.section) << "  [" << printable(seen.issuer) << "]\n";
  if (!seen.asked_for) {
    out << "    ! "
        << both("此卡不能隐藏该内容，虽未选择也会被看到",
                "not asked for, but this card cannot withhold it: it will be seen")
        << '\n';
  }
  for (const HeldField& field : seen.section.fields) {
    for (const std::string& line : describe_field(field.name, field.value, tables)) {
      out << "    " << line << '\n';
    }
  }
}

void report_left_out(std::ostream& out, const Presentation& code, const std::vector<HeldCard>& held) {
  bool any = false;
  for (const HeldCard& card : held) {
    const bool whole = std::find(code.left_out.begin(), code.left_out.end(), card.issuer) != code.left_out.end();
    for (const HeldSection& section : card.sections) {
      if (is_disclosed(code, card.issuer, section.section)) continue;
      if (!any) out << both("不会被看到", "Left out") << ":\n";
      any = true;
      out << "  " << section_words(section.section) << "  [" << printable(card.issuer) << "]"
          << (whole ? "  " + both("整张卡未放入", "the whole card is not put in") : "") << '\n';
    }
  }
}

}  // namespace

void report_presentation(std::ostream& out, const Presentation& code, const std::vector<HeldCard>& held,
                         const std::string& level) {
  const CodeTables tables = CodeTables::standard();
  out << both("出示对象", "For") << ": " << audience_words(code.audience) << '\n';
  out << both("将被看到", "Will be seen") << ":\n";
  for (const Disclosure& seen : code.disclosed) report_seen(out, seen, tables);
  report_left_out(out, code, held);
  out << both("二维码未加密，凡拍到此码的人都能读出以上内容",
              "The code is not encrypted: whoever takes a picture of it can read this")
      << '\n';
  std::string correction = level;
  correction[0] = static_cast<char>(correction[0] - 'a' + 'A');
  out << both("二维码", "QR code") << ": " << code.version << '-' << correction << ", " << code.text.size() << ' '
      << both("字符", "characters") << ", " << code.token.size() << ' ' << both("字节", "octets");
  if (code.plain.size() != code.token.size()) out << " (" << both("未压缩", "plain") << ' ' << code.plain.size() << ')';
  out << '\n';
}

}  // namespace heyi::cli
