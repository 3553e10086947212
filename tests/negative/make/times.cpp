// Stage 8: cards, sections and proofs before and after their time, to the second.
#include "negative/make/maker.hpp"

namespace heyi::test::negative {
namespace {

const char* const kSource = "docs/format.md section 13";

std::string later(std::int64_t seconds) { return format_time(kNow + Seconds{seconds}); }

Bytes ending(const Bytes& card, Party issuer, Time end) {
  return changed(card, edkey(issuer),
                 [&](Parts& parts) { parts.payload[label(cose::kClaimExp)] = cbor::encode_int(to_unix(end)); });
}

void make_card_times(Maker& maker) {
  const auto make = [&](const char* name, const char* expect, const char* number, const char* note, const Bytes& token,
                        const More& more = {}) {
    maker.token(std::string("time/") + name, {expect, number, kSource, note}, token, more);
  };
  make("card_expired", "time.expired", "30.1", "The card has expired a second ago.",
       proven({ending(half_hc(), Party::health, kNow - Seconds{1})}));
  make("card_expires_now", "time.expired", "30.1", "exp equal to now is expired.",
       proven({ending(half_hc(), Party::health, kNow)}));
  make("card_expires_in_a_second", "ok", "", "exp is a second ahead; nothing is wrong with it.",
       proven({ending(half_hc(), Party::health, kNow + Seconds{1})}));
  make("both_cards_expired", "time.expired", "30.1", "Both halves have expired.",
       proven({ending(half_ss(), Party::hrss, kNow), ending(half_hc(), Party::health, kNow)}));
  make("needed_card_expired", "time.section_expired", "30.1",
       "The half that a kiosk needs has expired, the other has not.",
       proven({ending(half_ss(), Party::hrss, kNow), half_hc()}, {"social", kNow, {}}), {{"policy", "kiosk"}});
  make("printed_expired", "time.expired", "30.1", "A printed code that has expired.",
       changed(printed_card(kPlain), edkey(Party::platform),
               [](Parts& parts) { parts.payload[label(cose::kClaimExp)] = cbor::encode_int(to_unix(kNow)); }),
       {{"policy", "identify"}});
  make("proof_dated_at_the_cards_end", "time.expired", "30.1",
       "Skew is for the proof alone: dated at the card's end, it says nothing about a time when the card held.",
       proven({ending(half_hc(), Party::health, kNow + Seconds{10})}, {"medical", kNow + Seconds{10}, {}}));
  make("card_from_tomorrow", "time.not_yet_valid", "", "The card was issued tomorrow.",
       proven({half_hc({.now = kNow + std::chrono::days{1}})}, {"medical", kNow + std::chrono::days{1}, {}}));
  make("second_card_from_tomorrow", "time.not_yet_valid", "", "The second card was issued tomorrow.",
       proven({half_ss(), half_hc({.now = kNow + std::chrono::days{1}})}));
  make("proof_older_than_the_card", "time.inconsistent", "", "The proof is dated before the day of the card's issue.",
       proven({half_hc()}, {"medical", kToday - Seconds{1}, {}}), {{"now", format_time(kToday)}});
}

void make_section_times(Maker& maker) {
  const auto make = [&](const char* name, const char* expect, const char* number, const char* note, const Bytes& token,
                        const More& more = {}) {
    maker.token(std::string("time/") + name, {expect, number, kSource, note}, token, more);
  };
  const std::int64_t yesterday = *parse_date("2026-11-23");
  const auto hc_until = [&](std::int64_t day) {
    return altered_hc([&](Parts& card) {
      Pairs section = pairs_of(card.payload.at(cbor::encode_text("hc")));
      section[label(0)] = cbor::encode_int(day);
      card.payload[cbor::encode_text("hc")] = map_of(section);
    });
  };
  make("section_ended_yesterday", "time.section_expired", "30.1", "The section's own last day was yesterday.",
       proven({hc_until(yesterday)}));
  make("section_ends_today", "ok", "", "The section's own last day is today; nothing is wrong with it.",
       proven({hc_until(yesterday + 1)}));
  make("section_ended_at_midnight_in_china", "time.section_expired", "30.1",
       "Its last day ended at midnight, China Standard Time.",
       proven({hc_until(yesterday + 1)}, {"medical", *parse_time("2026-11-24T16:00:00Z"), {}}),
       {{"now", "2026-11-24T16:00:00Z"}});
  make("section_before_midnight_in_china", "ok", "",
       "A second before its last day ends in China; nothing is wrong with it.",
       proven({hc_until(yesterday + 1)}, {"medical", *parse_time("2026-11-24T15:59:59Z"), {}}),
       {{"now", "2026-11-24T15:59:59Z"}});
  const auto px_until = [&](std::int64_t day) {
    return changed(issued(hrss_rich_claims(), Party::hrss, Algorithm::eddsa, kPlain, {}), edkey(Party::hrss),
                   [&](Parts& card) {
                     Pairs section = pairs_of(card.payload.at(cbor::encode_text("px")));
                     section[label(0)] = cbor::encode_int(day);
                     card.payload[cbor::encode_text("px")] = map_of(section);
                   });
  };
  make("mandate_ended_yesterday", "time.section_expired", "30.2",
       "The mandate's last day was yesterday: nobody comes for somebody else any more.",
       proven({px_until(yesterday), half_hc()}));
  make("mandate_ends_today", "ok", "", "The mandate's last day is today; nothing is wrong with it.",
       proven({px_until(yesterday + 1), half_hc()}));
  make("mandate_on_an_expired_card", "time.section_expired", "30.2",
       "The card with the mandate has expired, the other half has not.",
       proven({ending(px_until(yesterday + 100), Party::hrss, kNow), half_hc()}));
}

void make_proof_times(Maker& maker) {
  const Bytes code = proven({half_hc()});
  const auto make = [&](const char* name, const char* expect, const char* number, const char* note,
                        std::int64_t seconds, const More& more = {}) {
    More all = {{"now", later(seconds)}};
    all.insert(all.end(), more.begin(), more.end());
    maker.token(std::string("time/") + name, {expect, number, kSource, note}, code, all);
  };
  make("proof_of_179_s", "ok", "", "A proof within window and lateness; nothing is wrong with it.", 179);
  make("proof_of_180_s", "time.proof_stale", "28.7", "A proof of 60 s and 120 s.", 180);
  make("proof_of_a_day", "time.proof_stale", "28.7", "Yesterday's proof.", 86400);
  make("proof_30_s_ahead", "ok", "", "A proof dated as far ahead as it may be; nothing is wrong with it.", -30);
  make("proof_31_s_ahead", "time.proof_future", "28.8", "A proof dated 31 s ahead.", -31);
  make("proof_an_hour_ahead", "time.proof_future", "28.8", "A proof dated an hour ahead.", -3600);
  make("clock_suspect", "time.clock_suspect", "28.7",
       "The terminal's clock is in doubt, so no code can be said to be fresh.", 0, {{"given", "clock-suspect"}});
  maker.token("time/clock_suspect_printed",
              {"ok.identified", "", kSource,
               "With a clock in doubt a printed code still identifies, and the verdict is marked."},
              printed_card(kPlain),
              {{"policy", "identify"}, {"given", "clock-suspect"}, {"marks", "time.clock_suspect"}});
}

}  // namespace

void make_times(Maker& maker) {
  make_card_times(maker);
  make_section_times(maker);
  make_proof_times(maker);
}

}  // namespace heyi::test::negative
