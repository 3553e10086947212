// Colours: each pair is chosen for contrast on the eight colours that every terminal has.
#define NCURSES_NOMACROS
#include "screen/palette.hpp"

#include <curses.h>

namespace heyi::terminal {
namespace {

enum Pair : short { kNone, kGood, kWarn, kBad, kBandGood, kBandWarn, kBandBad, kBandInfo, kBar };

Look coloured(Style style) noexcept {
  switch (style) {
    case Style::plain: break;
    case Style::dim: return {A_DIM, kNone};
    case Style::bold: return {A_BOLD, kNone};
    case Style::good: return {A_BOLD, kGood};
    case Style::warn: return {A_BOLD, kWarn};
    case Style::bad: return {A_BOLD, kBad};
    case Style::bar: return {A_NORMAL, kBar};
    case Style::band_good: return {A_NORMAL, kBandGood};
    case Style::band_warn: return {A_NORMAL, kBandWarn};
    case Style::band_bad: return {A_BOLD, kBandBad};
    case Style::band_info: return {A_BOLD, kBandInfo};
  }
  return {};
}

Look colourless(Style style) noexcept {
  switch (style) {
    case Style::plain: break;
    case Style::dim: return {A_DIM, kNone};
    case Style::good:
    case Style::bold:
    case Style::band_good:
    case Style::band_warn:
    case Style::band_info: return {A_BOLD, kNone};
    case Style::warn:
    case Style::bad: return {A_BOLD | A_UNDERLINE, kNone};
    case Style::bar:
    case Style::band_bad: return {A_REVERSE, kNone};
  }
  return {};
}

}  // namespace

Palette::Palette() : has_colours_(::has_colors() && ::start_color() == OK && COLORS >= 8 && COLOR_PAIRS > kBar) {
  if (!has_colours_) return;
  // The ground stays the terminal's own, where it can say so.
  const short ground = ::use_default_colors() == OK ? static_cast<short>(-1) : static_cast<short>(COLOR_BLACK);
  ::init_pair(kGood, COLOR_GREEN, ground);
  ::init_pair(kWarn, COLOR_YELLOW, ground);
  ::init_pair(kBad, COLOR_RED, ground);
  ::init_pair(kBandGood, COLOR_BLACK, COLOR_GREEN);
  ::init_pair(kBandWarn, COLOR_BLACK, COLOR_YELLOW);
  ::init_pair(kBandBad, COLOR_WHITE, COLOR_RED);
  ::init_pair(kBandInfo, COLOR_WHITE, COLOR_BLUE);
  ::init_pair(kBar, COLOR_BLACK, COLOR_CYAN);
}

Look Palette::look(Style style) const noexcept { return has_colours_ ? coloured(style) : colourless(style); }

}  // namespace heyi::terminal
