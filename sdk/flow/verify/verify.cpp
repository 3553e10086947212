// Verifier: text or frame in, verdict out. The line reads: text, token, structure, judge.
#include <heyi/qr.hpp>
#include <heyi/text.hpp>
#include <heyi/verify.hpp>

#include <algorithm>

#include "flow/verify/code.hpp"
#include "flow/verify/judge.hpp"
#include "trust/status_list.hpp"

namespace heyi {

struct Verifier::Impl {
  TrustList trust;
  std::vector<StatusList> status;
  Policy policy;
};

namespace {

Verdict open_verdict(const TrustList& trust, const Circumstances& circumstances) {
  Verdict verdict;
  verdict.as_of.now = circumstances.now;
  verdict.as_of.trust = flow::age_of(trust, circumstances.now);
  verdict.as_of.rollback_checked = circumstances.rollback_checked;
  if (circumstances.scan_repaired) verdict.marks.push_back(Reason::scan_repaired);
  if (circumstances.replay != nullptr && circumstances.replay->memory_since())
    verdict.marks.push_back(Reason::state_begun_anew);
  return verdict;
}

// What only a clock can make wrong. With a clock that is doubted none of them says anything about the code.
bool is_about_time(Reason reason) noexcept {
  switch (reason) {
    case Reason::trust_signer_expired:
    case Reason::trust_signer_not_yet_valid:
    case Reason::trust_expired:
    case Reason::trust_from_future:
    case Reason::time_expired:
    case Reason::time_not_yet_valid:
    case Reason::time_section_expired:
    case Reason::time_proof_stale:
    case Reason::time_proof_future: return true;
    default: return false;
  }
}

void refuse(Verdict& verdict, const Error& error) {
  verdict.reason = error.reason;
  verdict.detail = error.detail;
  // A reason that would accept cannot stand for a failed check.
  const Decision decision = reason_decision(error.reason);
  verdict.decision = decision == Decision::accept ? Decision::reject : decision;
}

bool is_marked(const Verdict& verdict, Reason reason) {
  return std::find(verdict.marks.begin(), verdict.marks.end(), reason) != verdict.marks.end();
}

// A repeat is told by its reason, so that no program dispenses twice for want of looking at the marks.
void accept(Verdict& verdict) {
  verdict.decision = Decision::accept;
  verdict.reason = verdict.is_static                          ? Reason::ok_identified
                   : is_marked(verdict, Reason::ok_repeat)    ? Reason::ok_repeat
                   : is_marked(verdict, Reason::status_stale) ? Reason::status_stale
                                                              : Reason::ok;
}

Result<void> judge_text(std::string_view text, const flow::Knowledge& knowledge, const Circumstances& circumstances,
                        Verdict& verdict) {
  const Result<Bytes> token = decode_text(text);
  if (!token) return token.error();
  const Result<std::unique_ptr<flow::Code>> code = flow::read_code(*token);
  if (!code) return code.error();
  return flow::Judge(**code, knowledge, circumstances, verdict).run();
}

}  // namespace

Verifier::Verifier(TrustList trust, std::vector<StatusList> status, Policy policy) {
  std::vector<StatusList> heeded;
  for (const StatusList& list : status) {
    if (std::optional<StatusList> today = trust::rebind(list, trust)) heeded.push_back(*std::move(today));
  }
  impl_ = std::make_shared<Impl>(Impl{std::move(trust), std::move(heeded), std::move(policy)});
}

Verdict Verifier::verify(std::string_view text, const Circumstances& circumstances) const {
  Verdict verdict = open_verdict(impl_->trust, circumstances);
  try {
    const flow::Knowledge knowledge{impl_->trust, impl_->status, impl_->policy};
    const Result<void> judged = judge_text(text, knowledge, circumstances, verdict);
    if (judged) {
      accept(verdict);
    } else if (circumstances.clock_suspect && is_about_time(judged.error().reason)) {
      refuse(verdict, fail(Reason::time_clock_suspect, std::string(reason_name(judged.error().reason))));
    } else {
      refuse(verdict, judged.error());
    }
  } catch (...) {
    // Out of memory, or a replay cache of the caller's that throws: nothing was established.
    verdict.cards.clear();
    refuse(verdict, fail(Reason::internal_failure));
  }
  return verdict;
}

Verdict Verifier::verify_read(const Result<std::string>& read, const Circumstances& circumstances) const {
  if (read) return verify(*read, circumstances);
  Verdict verdict = open_verdict(impl_->trust, circumstances);
  refuse(verdict, read.error());
  return verdict;
}

Verdict Verifier::verify_frame(const GreyView& frame, const Circumstances& circumstances) const {
  return verify_read(read_qr(frame), circumstances);
}

const Policy& Verifier::policy() const noexcept { return impl_->policy; }

}  // namespace heyi
