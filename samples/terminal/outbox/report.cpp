// A table whose columns are as wide as what stands in them, Chinese characters counted as two.
#include "outbox/report.hpp"

#include <algorithm>
#include <array>
#include <ostream>

namespace heyi::terminal {
namespace {

constexpr std::size_t kColumns = 7;
using Row = std::array<std::string, kColumns>;

// Columns that a text takes on a terminal: wide are Chinese, Japanese and Korean characters and full-width forms.
std::size_t width_of(std::string_view text) {
  std::size_t width = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto lead = static_cast<unsigned char>(text[i]);
    if ((lead & 0xc0U) == 0x80) continue;
    const auto next = i + 1 < text.size() ? static_cast<unsigned char>(text[i + 1]) : 0U;
    const bool is_wide = (lead >= 0xe3 && lead <= 0xed) || (lead == 0xe2 && next >= 0xba) ||
                         (lead == 0xef && next >= 0xbc) || lead >= 0xf0;
    width += is_wide ? 2 : 1;
  }
  return width;
}

// What stands in the file was put there by this program, or by somebody who changed the file.
std::string printable(std::string text) {
  for (char& letter : text) {
    if (static_cast<unsigned char>(letter) < 0x20 || letter == 0x7f) letter = '?';
  }
  return text;
}

std::string state_name(LetterState state, bool is_chinese) {
  switch (state) {
    case LetterState::waiting: return is_chinese ? "待发" : "waiting";
    case LetterState::parked: return is_chinese ? "搁置" : "parked";
    case LetterState::delivered: break;
  }
  return is_chinese ? "已送达" : "delivered";
}

Row row_of(const LetterInfo& letter, bool is_chinese) {
  return {std::to_string(letter.number),   printable(letter.id),
          printable(letter.destination),   state_name(letter.state, is_chinese),
          std::to_string(letter.attempts), format_time_china(letter.queued_at),
          printable(letter.trouble)};
}

void print_row(std::ostream& out, const Row& row, const std::array<std::size_t, kColumns>& widths) {
  std::string line;
  for (std::size_t i = 0; i < kColumns; ++i) {
    const std::string filling(widths[i] - width_of(row[i]), ' ');
    // Numbers stand to the right.
    const bool is_number = i == 0 || i == 4;
    line += is_number ? filling + row[i] : row[i] + filling;
    line += "  ";
  }
  line.erase(line.find_last_not_of(' ') + 1);
  out << line << '\n';
}

void print_counts(std::ostream& out, const Counts& counts, bool is_chinese) {
  out << (is_chinese ? "待发 " : "waiting ") << counts.waiting << (is_chinese ? "，搁置 " : ", parked ")
      << counts.parked << (is_chinese ? "，已送达 " : ", delivered ") << counts.delivered;
  if (counts.oldest_waiting) {
    out << (is_chinese ? "，最早的自 " : ", the oldest since ") << format_time_china(*counts.oldest_waiting);
  }
  out << '\n';
}

}  // namespace

Result<void> print_outbox(Outbox& outbox, std::ostream& out, Language language) {
  const bool is_chinese = language == Language::zh;
  const Result<std::vector<LetterInfo>> letters = outbox.list(kMaxPrinted);
  if (!letters) return letters.error();
  const Result<Counts> counts = outbox.counts({});
  if (!counts) return counts.error();
  std::vector<Row> rows;
  rows.push_back(is_chinese ? Row{"序号", "就诊登记", "目的地", "状态", "次数", "入队时间", "原因"}
                            : Row{"NUMBER", "VISIT", "DESTINATION", "STATE", "TRIES", "QUEUED", "WHY"});
  for (const LetterInfo& letter : *letters) rows.push_back(row_of(letter, is_chinese));
  std::array<std::size_t, kColumns> widths{};
  for (const Row& row : rows) {
    for (std::size_t i = 0; i < kColumns; ++i) widths[i] = std::max(widths[i], width_of(row[i]));
  }
  if (!letters->empty()) {
    for (const Row& row : rows) print_row(out, row, widths);
  }
  const auto more = counts->waiting + counts->parked - static_cast<std::int64_t>(letters->size());
  if (more > 0) out << (is_chinese ? "另有 " : "and ") << more << (is_chinese ? " 件未列出\n" : " more\n");
  print_counts(out, *counts, is_chinese);
  return {};
}

}  // namespace heyi::terminal
