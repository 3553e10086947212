// The head is judged before the body is read.
#include "agent/frame_route.hpp"

#include "agent/answer.hpp"
#include "agent/frame.hpp"
#include "station/log.hpp"

namespace heyi::kiosk {
namespace {

using station::Request;
using station::Response;

// Decision, reason and times; of a code that was not found there is nothing to tell.
void log_scan(const Judgement& judgement) {
  if (!judgement.found) return;
  const Spent& spent = judgement.spent;
  station::log_line("scan " + std::string(decision_name(judgement.verdict.decision)) + " " +
                    std::string(reason_name(judgement.verdict.reason)) + " decode " + std::to_string(spent.decode) +
                    " us, verify " + std::to_string(spent.verify) + " us, rules " + std::to_string(spent.rules) +
                    " us");
}

}  // namespace

std::optional<Response> FrameRoute::check(const Request& request) {
  if (const auto refusal = gate_.check_api(head_of(request))) return refuse_(*refusal);
  if (request.count("Content-Encoding") > 0 || !is_frame_type(request.header("Content-Type"))) {
    return refuse_(Refusal::bad_frame);
  }
  if (!rate_.take(FrameRate::Clock::now())) return refuse_(Refusal::too_many);
  return std::nullopt;
}

Response FrameRoute::answer(const Request& request) {
  const auto begun = std::chrono::steady_clock::now();
  const Turns::Turn turn(turns_);
  if (!turn) return refuse_(Refusal::too_many);
  const Result<Frame> frame = read_frame(request.header("Content-Type"), request.parameter("width"),
                                         request.parameter("height"), as_bytes(request.body));
  if (!frame) {
    return refuse_(frame.error().reason == Reason::scan_too_large ? Refusal::too_large : Refusal::bad_frame);
  }
  const std::shared_ptr<const station::Lists> lists = keeper_.lists();
  if (!lists) return refuse_(Refusal::not_ready);
  const Result<Judgement> judgement = judge_frame(frame->view, *lists, keeper_.state(), place_, station::clock_now());
  if (!judgement) {
    const Reason reason = judgement.error().reason;
    keeper_.note_outcome(reason);
    if (refuse_.may_log()) station::log_line("no judgement: " + station::words_of(judgement.error()));
    // What needs an operator is not called a failure that passes.
    const bool is_gone = reason == Reason::state_lost || reason == Reason::state_damaged;
    return refuse_(is_gone ? Refusal::not_ready : Refusal::failed);
  }
  if (judgement->found) keeper_.note_outcome(judgement->verdict.reason);
  log_scan(*judgement);
  const auto spent = std::chrono::steady_clock::now() - begun;
  return {200,
          kJsonType,
          answer_json(*judgement, std::chrono::duration_cast<std::chrono::microseconds>(spent).count()),
          {}};
}

}  // namespace heyi::kiosk
