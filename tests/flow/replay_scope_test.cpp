// For whom a code was made, which challenge it answers, and that it works once.
#include "flow/forge.hpp"
#include "support/catch.hpp"

namespace heyi::test {
namespace {

const Bytes kNonce = {1, 2, 3, 4, 5, 6, 7, 8};

PresentOptions answering(const std::string& name, Bytes nonce = kNonce) {
  PresentOptions options = showing({}, name);
  options.nonce = std::move(nonce);
  return options;
}

Circumstances challenged(const std::string& name = "window-7", Bytes nonce = kNonce) {
  Circumstances circumstances = at();
  circumstances.challenge = Challenge{name, std::move(nonce)};
  return circumstances;
}

std::string answered(const PresentOptions& options, const Circumstances& circumstances,
                     const Policy& policy = Policy::pharmacy()) {
  return says(World().verifier(policy).verify(shown({ss_card(), hc_card()}, options).text, circumstances));
}

/// FailingCache cannot record anything; ThrowingCache is a caller's mistake.
class FailingCache final : public ReplayCache {
 public:
  Result<Answer> insert(const ReplayKey&, Time, Time) override { return fail(Reason::state_unavailable); }
  bool shared() const noexcept override { return true; }
};
class ThrowingCache final : public ReplayCache {
 public:
  Result<Answer> insert(const ReplayKey&, Time, Time) override { throw 1; }
  bool shared() const noexcept override { return true; }
};
/// ElsewhereCache says that another terminal saw the code just now.
class ElsewhereCache final : public ReplayCache {
 public:
  Result<Answer> insert(const ReplayKey&, Time now, Time) override { return Answer{false, now, false}; }
  bool shared() const noexcept override { return true; }
};

}  // namespace

TEST_CASE("a code for one purpose is refused at another", "[flow][scope]") {
  const World world;
  const std::vector<Bytes> cards = {ss_card(), hc_card()};
  const auto verdict = [&](const Policy& policy, const std::string& audience) {
    return says(world.verifier(policy).verify(shown(cards, showing({}, audience)).text, at()));
  };
  CHECK(verdict(Policy::hospital(), "social") == "reject scope.wrong_audience");
  CHECK(verdict(Policy::kiosk(), "medical") == "reject scope.wrong_audience");
  CHECK(verdict(Policy::identify(), "medical") == "reject scope.wrong_audience");
  CHECK(verdict(Policy::identify(), "any") == "accept ok");
}

TEST_CASE("the presets for work refuse the audience any", "[flow][scope]") {
  const World world;
  for (const Policy& policy : {Policy::hospital(), Policy::pharmacy(), Policy::kiosk()}) {
    INFO(policy.name);
    CHECK(says(world.verifier(policy).verify(shown({ss_card(), hc_card()}, showing({}, "any")).text, at())) ==
          "reject scope.wrong_audience");
  }
}

TEST_CASE("an audience is matched byte for byte", "[flow][scope]") {
  for (const char* name : {"Medical", "medical ", "medica", "medical\n"}) {
    const Bytes token = proof_over({hc_card()}, key(Party::holder), {name, kNow, {}});
    CHECK(says(judged(token)) == "reject scope.wrong_audience");
  }
}

TEST_CASE("the right answer to a challenge is accepted", "[flow][challenge]") {
  CHECK(answered(answering("window-7"), challenged()) == "accept ok");
  CHECK(answered(answering("window-7"), challenged(), Policy::hospital()) == "accept ok");
}

TEST_CASE("eight typed digits answer a challenge", "[flow][challenge]") {
  const Bytes digits = octets(as_bytes("31415926"));
  CHECK(answered(answering("window-7", digits), challenged("window-7", digits)) == "accept ok");
}

TEST_CASE("another nonce does not answer a challenge", "[flow][challenge]") {
  CHECK(answered(answering("window-7", {1, 2, 3, 4, 5, 6, 7, 9}), challenged()) == "reject challenge.mismatch");
}

TEST_CASE("an answer to another verifier is refused", "[flow][challenge]") {
  CHECK(answered(answering("window-8"), challenged()) == "reject challenge.mismatch");
}

TEST_CASE("a code without an answer is refused while a challenge is outstanding", "[flow][challenge]") {
  CHECK(answered(showing(), challenged()) == "reject challenge.required");
}

TEST_CASE("a code with an answer is refused where no challenge is outstanding", "[flow][challenge]") {
  CHECK(answered(answering("window-7"), at(), Policy::hospital()) == "reject challenge.unexpected");
}

TEST_CASE("a pharmacy without challenge and without shared cache refuses", "[flow][challenge]") {
  MemoryReplayCache own;
  CHECK(answered(showing(), at()) == "reject challenge.required");
  CHECK(answered(showing(), at(kNow, &own)) == "reject challenge.required");
}

TEST_CASE("a scope word is no verifier's name", "[flow][challenge]") {
  for (const char* word : {"medical", "social", "any"}) {
    const Bytes token = proof_over({ss_card(), hc_card()}, key(Party::holder), {word, kNow, kNonce});
    CHECK(says(World().verifier(Policy::pharmacy()).verify(encode_text(token), challenged(word))) ==
          "reject challenge.mismatch");
  }
}

TEST_CASE("a verifier's own challenge of another length is never answered", "[flow][challenge]") {
  for (const Bytes& nonce : {Bytes{}, Bytes{1, 2, 3, 4}, Bytes(16, 1)}) {
    CHECK(answered(answering("window-7"), challenged("window-7", nonce)) == "reject challenge.mismatch");
  }
}

TEST_CASE("a printed code answers no challenge", "[flow][challenge][static]") {
  CHECK(says(World().verifier(Policy::identify()).verify(printed_code().text, challenged())) ==
        "reject challenge.required");
}

TEST_CASE("a code works once at a terminal", "[flow][replay]") {
  const Verifier verifier = World().verifier();
  MemoryReplayCache cache;
  const std::string text = full_code().text;
  CHECK(says(verifier.verify(text, at(kNow, &cache))) == "accept ok");
  const Verdict again = verifier.verify(text, at(kNow + Seconds{11}, &cache));
  CHECK(says(again) == "reject replay.seen");
  CHECK(again.cards.empty());
}

TEST_CASE("the same code within ten seconds is the same visit", "[flow][replay]") {
  const Verifier verifier = World().verifier();
  MemoryReplayCache cache;
  const std::string text = full_code().text;
  CHECK(marks(verifier.verify(text, at(kNow, &cache))).empty());
  const Verdict again = verifier.verify(text, at(kNow + Seconds{10}, &cache));
  CHECK(says(again) == "accept ok.repeat");
  CHECK(marks(again) == "ok.repeat");
}

TEST_CASE("a repeat does not open a new ten seconds", "[flow][replay]") {
  const Verifier verifier = World().verifier();
  MemoryReplayCache cache;
  const std::string text = full_code().text;
  CHECK(says(verifier.verify(text, at(kNow, &cache))) == "accept ok");
  CHECK(says(verifier.verify(text, at(kNow + Seconds{9}, &cache))) == "accept ok.repeat");
  CHECK(says(verifier.verify(text, at(kNow + Seconds{12}, &cache))) == "reject replay.seen");
}

TEST_CASE("a clock that went back does not make a seen code a repeat", "[flow][replay]") {
  const Verifier verifier = World().verifier();
  MemoryReplayCache cache;
  const std::string text = full_code().text;
  CHECK(says(verifier.verify(text, at(kNow + Seconds{5}, &cache))) == "accept ok");
  CHECK(says(verifier.verify(text, at(kNow + Seconds{4}, &cache))) == "reject replay.seen");
}

TEST_CASE("a code that another terminal took is no repeat", "[flow][replay]") {
  ElsewhereCache cache;
  CHECK(says(World().verifier().verify(full_code().text, at(kNow, &cache))) == "reject replay.seen");
}

TEST_CASE("packed, plain and digits are one code to the replay cache", "[flow][replay]") {
  const Verifier verifier = World().verifier();
  MemoryReplayCache cache;
  const Presentation code = full_code();
  CHECK(code.token != code.plain);
  CHECK(says(verifier.verify(code.text, at(kNow, &cache))) == "accept ok");
  const Time later = kNow + Seconds{20};
  CHECK(says(verifier.verify(encode_text(code.plain), at(later, &cache))) == "reject replay.seen");
  CHECK(says(verifier.verify(encode_text(code.plain, Spelling::digits), at(later, &cache))) == "reject replay.seen");
  CHECK(says(verifier.verify(encode_text(code.token, Spelling::digits), at(later, &cache))) == "reject replay.seen");
}

TEST_CASE("a rejected code is not used up", "[flow][replay]") {
  World world;
  MemoryReplayCache cache;
  const std::string text = full_code().text;
  CHECK(says(world.verifier(Policy::kiosk()).verify(text, at(kNow, &cache))) == "reject scope.wrong_audience");
  const Verdict verdict = world.verifier().verify(text, at(kNow + Seconds{15}, &cache));
  CHECK(says(verdict) == "accept ok");
  CHECK(verdict.as_of.replay_checked);
}

TEST_CASE("a code is refused when its use cannot be recorded", "[flow][replay]") {
  FailingCache failing;
  const Verdict verdict = World().verifier().verify(full_code().text, at(kNow, &failing));
  CHECK(says(verdict) == "reject replay.unavailable");
  CHECK(verdict.cards.empty());
  MemoryReplayCache full(0);
  CHECK(says(World().verifier().verify(full_code().text, at(kNow, &full))) == "reject replay.unavailable");
}

TEST_CASE("a cache that throws refuses the code and leaves no card", "[flow][replay]") {
  ThrowingCache throwing;
  const Verdict verdict = World().verifier().verify(full_code().text, at(kNow, &throwing));
  CHECK(says(verdict) == "reject internal.failure");
  CHECK(verdict.cards.empty());
}

TEST_CASE("without a cache a verdict says that replay was not checked", "[flow][replay]") {
  const Verdict verdict = World().verifier().verify(full_code().text, at());
  CHECK(says(verdict) == "accept ok");
  CHECK_FALSE(verdict.as_of.replay_checked);
  CHECK_FALSE(verdict.as_of.rollback_checked);
}

TEST_CASE("a printed code uses up nothing", "[flow][replay][static]") {
  MemoryReplayCache none(0);
  const Verdict verdict = World().verifier(Policy::identify()).verify(printed_code().text, at(kNow, &none));
  CHECK(says(verdict) == "accept ok.identified");
  CHECK_FALSE(verdict.as_of.replay_checked);
}

TEST_CASE("a code is remembered past every second at which it could be accepted", "[flow][replay]") {
  // The cache may hold one key alone, so it must keep the first one until its time is over.
  const Verifier verifier = World().verifier();
  MemoryReplayCache cache(1);
  const std::vector<Bytes> cards = {ss_card(), hc_card()};
  const auto code = [&](Time now) { return shown(cards, showing({}, "medical", now)).text; };
  const std::string first = code(kNow);
  CHECK(says(verifier.verify(first, at(kNow, &cache))) == "accept ok");
  const Time last = kNow + Seconds{179};
  CHECK(says(verifier.verify(first, at(last, &cache))) == "reject replay.seen");
  CHECK(says(verifier.verify(code(last), at(last, &cache))) == "reject replay.unavailable");
  CHECK(says(verifier.verify(first, at(kNow + Seconds{180}, &cache))) == "reject time.proof_stale");
  const Time forgotten = kNow + Seconds{210} + std::chrono::days{1};
  CHECK(says(verifier.verify(code(forgotten - Seconds{1}), at(forgotten - Seconds{1}, &cache))) ==
        "reject replay.unavailable");
  CHECK(says(verifier.verify(code(forgotten), at(forgotten, &cache))) == "accept ok");
}

}  // namespace heyi::test
