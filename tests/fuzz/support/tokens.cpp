// Codes of the test world under every suite.
#include "fuzz/support/tokens.hpp"

#include "card/pack.hpp"

namespace heyi::fuzz {
namespace {

using test::kNow;

constexpr Algorithm kSuites[] = {Algorithm::es256, Algorithm::sm2, Algorithm::eddsa, Algorithm::es384};

Challenge shown_challenge() { return {"DESK-7", Bytes{1, 2, 3, 4, 5, 6, 7, 8}}; }

PresentOptions answering() {
  const Challenge challenge = shown_challenge();
  PresentOptions options = test::showing({}, challenge.name);
  options.nonce = challenge.nonce;
  return options;
}

void add(std::vector<Made>& codes, const std::string& name, const Presentation& code) {
  codes.push_back({name, code.plain, code.plain});
  if (code.token != code.plain) codes.push_back({name + "_packed", code.token, code.plain});
}

}  // namespace

test::World every_suite() {
  test::World world;
  world.trust.entries.clear();
  for (const Algorithm algorithm : kSuites) {
    for (TrustEntry& entry : test::trust_content(algorithm).entries) world.trust.entries.push_back(std::move(entry));
  }
  return world;
}

std::vector<Made> made_codes() {
  std::vector<Made> codes;
  for (const Algorithm algorithm : kSuites) {
    const test::Suites suites = test::Suites::all(algorithm);
    const std::string suffix = "_" + std::string(algorithm_name(algorithm));
    add(codes, "full" + suffix, test::full_code(suites));
    add(codes, "social" + suffix, test::social_code(suites));
    add(codes, "challenge" + suffix, test::shown({test::ss_card(suites), test::hc_card(suites)}, answering(), suites));
    add(codes, "static" + suffix, test::printed_code(suites));
    add(codes, "set" + suffix, test::printed_set(suites));
  }
  return codes;
}

std::vector<Counter> counters() {
  const test::World world = every_suite();
  const Verifier hospital = world.verifier(Policy::hospital());
  Circumstances challenged = test::at();
  challenged.challenge = shown_challenge();
  return {{hospital, test::at()},
          {world.verifier(Policy::kiosk()), test::at()},
          {world.verifier(Policy::identify()), test::at()},
          {world.verifier(Policy::pharmacy()), challenged}};
}

Judged judge_at_any(const std::vector<Counter>& counters, std::string_view text) {
  Judged judged{{}, 0};
  for (std::size_t i = 0; i < counters.size(); ++i) {
    judged = {counters[i].verifier.verify(text, counters[i].circumstances), i};
    if (judged.verdict.decision == Decision::accept) break;
    // From the tenth stage on, a reason says what this counter asks for; those before are the same everywhere.
    if (reason_code(judged.verdict.reason) < reason_code(Reason::scope_wrong_audience)) break;
  }
  return judged;
}

std::optional<Bytes> plain_of(ByteView token) {
  if (token.empty() || token.front() != card::kPackedMark) return Bytes(token.begin(), token.end());
  Result<Bytes> plain = card::unpack(token);
  if (!plain) return std::nullopt;
  return *std::move(plain);
}

}  // namespace heyi::fuzz
