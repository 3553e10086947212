// Challenges: a nonce that a verifier shows, and that the holder's code must answer once, soon.
#pragma once

#include <mutex>
#include <optional>
#include <string>

#include <heyi/random.hpp>
#include <heyi/result.hpp>
#include <heyi/time.hpp>
#include <heyi/verify.hpp>

namespace heyi {

/// ChallengeForm is how the holder's app takes the nonce in.
enum class ChallengeForm {
  qr,      ///< 8 random octets, shown as a QR code (challenge_text).
  digits,  ///< 8 decimal digits to type, used as their 8 ASCII octets: about 26 bits.
};

/// ChallengeBook keeps a verifier's one outstanding challenge: it lives kLifetime, is used up by the first code that is
/// accepted with it, and is burnt by the third wrong answer. It may be used from several threads. It forgets when the
/// process ends, which is safe: codes that answer a forgotten challenge are refused as `challenge.unexpected`.
class ChallengeBook {
 public:
  static constexpr Seconds kLifetime{120};
  static constexpr int kMaxWrongAnswers = 3;

  /// `name` is the verifier's own name, which the holder signs: 1 to 64 octets, none of `medical`, `social` and `any`.
  explicit ChallengeBook(std::string name) : name_(std::move(name)) {}

  /// open draws a new challenge in place of any other. Fails with `claims.out_of_range` when the verifier's name may
  /// not be one, or `key.random_failed`.
  Result<Challenge> open(Random& random, Time now, ChallengeForm form = ChallengeForm::qr);

  /// take lends the outstanding challenge to one judgement: hand it to verify in Circumstances, then settle it. None
  /// when there is none, or it is lent already, has expired, was used or burnt, or the clock went back before it was
  /// made.
  std::optional<Challenge> take(Time now);

  /// settle gives the challenge back with the verdict it led to: an accept uses it up, `challenge.required` and
  /// `challenge.mismatch` count as wrong answers, other refusals leave it as it was. One that has been replaced since
  /// is ignored.
  void settle(const Challenge& challenge, const Verdict& verdict);

 private:
  std::string name_;
  std::mutex mutex_;
  std::optional<Challenge> current_;
  Time opened_{};
  int wrong_answers_ = 0;
  bool lent_ = false;
};

/// challenge_text is what the challenge's QR code holds: `HYC:` + the nonce as 16 upper-case hex digits + `:` + the
/// name as upper-case hex. Alphanumeric, so that it makes a small code.
std::string challenge_text(const Challenge& challenge);

/// read_challenge is the inverse of challenge_text, for the holder's app. Fails with `text.unknown_prefix` or
/// `text.bad_base45`.
Result<Challenge> read_challenge(std::string_view text);

}  // namespace heyi
