// heyi verify: a code in, a verdict out, as at a counter.
#include <chrono>
#include <iostream>
#include <memory>
#include <optional>

#include <heyi/policy.hpp>
#include <heyi/qr.hpp>
#include <heyi/state.hpp>
#include <heyi/verify.hpp>

#include "code_file.hpp"
#include "command.hpp"
#include "failure.hpp"
#include "files.hpp"
#include "keys.hpp"
#include "options.hpp"
#include "terminal.hpp"
#include "verdict_report.hpp"

namespace heyi::cli {
namespace {

constexpr const char* kExamples =
    "  heyi verify code.png --root root.pub.pem --trust trust.list --status status.list --aud medical\n"
    "  heyi verify - --root root.pub.pem --trust trust.list --json < code.txt\n"
    "  heyi verify code.png --root root.pub.pem --trust trust.list --status status.list \\\n"
    "       --policy pharmacy --challenge 00112233aabbccdd --name pharmacy-12 --state /var/lib/heyi\n"
    "\n"
    "Exit status: 0 accept, 1 reject, 3 scan again, 2 usage or I/O error.\n"
    "Policies: hospital (medical codes, hc or id shown), pharmacy (as hospital, and a challenge or a shared replay "
    "cache),\n"
    "kiosk (social codes, ss shown), identify (printed codes and `any`; who is this said to be, no more).";

struct Options {
  std::string input, trust, audience, policy, challenge, challenge_digits, name, state, at;
  std::vector<std::string> status;
  RootOptions roots;
  bool json = false, claims = false;
};

Policy policy_of(const Options& options) {
  if (!options.audience.empty() && !is_scope_word(options.audience)) {
    throw usage("--aud: medical, social or any; a challenge's verifier is named by --name");
  }
  const std::string by_audience = options.audience == "medical"  ? "hospital"
                                  : options.audience == "social" ? "kiosk"
                                                                 : "identify";
  Policy policy = take(Policy::preset(options.policy.empty() ? by_audience : options.policy), "--policy");
  if (options.audience == "any" && !policy.static_allowed) {
    throw usage("--aud any: only the policy identify takes codes that are made for anybody");
  }
  if (!options.audience.empty()) policy.audiences = {options.audience};
  return policy;
}

std::optional<Challenge> challenge_of(const Options& options) {
  const Bytes nonce = parse_nonce(options.challenge, options.challenge_digits, "--challenge");
  if (nonce.empty() != options.name.empty()) throw usage("--challenge and --name go together");
  if (nonce.empty()) return std::nullopt;
  if (is_scope_word(options.name)) throw usage("--name: medical, social and any are no verifiers' names");
  return Challenge{options.name, nonce};
}

// A list that cannot be used is left out with a warning: the verdict then fails closed, and says for want of what. One
// that has expired is handed on all the same, for with it the verifier knows better than to believe an older one.
std::vector<StatusList> load_status(const Options& options, const TrustList& trust, StateStore* store, Time now) {
  std::vector<StatusList> lists;
  for (const std::string& file : options.status) {
    try {
      StatusList list = take(StatusList::open(read_file(file, StatusList::kMaxSize), trust, now), file);
      const Result<void> admitted = store != nullptr ? store->admit(list, now) : Result<void>{};
      const bool expired = now >= list.header().expires_at;
      if (!admitted && admitted.error().reason != Reason::status_list_expired) take(admitted, file);
      lists.push_back(std::move(list));
      if (expired) take(Result<void>(fail(Reason::status_list_expired)), file);
    } catch (const Failure& failure) {
      std::cerr << failure.line() << "; "
                << "未使用此列表 / the list is left out\n";
    }
  }
  return lists;
}

/// Stopwatch measures for the report alone; no decision depends on it.
class Stopwatch {
 public:
  std::int64_t microseconds() const {
    return std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - start_).count();
  }

 private:
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

Verdict judge(const Verifier& verifier, const CodeInput& input, const Circumstances& circumstances, Timing& timing) {
  std::string text = input.text();
  if (input.frame) {
    const Stopwatch decoding;
    Result<std::string> read = read_qr(input.frame->view());
    timing.decode_us = decoding.microseconds();
    // The verifier words what a frame lacks, so that an unreadable code has a verdict as every other.
    if (!read) return verifier.verify_frame(input.frame->view(), circumstances);
    text = *std::move(read);
  }
  const Stopwatch verifying;
  Verdict verdict = verifier.verify(text, circumstances);
  timing.verify_us = verifying.microseconds();
  return verdict;
}

int exit_status(Decision decision) noexcept {
  switch (decision) {
    case Decision::accept: return kExitAccept;
    case Decision::reject: return kExitReject;
    case Decision::retry_scan: return kExitRetry;
  }
  return kExitReject;
}

int run(const Options& options) {
  const Policy policy = policy_of(options);
  const std::optional<Challenge> challenge = challenge_of(options);
  if (options.claims && !options.json) throw usage("--claims goes with --json");
  const Time now = time_of_run(options.at);
  const TrustList trust = load_trust(options.trust, load_pins(options.roots));
  std::unique_ptr<StateStore> store;
  if (!options.state.empty()) {
    store = take(StateStore::open(options.state), options.state);
    take(store->admit(trust, now), options.trust);
  }
  const Verifier verifier(trust, load_status(options, trust, store.get(), now), policy);
  const CodeInput input = load_code(options.input);
  const Circumstances circumstances{
      .now = now, .challenge = challenge, .replay = store.get(), .rollback_checked = store != nullptr};
  Timing timing;
  const Verdict verdict = judge(verifier, input, circumstances, timing);
  if (options.json) {
    std::cout << verdict_to_json(verdict, timing, options.claims) << '\n';
  } else {
    report_verdict(std::cout, verdict, timing);
  }
  return exit_status(verdict.decision);
}

}  // namespace

void add_verify(Command& program) {
  auto options = std::make_shared<Options>();
  Command command = program.add_command("verify", "离线验码", "Verify a code, offline", kExamples);
  command.argument("CODE", options->input, kCodeArgument, "IMAGE|TEXT|-").required();
  add_root_options(command, options->roots, true);
  command.text("--trust", options->trust, "Signed trust list", "LIST").required();
  command.repeated("--status", options->status, "Signed status list", "LIST");
  command.text("--aud", options->audience,
               "What this verifier stands for: medical, social or any (default: the policy's own)", "A");
  command.text(
      "--policy", options->policy,
      "hospital, kiosk, pharmacy or identify (default: by --aud medical hospital, social kiosk, else identify)", "P");
  command.text("--challenge", options->challenge,
               "The challenge that is outstanding here, 16 hex digits (default: none)", "HEX");
  command.text("--challenge-digits", options->challenge_digits, "The same as 8 decimal digits", "DIGITS");
  command.text("--name", options->name, "This verifier's own name, for a challenge", "NAME");
  command.text("--state", options->state,
               "Folder that remembers codes used and lists seen; without it neither replay nor rollback is checked",
               "DIR");
  add_at(command, options->at);
  command.flag("--json", options->json, "Print one JSON object instead");
  command.flag("--claims", options->claims, "With --json, also the claims of an accepted code: personal data");
  command.on_run(options, run);
}

}  // namespace heyi::cli
