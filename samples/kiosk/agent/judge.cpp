// The one path from a frame to an answer.
#include "agent/judge.hpp"

#include <chrono>

#include <heyi/qr.hpp>

namespace heyi::kiosk {
namespace {

/// Stopwatch measures for the page's report alone; no decision depends on it.
class Stopwatch {
 public:
  std::int64_t lap() {
    const auto now = std::chrono::steady_clock::now();
    const auto passed = std::chrono::duration_cast<std::chrono::microseconds>(now - start_).count();
    start_ = now;
    return passed;
  }

 private:
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

// A pack whose end has come since it was loaded has no say.
std::vector<Judgement::Answer> ask(const Verdict& verdict, const std::vector<station::DatedBook>& books,
                                   const Place& place) {
  std::vector<Judgement::Answer> answers;
  const Result<Facts> facts = facts_of(verdict, place.area);
  if (!facts) return answers;
  for (const station::DatedBook& dated : books) {
    if (verdict.as_of.now >= dated.expires_at) continue;
    answers.push_back({dated.book, dated.book.evaluate(*facts)});
  }
  return answers;
}

}  // namespace

Result<Judgement> judge_frame(const GreyView& frame, const station::Lists& lists, StateStore& state, const Place& place,
                              Time clock) {
  const Result<ClockReading> reading = state.read_clock(clock, place.clock_tolerance);
  if (!reading) return reading.error();
  Circumstances circumstances{.now = reading->now};
  circumstances.clock_suspect = reading->suspect;
  circumstances.replay = &state;
  circumstances.rollback_checked = true;

  Judgement judgement;
  Stopwatch watch;
  const Result<std::string> text = read_qr(frame);
  judgement.spent.decode = watch.lap();
  if (!text && text.error().reason == Reason::scan_unreadable) {
    if (const Result<FrameLook> look = look_at_frame(frame)) judgement.guidance = look->guidance;
    judgement.spent.decode += watch.lap();
    return judgement;
  }
  judgement.found = true;
  judgement.verdict = lists.verifier.verify_read(text, circumstances);
  judgement.spent.verify = watch.lap();
  if (judgement.verdict.decision == Decision::accept) judgement.answers = ask(judgement.verdict, lists.books, place);
  judgement.spent.rules = watch.lap();
  return judgement;
}

}  // namespace heyi::kiosk
