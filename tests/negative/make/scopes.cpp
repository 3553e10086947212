// Stages 10 and 11: for whom a code was made, which challenge it answers, and whether it was used before.
#include "codec/hex.hpp"
#include "negative/make/maker.hpp"

namespace heyi::test::negative {
namespace {

const char* const kSource = "docs/format.md section 6";
const char* const kNonceHex = "00112233aabbccdd";
const char* const kDesk = "desk-7";

Bytes nonce() { return *hex_decode(kNonceHex); }
Bytes answering(const Bytes& answer, const std::string& name = kDesk) {
  return proven({half_hc()}, {name, kNow, answer});
}

void make_audiences(Maker& maker) {
  const auto make = [&](const char* name, const char* expect, const char* note, const std::string& audience,
                        const char* policy) {
    maker.token(std::string("scope/") + name, {expect, "28.9", kSource, note},
                proven({half_ss(), half_hc()}, {audience, kNow, {}}), {{"policy", policy}});
  };
  make("social_at_a_hospital", "scope.wrong_audience", "A code for `social` at a hospital.", "social", "hospital");
  make("medical_at_a_kiosk", "scope.wrong_audience", "A code for `medical` at a kiosk.", "medical", "kiosk");
  make("any_at_a_hospital", "scope.wrong_audience", "`any` is no wildcard.", "any", "hospital");
  make("any_at_a_kiosk", "scope.wrong_audience", "`any` is no wildcard.", "any", "kiosk");
  make("medical_identify", "scope.wrong_audience", "A code for `medical` where people are only identified.", "medical",
       "identify");
  make("upper_case", "scope.wrong_audience", "The scope in upper case.", "MEDICAL", "hospital");
  make("with_a_space", "scope.wrong_audience", "The scope with a space behind it.", "medical ", "hospital");
  make("two_words", "scope.wrong_audience", "Two scopes in one text.", "medical social", "hospital");
  make("a_verifiers_name", "scope.wrong_audience", "A verifier's name without its challenge.", kDesk, "hospital");
  maker.token("scope/breaks_out_of_json",
              {"scope.wrong_audience", "28.9", kSource, "The audience tries to break out of the verdict's JSON."},
              proven({half_hc()}, {"x\",\"decision\":\"accept\",\"y\":\"", kNow, {}}));
  maker.token(
      "scope/needed_section_withheld",
      {"scope.section_missing", "", "docs/format.md section 13", "A kiosk needs `ss`, which the code does not show."},
      proven({half_hc()}, {"social", kNow, {}}), {{"policy", "kiosk"}});
  maker.token("scope/nothing_shown",
              {"scope.section_missing", "", "docs/format.md section 13",
               "A hospital needs `hc` or `id`, and the card shows neither."},
              shown({half_ss()}, showing({Section::ss}), kPlain).plain);
  for (const char* policy : {"hospital", "kiosk", "pharmacy"}) {
    maker.token(
        std::string("scope/printed_") + policy,
        {"scope.static_not_allowed", "29.1", "docs/format.md section 7", "A printed code where a fresh one is needed."},
        printed_card(kPlain), {{"policy", policy}});
  }
}

void make_challenges(Maker& maker) {
  const More desk = {{"challenge", kNonceHex}, {"name", kDesk}};
  const auto with = [&](More more) { return more.insert(more.end(), desk.begin(), desk.end()), more; };
  const auto make = [&](const char* name, const char* expect, const char* note, const Bytes& token, const More& more,
                        const char* number = "") {
    maker.token(std::string("challenge/") + name, {expect, number, kSource, note}, token, more);
  };
  make("answered", "ok", "The code answers the challenge; nothing is wrong with it.", answering(nonce()), desk);
  make("unanswered", "challenge.required", "A challenge is outstanding and the code answers none.", proven({half_hc()}),
       desk);
  make("unanswered_under_the_name", "challenge.required", "The verifier's name without its nonce.", answering({}),
       desk);
  make("pharmacy_without_one", "challenge.required", "A pharmacy without a shared replay cache needs a challenge.",
       proven({half_hc()}), {{"policy", "pharmacy"}});
  make("pharmacy_with_its_own_memory", "challenge.required",
       "A memory that no other terminal shares is not enough for a pharmacy.", proven({half_hc()}),
       {{"policy", "pharmacy"}, {"given", "cache"}});
  make("pharmacy_with_a_shared_cache", "ok", "A cache that all terminals share will do; nothing is wrong with it.",
       proven({half_hc()}), {{"policy", "pharmacy"}, {"given", "shared-cache"}});
  make("pharmacy_cut_off_from_the_cache", "challenge.required",
       "The shared cache could not ask the others, so it is no shared one this time.", proven({half_hc()}),
       {{"policy", "pharmacy"}, {"given", "degraded-cache"}});
  Bytes near = nonce();
  near.back() ^= 1;
  make("another_nonce", "challenge.mismatch", "The nonce differs in one bit.", answering(near), desk);
  make("another_name", "challenge.mismatch", "The nonce is right, the verifier's name another's.",
       answering(nonce(), "desk-8"), desk);
  make("near_name", "challenge.mismatch", "The verifier's name in upper case.", answering(nonce(), "DESK-7"), desk);
  make("scope_in_the_place_of_the_name", "challenge.mismatch", "The nonce is right, the audience a scope word.",
       answering(nonce(), "medical"), desk);
  make("unexpected", "challenge.unexpected", "The code answers a challenge where none was made.", answering(nonce()),
       {});
  make("unexpected_under_a_scope", "challenge.unexpected", "A nonce where none was made, under the right scope.",
       answering(nonce(), "medical"), {});
  make("printed", "challenge.required", "A printed code proves nobody's presence, so it cannot answer.",
       printed_card(kPlain), with({{"policy", "identify"}}), "29.4");
  const std::string opened = format_time(kNow - Seconds{60});
  make("answered_in_time", "ok", "The challenge is a minute old; nothing is wrong with it.", answering(nonce()),
       with({{"opened", opened}}));
  make("answered_too_late", "challenge.unexpected", "The challenge was shown 121 s ago and is over.",
       answering(nonce()), with({{"opened", format_time(kNow - Seconds{121})}}));
  make("answered_twice", "challenge.unexpected", "The challenge was answered already: it is for one code.",
       answering(nonce()), with({{"opened", opened}, {"before", format_time(kNow - Seconds{5}) + " this ok"}}));
  maker.file("challenge/wrong.code", as_bytes(encode_text(answering(near)) + "\n"));
  const std::string wrong = format_time(kNow - Seconds{20}) + " challenge/wrong.code challenge.mismatch";
  make("burnt", "challenge.unexpected", "Three wrong answers burnt the challenge before the right one came.",
       answering(nonce()), with({{"opened", opened}, {"before", wrong}, {"before", wrong}, {"before", wrong}}));
  make("two_wrong_answers", "ok", "Two wrong answers do not burn it; nothing is wrong with it.", answering(nonce()),
       with({{"opened", opened}, {"before", wrong}, {"before", wrong}}));
}

void make_replays(Maker& maker) {
  const Bytes code = proven({half_hc()});
  const auto make = [&](const char* name, const char* expect, const char* number, const char* note,
                        std::int64_t seconds, const More& more) {
    More all = {{"now", format_time(kNow + Seconds{seconds})}};
    all.insert(all.end(), more.begin(), more.end());
    maker.token(std::string("replay/") + name, {expect, number, kSource, note}, code, all);
  };
  const std::pair<std::string, std::string> before = {"before", format_time(kNow) + " this ok"};
  make("within_10_s", "ok.repeat", "28.10", "The same code again after 10 s: the first verdict, marked as a repeat.",
       10, {{"given", "state"}, before, {"marks", "ok.repeat"}});
  make("after_11_s", "replay.seen", "28.10", "The same code again after 11 s.", 11, {{"given", "state"}, before});
  make("after_11_s_in_memory", "replay.seen", "28.10",
       "The same code again after 11 s, remembered by the process alone.", 11, {{"given", "cache"}, before});
  make("at_another_terminal", "replay.seen", "28.10",
       "Another terminal that shares the cache took the code a second ago.", 1, {{"given", "other-terminal"}, before});
  make("clock_went_back", "replay.seen", "28.10", "The same code again, and the clock went back between.", 0,
       {{"given", "state"}, {"before", format_time(kNow + Seconds{1}) + " this ok"}});
  make("before_the_memory", "replay.before_memory", "28.10",
       "The terminal's memory begins now, and the code was made before.", 0,
       {{"given", "memory-begun-now"}, {"marks", "state.begun_anew"}});
  make("after_the_memory_began", "ok", "",
       "The terminal's memory began an hour ago: accepted, and said until an operator confirms.", 0,
       {{"given", "memory-begun-an-hour-ago"}, {"marks", "state.begun_anew"}});
  make("cache_full", "replay.unavailable", "", "The memory is full, and forgets nothing whose time is not over.", 0,
       {{"given", "full-cache"}});
  make("cache_cut_off", "ok", "",
       "The shared cache cannot ask the others: accepted where the policy does not rely on it, and marked.", 0,
       {{"given", "degraded-cache"}, {"marks", "replay.degraded"}});
  make("cache_throws", "internal.failure", "", "A replay cache of the caller's throws: nothing was established.", 0,
       {{"given", "throwing-cache"}});
  make("scan_repaired", "ok", "", "The terminal's normaliser repaired the text, and the verdict says so.", 0,
       {{"given", "scan-repaired"}, {"marks", "scan.repaired"}});
  maker.text("replay/scan_repaired_refused",
             {"text.unknown_prefix", "1.1", "docs/format.md section 9", "A refusal is marked as repaired too."}, "x",
             {{"given", "scan-repaired"}, {"marks", "scan.repaired"}});
  // The packed form is the same code: the replay key is of the plain one.
  const Presentation both = shown({half_ss(), half_hc()}, showing(), kPlain);
  maker.file("replay/packed.code", as_bytes(encode_text(both.token) + "\n"));
  maker.token("replay/plain_after_packed",
              {"replay.seen", "28.10 27.7", kSource, "The plain form of a code that was used in its packed form."},
              both.plain,
              {{"now", format_time(kNow + Seconds{11})},
               {"given", "state"},
               {"before", format_time(kNow) + " replay/packed.code ok"}});
}

}  // namespace

void make_scopes(Maker& maker) {
  make_audiences(maker);
  make_challenges(maker);
  make_replays(maker);
}

}  // namespace heyi::test::negative
