// The life of a challenge, and its text.
#include <heyi/challenge.hpp>

#include <array>

#include "card/proof.hpp"
#include "codec/hex.hpp"

namespace heyi {
namespace {

constexpr std::string_view kPrefix = "HYC:";
constexpr int kMaxDraws = 64;  // A generator that gives nothing below 250 for so long is broken.
constexpr std::size_t kNonceDigits = 2 * card::kNonceSize;

bool is_name(std::string_view name) noexcept {
  return !name.empty() && name.size() <= card::kMaxAudienceSize && name != "medical" && name != "social" &&
         name != "any";
}

// Octets from 250 on are drawn again, so that every digit is equally likely.
Result<Bytes> draw_digits(Random& random) {
  Bytes digits;
  for (int draws = 0; digits.size() < card::kNonceSize; ++draws) {
    if (draws == kMaxDraws) return fail(Reason::key_random_failed);
    std::array<std::uint8_t, 16> octets{};
    if (const Result<void> filled = random.fill(octets); !filled) return filled.error();
    for (const std::uint8_t octet : octets) {
      if (octet < 250 && digits.size() < card::kNonceSize)
        digits.push_back(static_cast<std::uint8_t>('0' + octet % 10));
    }
  }
  return digits;
}

Result<Bytes> draw_octets(Random& random) {
  Bytes octets(card::kNonceSize);
  if (const Result<void> filled = random.fill(octets); !filled) return filled.error();
  return octets;
}

}  // namespace

Result<Challenge> ChallengeBook::open(Random& random, Time now, ChallengeForm form) {
  if (!is_name(name_)) return fail(Reason::claims_out_of_range, "the verifier's name");
  Result<Bytes> nonce = form == ChallengeForm::digits ? draw_digits(random) : draw_octets(random);
  if (!nonce) return nonce.error();
  const std::scoped_lock lock(mutex_);
  current_ = Challenge{name_, *std::move(nonce)};
  opened_ = now;
  wrong_answers_ = 0;
  lent_ = false;
  return *current_;
}

std::optional<Challenge> ChallengeBook::take(Time now) {
  const std::scoped_lock lock(mutex_);
  const bool alive = current_ && !lent_ && now >= opened_ && now - opened_ < kLifetime;
  if (!alive) return std::nullopt;
  lent_ = true;
  return current_;
}

void ChallengeBook::settle(const Challenge& challenge, const Verdict& verdict) {
  const std::scoped_lock lock(mutex_);
  if (!current_ || current_->nonce != challenge.nonce) return;
  lent_ = false;
  const bool wrong = verdict.reason == Reason::challenge_required || verdict.reason == Reason::challenge_mismatch;
  if (wrong) ++wrong_answers_;
  if (verdict.decision == Decision::accept || wrong_answers_ >= kMaxWrongAnswers) current_.reset();
}

std::string challenge_text(const Challenge& challenge) {
  return std::string(kPrefix) + hex_encode_upper(challenge.nonce) + ":" + hex_encode_upper(as_bytes(challenge.name));
}

Result<Challenge> read_challenge(std::string_view whole) {
  if (!whole.starts_with(kPrefix)) return fail(Reason::text_unknown_prefix);
  std::string_view text = whole.substr(kPrefix.size());
  if (text.size() < kNonceDigits + 1 || text[kNonceDigits] != ':') return fail(Reason::text_bad_base45, "challenge");
  const std::optional<Bytes> nonce = hex_decode(text.substr(0, kNonceDigits));
  const std::optional<Bytes> name = hex_decode(text.substr(kNonceDigits + 1));
  if (!nonce || !name || !is_name(as_text(*name))) return fail(Reason::text_bad_base45, "challenge");
  Challenge challenge{std::string(as_text(*name)), *nonce};
  // Hex is read in either case elsewhere; a challenge has one text.
  if (challenge_text(challenge) != whole) return fail(Reason::text_bad_base45, "challenge");
  return challenge;
}

}  // namespace heyi
