// From top to bottom: the bar, the verdict's band, what to do next, the facts, the state of the desk, the keys.
#include "screen/layout.hpp"

#include <algorithm>
#include <cstddef>

#include "screen/band.hpp"
#include "screen/characters.hpp"
#include "screen/content.hpp"
#include "screen/facts.hpp"
#include "screen/status_lines.hpp"
#include "screen/words.hpp"

namespace heyi::terminal {
namespace {

constexpr int kStatusLabel = 10, kSeparator = 3, kUnbroken = 1000, kAllLines = 24, kLeastFacts = 4;

// A page of the screen being drawn; lines are taken from its top and its bottom.
class Page {
 public:
  Page(const DeskView& view, int columns, int lines)
      : view_(view), canvas_(columns, lines), end_(lines), is_roomy_(lines >= 34) {}

  Canvas draw() {
    bar();
    footer();
    if (view_.result) {
      result(*view_.result);
    } else {
      waiting();
    }
    return std::move(canvas_);
  }

 private:
  int columns() const noexcept { return canvas_.columns(); }
  int left() const noexcept { return end_ - line_; }

  void bar() {
    canvas_.fill({0, 0, columns(), 1}, Style::bar);
    const std::string time = format_time_china(view_.now) + ' ';
    int column = 0;
    if (view_.is_simulated) column = canvas_.put(0, 0, in(view_.language, "【模拟】", " SIMULATED "), Style::band_warn);
    canvas_.put(column, 0, bar_text(view_), Style::bar, columns() - text_width(time) - 1 - column);
    canvas_.put_right(columns(), 0, time, Style::bar);
    line_ = 1;
  }

  // What needs attention gets an equal share each of a line that is too long, and what shorter ones leave.
  void status_line(const StatusLine& line) {
    int column = 1;
    if (columns() >= kTwoColumns) {  // The label goes before anything is cut.
      canvas_.put(column, end_, line.pieces[0].text, Style::dim, kStatusLabel);
      column += kStatusLabel;
    }
    for (std::size_t at = 1; at < line.pieces.size() && column < columns(); ++at) {
      if (at > 1) column = canvas_.put(column, end_, " │ ", Style::dim);
      const auto is_reserved = [](const Piece& piece) { return piece.style != Style::dim; };
      const auto begin = line.pieces.begin() + static_cast<std::ptrdiff_t>(at) + 1, end = line.pieces.end();
      const int after = static_cast<int>(std::count_if(begin, end, is_reserved));
      const int room = columns() - column - kSeparator * after, share = room / (after + 1);
      int reserved = 0;
      for (auto later = begin; later != end; ++later) {
        if (is_reserved(*later)) reserved += std::min(text_width(later->text), share);
      }
      column = canvas_.put(column, end_, line.pieces[at].text, line.pieces[at].style, std::max(room - reserved, 2));
    }
  }

  void footer() {
    --end_;
    status_line(keys_line(view_));
    std::vector<StatusLine> lines =
        status_lines(view_, is_roomy_ ? columns() - 2 - kStatusLabel : kUnbroken, canvas_.lines() >= 36 ? 4 : 2);
    if (canvas_.lines() < kAllLines) {
      // Room for one: what needs attention, if anything does.
      const auto urgent =
          std::find_if(lines.begin(), lines.end(), [](const auto& line) { return line.needs_attention; });
      lines = {urgent == lines.end() ? lines.front() : *urgent};
    }
    for (std::size_t at = lines.size(); at-- > 0;) {
      --end_;
      status_line(lines[at]);
    }
    if (!is_roomy_) return;
    --end_;
    for (int column = 0; column < columns(); ++column) canvas_.put(column, end_, "─", Style::dim);
  }

  void centred(std::string_view text, Style style) {
    for (const std::string& piece : wrapped(text, columns() - 2)) {
      if (left() <= 0) return;
      canvas_.put((columns() - text_width(piece)) / 2, line_++, piece, style);
    }
  }

  void waiting() {
    Canvas trial(columns(), canvas_.lines());
    const int block = draw_band(trial, 0, waiting_signal(), view_.language, 0) + 2;
    line_ += std::max((left() - block) / 2, 0);
    line_ = draw_band(canvas_, line_, waiting_signal(), view_.language, 0);
    ++line_;
    const bool has_scanner = std::any_of(view_.scanners.begin(), view_.scanners.end(),
                                         [](const ScannerState& scanner) { return scanner.is_there; });
    if (has_scanner) {
      centred(in(view_.language, "请将二维码对准扫码枪", "Hold the code in front of the scanner"), Style::bold);
    } else {
      centred(in(view_.language, "没有扫码枪，请插好", "There is no scanner: plug one in"), Style::bad);
    }
  }

  void result(const ResultView& result) {
    const Signal signal = signal_of(result);
    line_ = draw_band(canvas_, line_, signal, view_.language, is_roomy_ ? 1 : 0);
    if (is_roomy_) ++line_;
    centred(said(view_.language, signal.zh, signal.en)
                .append(in(view_.language, "：", ": "))
                .append(sentence_of(result, view_.language)),
            signal.text);
    centred(said(view_.language, "下一步：", "Next: ").append(next_of(result, view_.language)), Style::bold);
    const int facts = std::max(least_fact_lines(columns(), result, view_.language), kLeastFacts);
    for (const std::string& mark : mark_lines(result, view_.language)) {
      if (left() > facts + (is_roomy_ ? 1 : 0)) centred("! " + mark, Style::warn);
    }
    if (is_roomy_) ++line_;
    draw_facts(canvas_, line_, end_, result, view_.language);
  }

  const DeskView& view_;
  Canvas canvas_;
  int line_ = 0, end_;
  bool is_roomy_;
};

// What is left of the screen in a window that is too small for it.
Canvas draw_small(const DeskView& view, int columns, int lines) {
  Canvas canvas(columns, lines);
  const Signal signal = view.result ? signal_of(*view.result) : waiting_signal();
  canvas.fill({0, 0, columns, 1}, signal.band);
  canvas.put(1, 0, in(view.language, signal.zh, signal.en), signal.band);
  int line = 1;
  const auto tell = [&](std::string_view text, Style style) {
    for (const std::string& piece : wrapped(text, columns)) canvas.put(0, line++, piece, style);
  };
  if (view.result) tell(next_of(*view.result, view.language), Style::bold);
  tell(in(view.language, "窗口太小，至少需要 80x24", "The window is too small: 80x24 is needed"), Style::dim);
  return canvas;
}

}  // namespace

Canvas draw(const DeskView& view, int columns, int lines) {
  if (columns < kLeastColumns || lines < kLeastLines) return draw_small(view, columns, lines);
  return Page(view, columns, lines).draw();
}

}  // namespace heyi::terminal
