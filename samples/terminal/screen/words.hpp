// What the screen says, in both languages.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "screen/bitmap.hpp"
#include "screen/canvas.hpp"
#include "screen/view.hpp"

namespace heyi::terminal {

/// in is the one of two texts that is in the language.
constexpr std::string_view in(Language language, std::string_view zh, std::string_view en) noexcept {
  return language == Language::zh ? zh : en;
}

/// said is `in` as a string of its own.
inline std::string said(Language language, std::string_view zh, std::string_view en) {
  return std::string(in(language, zh, en));
}

/// Signal is how an outcome is told from two metres away.
struct Signal {
  Shape shape;
  std::string_view zh, en;  ///< In capitals and characters that word_bitmap has.
  Style band, text;
};

/// signal_of is the outcome's; a presenter who was compared is accepted.
Signal signal_of(const ResultView& result) noexcept;

/// waiting_signal asks for a code.
Signal waiting_signal() noexcept;

/// sentence_of says what came of the scan, and next_of what to do now.
std::string_view sentence_of(const ResultView& result, Language language) noexcept;
std::string_view next_of(const ResultView& result, Language language) noexcept;

/// state_word is a section's state in a word or two, and state_style how it looks.
std::string_view state_word(SectionState state, Language language) noexcept;
Style state_style(SectionState state) noexcept;

/// span_words says how long something takes or took: `45 秒`, `3 h`. Below zero is none.
std::string span_words(Seconds span, Language language);

/// ago_words says how long ago something was: `3 小时前`, `3 h ago`.
std::string ago_words(Seconds age, Language language);

/// need_word says in the language why a list needs attention; other texts than ListView's stay as they are.
std::string_view need_word(std::string_view need, Language language) noexcept;

/// warning_words is a warning's sentence and what to do, when it is the name of a reason; else the text itself.
std::string warning_words(std::string_view warning, Language language);

/// masked_number leaves the first three and the last four characters of a number, or the last four alone when it is
/// shorter than twelve, or nothing when it is shorter than eight: what is compared is at its ends.
std::string masked_number(std::string_view number);

}  // namespace heyi::terminal
