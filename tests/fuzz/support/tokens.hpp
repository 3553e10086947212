// The codes that an untouched issuer and holder made, and the verifiers that accept them.
#pragma once

#include <heyi/verify.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "support/flow_fixtures.hpp"

namespace heyi::fuzz {

/// Made is one valid code. `token` is what stands in the code, packed or plain; `plain` is always plain.
struct Made {
  std::string name;
  Bytes token;
  Bytes plain;
};

/// world knows the keys of all four suites, so that one verifier serves every code.
test::World every_suite();

/// made_codes are all kinds of valid codes: full, social and challenged ones under each suite, packed and plain,
/// printed ones and printed sets. Signatures differ from call to call, what is signed does not.
std::vector<Made> made_codes();

/// Counter is a verifier with the circumstances of its counter.
struct Counter {
  Verifier verifier;
  Circumstances circumstances;
};

/// counters are a hospital, a kiosk, a desk that identifies, and a pharmacy that has shown a challenge, at kNow.
std::vector<Counter> counters();

/// Judged is a verdict and the counter that gave it.
struct Judged {
  Verdict verdict;
  std::size_t counter;
};

/// judge_at_any takes a text to the counters until one accepts it; else it answers with the last refusal. Counters
/// differ in what they ask for alone, so a text whose signatures do not hold is only taken to the first.
Judged judge_at_any(const std::vector<Counter>& counters, std::string_view text);

/// plain_of is a token's plain form; none when it is a packed one that does not unpack.
std::optional<Bytes> plain_of(ByteView token);

}  // namespace heyi::fuzz
