// Each line tells of one kind of thing; what is not well says what to do.
#include "screen/status_lines.hpp"

#include <algorithm>
#include <utility>

#include "screen/characters.hpp"
#include "screen/words.hpp"

namespace heyi::terminal {
namespace {

// Where a line is too short for all, what needs attention is not what is left out.
void troubles_first(StatusLine& line) {
  std::stable_partition(line.pieces.begin() + 1, line.pieces.end(),
                        [](const Piece& piece) { return piece.style != Style::dim; });
}

StatusLine scanners_line(const DeskView& view) {
  StatusLine line{{{said(view.language, "扫码枪", "Scanner"), Style::dim}}};
  for (const ScannerState& scanner : view.scanners) {
    const std::string_view source = scanner.source;
    std::string text(source.starts_with("/dev/") ? source.substr(5) : source);
    text += scanner.is_there ? said(view.language, " 就绪", " ready")
                             : said(view.language, " 未连接，请插好", " away: plug it in");
    if (!scanner.trouble.empty()) text += ": " + scanner.trouble;
    const bool is_well = scanner.is_there && scanner.trouble.empty();
    line.needs_attention |= !is_well;
    line.pieces.push_back({text, is_well ? Style::dim : Style::bad});
  }
  troubles_first(line);
  if (view.scanners.empty()) {
    line.needs_attention = true;
    line.pieces.push_back({said(view.language, "没有，请插好", "none: plug one in"), Style::bad});
  }
  return line;
}

StatusLine lists_line(const DeskView& view) {
  StatusLine line{{{said(view.language, "列表", "Lists"), Style::dim}}};
  bool is_first_status = true;
  for (const ListView& list : view.lists) {
    const bool is_trust = list.kind == "trust";
    std::string text = is_trust ? said(view.language, "信任 ", "trust ") : list.name + ' ';
    text += list.age ? ago_words(*list.age, view.language) : said(view.language, "没有", "missing");
    if (!list.need.empty()) text.append(in(view.language, "，", ", ")).append(need_word(list.need, view.language));
    const bool is_well = list.age && list.need.empty();
    // Said once for those that are well, which stand side by side.
    if (!is_trust && (is_first_status || !is_well)) text.insert(0, in(view.language, "状态 ", "status "));
    is_first_status &= is_trust || !is_well;
    line.needs_attention |= !is_well;
    line.pieces.push_back({text, is_well ? Style::dim : Style::warn});
  }
  if (view.lists.empty()) {
    line.needs_attention = true;
    line.pieces.push_back({said(view.language, "没有，请安装更新包", "none: install a bundle"), Style::bad});
  }
  troubles_first(line);
  return line;
}

StatusLine destinations_line(const DeskView& view) {
  StatusLine line{{{said(view.language, "送往", "Sent to"), Style::dim}}};
  for (const DestinationView& destination : view.destinations) {
    std::string text = destination.name;
    if (destination.waiting != 0 || destination.parked == 0) {
      text += said(view.language, " 待送 ", " waiting ") + std::to_string(destination.waiting);
    }
    if (destination.oldest_waiting) {
      text += said(view.language, "，最早 ", ", oldest ") + ago_words(*destination.oldest_waiting, view.language);
    }
    if (destination.parked != 0) text += said(view.language, " 搁置 ", " parked ") + std::to_string(destination.parked);
    if (!destination.trouble.empty()) text += ": " + destination.trouble;
    const bool is_well = destination.parked == 0 && destination.trouble.empty();
    line.needs_attention |= !is_well;
    line.pieces.push_back({text, is_well ? Style::dim : Style::warn});
  }
  troubles_first(line);
  if (view.destinations.empty()) line.pieces.push_back({said(view.language, "未设置", "nowhere"), Style::dim});
  return line;
}

StatusLine counters_line(const DeskView& view) {
  const auto count = [&](std::string_view zh, std::string_view en, std::int64_t number) {
    return Piece{said(view.language, zh, en) + std::to_string(number), Style::dim};
  };
  return {{{said(view.language, "今日", "Today"), Style::dim},
           count("通过 ", "accepted ", view.today.accepted),
           count("核对证件 ", "check ID ", view.today.identified),
           count("拒绝 ", "refused ", view.today.refused),
           count("重扫 ", "scan again ", view.today.scan_again)}};
}

}  // namespace

std::string bar_text(const DeskView& view) {
  std::string text = said(view.language, " 终端 ", " Terminal ") + view.site.terminal;
  text += said(view.language, "  操作员 ", "  Operator ") + view.site.operator_code;
  text += said(view.language, "  机构 ", "  Org. ") + view.site.organisation;
  return text;
}

std::vector<StatusLine> status_lines(const DeskView& view, int columns, std::size_t most_warnings) {
  std::vector<StatusLine> lines;
  for (const std::string& warning : view.warnings) {
    std::string label = said(view.language, "注意", "Attention");
    for (std::string& piece : wrapped(warning_words(warning, view.language), columns)) {
      if (lines.size() == most_warnings) break;
      lines.push_back({{{std::exchange(label, ""), Style::dim}, {std::move(piece), Style::bad}}, true});
    }
  }
  lines.push_back(scanners_line(view));
  lines.push_back(lists_line(view));
  lines.push_back(destinations_line(view));
  lines.push_back(counters_line(view));
  return lines;
}

StatusLine keys_line(const DeskView& view) {
  const auto key = [&](std::string_view letter, std::string_view zh, std::string_view en) {
    return Piece{std::string(letter) + ' ' + said(view.language, zh, en), Style::plain};
  };
  Piece wipe = key("F8", "清除", "wipe");
  if (view.result) {
    wipe.text += said(view.language, "（", " (") + std::to_string(view.result->seconds_left) +
                 said(view.language, " 秒）", " s)");
  }
  Piece confirm = key("F5", "已核对", "confirm");
  const bool is_asked = view.result && view.result->outcome == Outcome::confirm && !view.result->is_confirmed;
  confirm.style = is_asked ? Style::band_warn : Style::dim;
  return {{{said(view.language, "按键", "Keys"), Style::dim},
           confirm,
           wipe,
           key("F9", "重送", "resend"),
           key("F2", "English", "language"),
           key("F10", "退出", "quit")}};
}

}  // namespace heyi::terminal
