// heyi verify: a code in, a verdict out, as at a counter.
#include <chrono>
#include <iostream>
#include <memory>
#include <optional>

#include <heyi/eligibility.hpp>
#include <heyi/policy.hpp>
#include <heyi/qr.hpp>
#include <heyi/verify.hpp>

#include "code_file.hpp"
#include "command.hpp"
#include "failure.hpp"
#include "keys.hpp"
#include "lists.hpp"
#include "options.hpp"
#include "rule_files.hpp"
#include "shared_replay.hpp"
#include "state_folder.hpp"
#include "terminal.hpp"
#include "verdict_report.hpp"
#include "wording.hpp"

namespace heyi::cli {
namespace {

constexpr const char* kExamples =
    "  heyi verify code.png --root root.pub.pem --trust trust.list --status status.list --aud medical\n"
    "  heyi verify code.png --root root.pub.pem --state /var/lib/heyi --aud medical      with lists from bundles\n"
    "  heyi verify - --root root.pub.pem --trust trust.list --json < code.txt\n"
    "  heyi verify code.png --root root.pub.pem --trust trust.list --status status.list \\\n"
    "       --policy pharmacy --challenge 00112233aabbccdd --name pharmacy-12 --state /var/lib/heyi\n"
    "\n"
    "Exit status: 0 accept, 1 reject, 3 scan again, 2 usage or I/O error.\n"
    "Policies: hospital (medical codes, hc or id shown), pharmacy (as hospital, and a challenge or a shared replay "
    "cache),\n"
    "kiosk (social codes, ss shown), identify (printed codes and `any`; who is this said to be, no more).";

struct Options {
  std::string input, audience, policy, challenge, challenge_digits, name, at, area;
  std::vector<std::string> rules;
  ListFiles files;
  StateFolderOptions state;
  RootOptions roots;
  SharedReplayWords shared_replay;
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
  Result<std::string> read = input.text();
  if (input.frame) {
    const Stopwatch decoding;
    read = read_qr(input.frame->view());
    timing.decode_us = decoding.microseconds();
  }
  const Stopwatch verifying;
  // An unreadable code has a verdict as every other.
  Verdict verdict = verifier.verify_read(read, circumstances);
  if (read) timing.verify_us = verifying.microseconds();
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

// The books that --rules names, or those that bundles brought to the state.
std::vector<RuleBook> books_of(const Options& options, const Lists& lists, StateStore* store, const RootPins& pins,
                               Time now) {
  std::vector<RuleBook> books;
  for (const std::string& file : options.rules) books.push_back(load_rule_book(file, &lists.trust, now));
  if (!options.rules.empty() || store == nullptr) return books;
  const bool is_loaded = options.files.trust.empty();
  for (const RulePack& pack : is_loaded ? lists.rules : take(store->load(pins, now), options.state.folder).rules) {
    // A signed pack that is no rule book keeps no verdict back.
    Result<RuleBook> book = RuleBook::from_json(as_text(pack.rules()));
    if (book) {
      books.push_back(*std::move(book));
    } else {
      std::cerr << Failure(book.error(), pack.header().name).line() << "; "
                << both("未使用此规则包", "the pack is left out") << '\n';
    }
  }
  return books;
}

void report_eligibility(const std::vector<RuleBook>& books, const Verdict& verdict, const Options& options) {
  if (verdict.decision != Decision::accept) return;
  if (books.empty()) {
    std::cerr << both("没有可用的规则包，无法判断可办服务", "no rule pack can be used: what is open is not known")
              << '\n';
  }
  const Facts facts = take(facts_of(verdict, options.area), "--area");
  for (const RuleBook& book : books) {
    const std::vector<ServiceOutcome> outcomes = book.evaluate(facts);
    if (options.json) {
      std::cout << eligibility_to_json(book, outcomes) << '\n';
    } else {
      std::cout << '\n';
      report_services(std::cout, book, outcomes);
    }
  }
}

int run(const Options& options) {
  const Policy policy = policy_of(options);
  const std::optional<Challenge> challenge = challenge_of(options);
  if (!options.rules.empty() && options.area.empty()) throw usage("--rules goes with --area");
  if (!options.area.empty() && options.rules.empty() && options.state.folder.empty())
    throw usage("--area needs --rules, or a rule pack in --state");
  if (options.claims && !options.json) throw usage("--claims goes with --json");
  check_shared_replay(options.shared_replay, !options.state.folder.empty());
  Circumstances circumstances{.now = time_of_run(options.at), .challenge = challenge};
  ClockReading clock{.now = circumstances.now, .clock = circumstances.now};
  std::unique_ptr<StateStore> store;
  if (!options.state.folder.empty()) {
    store = open_state_folder(options.state, circumstances.now);
    clock = guarded_time(*store, circumstances.now, policy.clock_tolerance, options.state.folder);
    circumstances.now = clock.now;
    circumstances.clock_suspect = clock.suspect;
    circumstances.replay = store.get();
    circumstances.rollback_checked = true;
  }
  const RootPins pins = load_pins(options.roots);
  const Lists lists = load_lists(options.files, pins, store.get(), clock);
  const Verifier verifier(lists.trust, lists.status, policy);
  const std::vector<RuleBook> books =
      options.area.empty() ? std::vector<RuleBook>{} : books_of(options, lists, store.get(), pins, clock.now);
  const CodeInput input = load_code(options.input);
  const std::unique_ptr<SharedReplayCache> shared =
      store != nullptr ? open_shared_replay(options.shared_replay, *store) : nullptr;
  if (shared != nullptr) circumstances.replay = shared.get();
  Timing timing;
  const Verdict verdict = judge(verifier, input, circumstances, timing);
  if (options.json) {
    std::cout << verdict_to_json(verdict, timing, options.claims) << '\n';
  } else {
    report_verdict(std::cout, verdict, timing);
  }
  if (!options.area.empty()) report_eligibility(books, verdict, options);
  return exit_status(verdict.decision);
}

}  // namespace

void add_verify(Command& program) {
  auto options = std::make_shared<Options>();
  Command command = program.add_command("verify", "离线验码", "Verify a code, offline", kExamples);
  command.argument("CODE", options->input, code_argument(), "IMAGE|TEXT|-").required();
  add_root_options(command, options->roots, true);
  command.text("--trust", options->files.trust, "Signed trust list (default: the one that --state holds)", "LIST");
  command.repeated("--status", options->files.status, "Signed status list, beside those that --state holds", "LIST");
  command.text("--aud", options->audience,
               "What this verifier stands for: medical, social or any (default: the policy's own)", "A");
  command.text(
      "--policy", options->policy,
      "hospital, kiosk, pharmacy or identify (default: by --aud medical hospital, social kiosk, else identify)", "P");
  command.text("--challenge", options->challenge,
               "The challenge that is outstanding here, 16 hex digits (default: none)", "HEX");
  command.text("--challenge-digits", options->challenge_digits, "The same as 8 decimal digits", "DIGITS");
  command.text("--name", options->name, "This verifier's own name, for a challenge", "NAME");
  command.text(
      "--area", options->area,
      "Also say which services are open, asked for in this area (GB/T 2260), by --rules or the packs in --state",
      "AREA");
  command.repeated("--rules", options->rules, "Signed rule pack, or a rule book that is not signed, for --area",
                   "FILE");
  add_state_folder(command, options->state, false);
  add_shared_replay(command, options->shared_replay);
  add_at(command, options->at);
  command.flag("--json", options->json, "Print one JSON object instead");
  command.flag("--claims", options->claims, "With --json, also the claims of an accepted code: personal data");
  command.on_run(options, run);
}

}  // namespace heyi::cli
