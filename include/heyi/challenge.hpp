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

  /// outstanding is the challenge to hand to verify, in Circumstances; none when there is none, or it has expired, was
  /// used or burnt. A clock that went back before the challenge was made ends it too.
  std::optional<Challenge> outstanding(Time now) const;

  /// settle takes the verdict on a code that was judged with the outstanding challenge: an accept uses the challenge
  /// up, `challenge.required` and `challenge.mismatch` count as wrong answers, other refusals leave it as it is.
  void settle(const Verdict& verdict);

 private:
  std::string name_;
  mutable std::mutex mutex_;
  std::optional<Challenge> current_;
  Time opened_{};
  int wrong_answers_ = 0;
};

/// challenge_text is what the challenge's QR code holds: `HYC:` + the nonce as 16 upper-case hex digits + `:` + the
/// name as upper-case hex. Alphanumeric, so that it makes a small code.
std::string challenge_text(const Challenge& challenge);

/// read_challenge is the inverse of challenge_text, for the holder's app. Fails with `text.unknown_prefix` or
/// `text.bad_base45`.
Result<Challenge> read_challenge(std::string_view text);

}  // namespace heyi
