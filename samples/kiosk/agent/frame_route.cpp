// The head is judged before the body is read, and the body's size while it is.
#include "agent/frame_route.hpp"

#include "agent/answer.hpp"
#include "agent/frame.hpp"
#include "station/log.hpp"

namespace heyi::kiosk {
namespace {

using httplib::Request;
using httplib::Response;

// So much of a body that is refused is read nevertheless, for the answer to arrive before the connection closes.
constexpr std::uint64_t kMaxDrained = 64 * 1024 * 1024;

std::uint64_t length_of(const Request& request) { return request.get_header_value<std::uint64_t>("Content-Length"); }

// Decision, reason and times; of a code that was not found there is nothing to tell.
void log_scan(const Judgement& judgement) {
  if (!judgement.found) return;
  const Spent& spent = judgement.spent;
  station::log_line("scan " + std::string(decision_name(judgement.verdict.decision)) + " " +
                    std::string(reason_name(judgement.verdict.reason)) + " decode " + std::to_string(spent.decode) +
                    " us, verify " + std::to_string(spent.verify) + " us, rules " + std::to_string(spent.rules) +
                    " us");
}

void drain(const Request& request, const httplib::ContentReader& read) {
  if (request.is_multipart_form_data() || length_of(request) > kMaxDrained) return;
  std::uint64_t drained = 0;
  read([&](const char*, std::size_t size) { return (drained += size) <= kMaxDrained; });
}

}  // namespace

std::optional<Refusal> FrameRoute::check(const Request& request) {
  if (const auto refusal = gate_.check_api(head_of(request))) return refusal;
  if (request.has_header("Content-Encoding") || !is_frame_type(request.get_header_value("Content-Type"))) {
    return Refusal::bad_frame;
  }
  if (length_of(request) > kMaxFrameSize) return Refusal::too_large;
  if (!rate_.take(FrameRate::Clock::now())) return Refusal::too_many;
  return std::nullopt;
}

void FrameRoute::answer(const Request& request, Response& response, const httplib::ContentReader& read) {
  if (const auto refusal = check(request)) {
    drain(request, read);
    return refuse_(response, *refusal);
  }
  Bytes body;
  bool is_too_large = false;
  const bool is_whole = read([&](const char* data, std::size_t size) {
    is_too_large = size > kMaxFrameSize - body.size();
    if (!is_too_large) body.insert(body.end(), data, data + size);
    return !is_too_large;
  });
  if (!is_whole) return refuse_(response, is_too_large ? Refusal::too_large : Refusal::bad_frame);
  judge(request, response, body);
}

void FrameRoute::judge(const Request& request, Response& response, const Bytes& body) {
  const auto begun = std::chrono::steady_clock::now();
  const Turns::Turn turn(turns_);
  if (!turn) return refuse_(response, Refusal::too_many);
  const Result<Frame> frame = read_frame(request.get_header_value("Content-Type"), request.get_param_value("width"),
                                         request.get_param_value("height"), body);
  if (!frame) {
    return refuse_(response, frame.error().reason == Reason::scan_too_large ? Refusal::too_large : Refusal::bad_frame);
  }
  const std::shared_ptr<const station::Lists> lists = keeper_.lists();
  if (!lists) return refuse_(response, Refusal::not_ready);
  const Result<Judgement> judgement = judge_frame(frame->view, *lists, keeper_.state(), place_, station::clock_now());
  if (!judgement) {
    const Reason reason = judgement.error().reason;
    keeper_.note_outcome(reason);
    if (refuse_.may_log()) station::log_line("no judgement: " + station::words_of(judgement.error()));
    // What needs an operator is not called a failure that passes.
    const bool is_gone = reason == Reason::state_lost || reason == Reason::state_damaged;
    return refuse_(response, is_gone ? Refusal::not_ready : Refusal::failed);
  }
  if (judgement->found) keeper_.note_outcome(judgement->verdict.reason);
  log_scan(*judgement);
  const auto spent = std::chrono::steady_clock::now() - begun;
  response.set_content(answer_json(*judgement, std::chrono::duration_cast<std::chrono::microseconds>(spent).count()),
                       kJsonType);
}

}  // namespace heyi::kiosk
