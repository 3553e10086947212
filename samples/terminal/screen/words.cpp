// The tables of words. Sentences of verdicts are the SDK's own.
#include "screen/words.hpp"

#include <algorithm>

#include "screen/characters.hpp"

namespace heyi::terminal {

Signal signal_of(const ResultView& result) noexcept {
  switch (result.outcome) {
    case Outcome::confirm:
      if (!result.is_confirmed) return {Shape::persons, "核对代办", "CONFIRM", Style::band_warn, Style::warn};
      [[fallthrough]];
    case Outcome::accepted:
    case Outcome::repeated: return {Shape::tick, "通过", "ACCEPTED", Style::band_good, Style::good};
    case Outcome::identify: return {Shape::document, "核对证件", "CHECK ID", Style::band_warn, Style::warn};
    case Outcome::scan_again: return {Shape::arrows, "重扫", "SCAN AGAIN", Style::band_warn, Style::warn};
    case Outcome::needs_online: return {Shape::globe, "联网系统", "GO ONLINE", Style::band_info, Style::bold};
    case Outcome::refused: break;
  }
  return {Shape::cross, "拒绝", "REFUSED", Style::band_bad, Style::bad};
}

Signal waiting_signal() noexcept { return {Shape::code, "请扫码", "SCAN", Style::plain, Style::bold}; }

std::string_view sentence_of(const ResultView& result, Language language) noexcept {
  if (result.is_confirmed && result.outcome != Outcome::repeated) {
    return in(language, "验证通过，代办人证件已核对", "Verified, and the presenter's document was compared");
  }
  if (result.outcome == Outcome::confirm) {
    return in(language, "码有效，由他人代为出示", "The code is valid; somebody presents it for its holder");
  }
  return reason_sentence(result.outcome == Outcome::identify ? Reason::ok_identified : result.reason, language);
}

std::string_view next_of(const ResultView& result, Language language) noexcept {
  if (result.outcome == Outcome::confirm) {
    return result.is_confirmed
               ? reason_next(Reason::ok, language)
               : in(language, "请核对代办人证件，相符后按 F5 键", "Compare the presenter's document, then press F5");
  }
  return reason_next(result.outcome == Outcome::identify ? Reason::ok_identified : result.reason, language);
}

std::string_view state_word(SectionState state, Language language) noexcept {
  switch (state) {
    case SectionState::shown: return in(language, "已出示", "shown");
    case SectionState::withheld: return in(language, "未出示", "withheld");
    case SectionState::unvouched: return in(language, "无权证明", "unvouched");
    case SectionState::expired: return in(language, "已过期", "expired");
    case SectionState::suspended: return in(language, "已挂失", "suspended");
    case SectionState::stale: break;
  }
  return in(language, "列表已旧", "stale");
}

Style state_style(SectionState state) noexcept {
  switch (state) {
    case SectionState::shown: return Style::good;
    case SectionState::withheld: return Style::dim;
    case SectionState::stale: return Style::warn;
    case SectionState::unvouched:
    case SectionState::expired:
    case SectionState::suspended: break;
  }
  return Style::bad;
}

std::string span_words(Seconds span, Language language) {
  struct Unit {
    std::int64_t seconds, from;
    std::string_view zh, en;
  };
  constexpr std::int64_t kMinute = 60, kHour = 60 * kMinute, kDay = 24 * kHour;
  // A unit is used from two of it on, so that what is left out is less than a third.
  constexpr Unit kUnits[] = {{kDay, 2 * kDay, " 天", " d"},
                             {kHour, 2 * kHour, " 小时", " h"},
                             {kMinute, 2 * kMinute, " 分钟", " min"},
                             {1, 0, " 秒", " s"}};
  const std::int64_t seconds = std::max<std::int64_t>(span.count(), 0);
  const Unit* const unit =
      std::find_if(std::begin(kUnits), std::end(kUnits), [&](const Unit& one) { return seconds >= one.from; });
  return std::to_string(seconds / unit->seconds) + std::string(in(language, unit->zh, unit->en));
}

std::string ago_words(Seconds age, Language language) {
  return span_words(age, language) + said(language, "前", " ago");
}

std::string_view need_word(std::string_view need, Language language) noexcept {
  if (need == "old") return in(language, "已旧，请更新", "old: update it");
  if (need == "expires soon") return in(language, "即将过期，请更新", "expires soon: update it");
  if (need == "expired") return in(language, "已过期，请更新", "expired: update it");
  return need;
}

std::string warning_words(std::string_view warning, Language language) {
  const std::optional<Reason> reason = reason_from_name(warning);
  if (!reason) return std::string(warning);
  return std::string(reason_sentence(*reason, language)) + said(language, "；", ". ") +
         std::string(reason_next(*reason, language));
}

std::string masked_number(std::string_view number) {
  constexpr std::size_t kFirst = 3, kLast = 4;
  const std::u32string all = readable(number);
  std::string masked;
  if (all.size() >= kFirst + kLast + 5) {
    for (std::size_t at = 0; at < kFirst; ++at) append_utf8(masked, all[at]);
  }
  masked += "****";
  if (all.size() >= 2 * kLast) {
    for (std::size_t at = all.size() - kLast; at < all.size(); ++at) append_utf8(masked, all[at]);
  }
  return masked;
}

}  // namespace heyi::terminal
