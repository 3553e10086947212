// The life of a challenge.
#include <algorithm>

#include <heyi/challenge.hpp>

#include "support/catch.hpp"
#include "support/fixtures.hpp"

namespace heyi::test {
namespace {

Verdict verdict_of(Reason reason) {
  Verdict verdict;
  verdict.reason = reason;
  verdict.decision = reason_decision(reason);
  return verdict;
}

}  // namespace

TEST_CASE("a challenge is lent to one judgement at a time", "[challenge]") {
  ChallengeBook book("pharmacy-7");
  CountingRandom random;
  const Challenge challenge = *book.open(random, kNow);
  CHECK(challenge.nonce.size() == 8);
  CHECK(book.take(kNow).has_value());
  CHECK_FALSE(book.take(kNow).has_value());
  book.settle(challenge, verdict_of(Reason::time_proof_stale));
  CHECK(book.take(kNow).has_value());
}

TEST_CASE("an accept uses a challenge up", "[challenge]") {
  ChallengeBook book("pharmacy-7");
  CountingRandom random;
  const Challenge challenge = *book.open(random, kNow);
  CHECK(book.take(kNow).has_value());
  book.settle(challenge, verdict_of(Reason::ok));
  CHECK_FALSE(book.take(kNow).has_value());
}

TEST_CASE("the third wrong answer burns a challenge", "[challenge]") {
  ChallengeBook book("pharmacy-7");
  CountingRandom random;
  const Challenge challenge = *book.open(random, kNow);
  for (const Reason wrong : {Reason::challenge_mismatch, Reason::challenge_required, Reason::challenge_mismatch}) {
    CHECK(book.take(kNow).has_value());
    book.settle(challenge, verdict_of(wrong));
  }
  CHECK_FALSE(book.take(kNow).has_value());
}

TEST_CASE("a challenge lives for 120 seconds and not before it was made", "[challenge]") {
  ChallengeBook book("pharmacy-7");
  CountingRandom random;
  const Challenge challenge = *book.open(random, kNow);
  CHECK_FALSE(book.take(kNow + Seconds{120}).has_value());
  CHECK_FALSE(book.take(kNow - Seconds{1}).has_value());
  CHECK(book.take(kNow + Seconds{119}).has_value());
}

TEST_CASE("a late verdict on a replaced challenge leaves the new one alone", "[challenge]") {
  ChallengeBook book("pharmacy-7");
  CountingRandom random;
  const Challenge first = *book.open(random, kNow);
  CHECK(book.take(kNow).has_value());
  const Challenge second = *book.open(random, kNow);
  book.settle(first, verdict_of(Reason::ok));
  CHECK(book.take(kNow)->nonce == second.nonce);
}

TEST_CASE("typed challenges are eight digits, and a broken generator ends the drawing", "[challenge]") {
  class Stuck final : public Random {
   public:
    Result<void> fill(std::span<std::uint8_t> out) override {
      for (std::uint8_t& octet : out) octet = 0xff;
      return {};
    }
  };
  ChallengeBook book("pharmacy-7");
  CountingRandom random;
  const Challenge challenge = *book.open(random, kNow, ChallengeForm::digits);
  CHECK(challenge.nonce.size() == 8);
  CHECK(
      std::all_of(challenge.nonce.begin(), challenge.nonce.end(), [](std::uint8_t c) { return c >= '0' && c <= '9'; }));
  Stuck stuck;
  CHECK(reason_of(book.open(stuck, kNow, ChallengeForm::digits)) == "key.random_failed");
}

TEST_CASE("a scope word is no verifier's name", "[challenge]") {
  CountingRandom random;
  for (const char* name : {"", "medical", "social", "any"}) {
    CHECK(reason_of(ChallengeBook(name).open(random, kNow)) == "claims.out_of_range");
  }
}

TEST_CASE("a challenge's text reads back, and nothing else does", "[challenge]") {
  const Challenge challenge{"药房 7", Bytes{0, 1, 2, 3, 0xfc, 0xfd, 0xfe, 0xff}};
  const std::string text = challenge_text(challenge);
  CHECK(read_challenge(text)->name == challenge.name);
  CHECK(read_challenge(text)->nonce == challenge.nonce);
  for (const char* bad :
       {"", "HYC", "HYC:", "HYC:00", "HYC:0001020304050607", "HYC:0001020304050607:", "HYC:000102030405060G:41",
        "HYC:0001020304050607:4", "HYC:0001020304050607:6D65646963616C", "HY1:00"}) {
    CHECK_FALSE(read_challenge(bad).has_value());
  }
}

TEST_CASE("a challenge has one text: lower-case digits are refused", "[challenge]") {
  CHECK(read_challenge("HYC:000102030405060F:4A").has_value());
  for (const char* bad : {"HYC:000102030405060f:4A", "HYC:000102030405060F:4a", "hyc:000102030405060F:4A"}) {
    CHECK_FALSE(read_challenge(bad).has_value());
  }
}

}  // namespace heyi::test
