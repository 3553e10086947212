// Codes and frames, judged as at a counter: steps before, a replay cache, a challenge book and a clock where given.
#include <algorithm>

#include <heyi/challenge.hpp>
#include <heyi/state.hpp>

#include "codec/hex.hpp"
#include "negative/run/caches.hpp"
#include "negative/run/outcome.hpp"
#include "negative/run/world.hpp"
#include "support/fresh_folder.hpp"

namespace heyi::test::negative {
namespace {

/// NamedNonce draws the vector's challenge in the place of a random one.
class NamedNonce final : public Random {
 public:
  explicit NamedNonce(Bytes nonce) : nonce_(std::move(nonce)) {}
  Result<void> fill(std::span<std::uint8_t> out) override {
    if (out.size() != nonce_.size()) return fail(Reason::key_random_failed);
    std::copy(nonce_.begin(), nonce_.end(), out.begin());
    return {};
  }

 private:
  Bytes nonce_;
};

/// Counter is one terminal over the steps of one vector.
class Counter {
 public:
  Counter(const Vector& vector, Verifier verifier)
      : vector_(vector), verifier_(std::move(verifier)), book_(vector.get("name")), cache_(vector) {
    const auto nonce = hex_decode(vector.get("challenge"));
    if (nonce) nonce_ = *nonce;
  }

  /// begin opens the terminal's state and its challenge book; the answer names what cannot be begun.
  std::string begin(const TrustList& trust, const std::vector<StatusList>& lists) {
    if (vector_.is_given("state")) {
      Result<std::unique_ptr<StateStore>> store = StateStore::open(folder_.path());
      if (!store) return "the state cannot be opened";
      store_ = *std::move(store);
      const Time first = vector_.before.empty() ? vector_.now : vector_.before.front().now;
      bool admitted = store_->admit(trust, first).has_value();
      for (const StatusList& list : lists) admitted = store_->admit(list, first).has_value() && admitted;
      if (!admitted) return "a list is not admitted";
    }
    if (const Result<Time> opened = parse_time(vector_.get("opened")); opened) {
      NamedNonce random(nonce_);
      if (!book_.open(random, *opened)) return "the challenge cannot be opened";
      uses_book_ = true;
    }
    return {};
  }

  Verdict judge(const std::string& what, Time now) {
    Circumstances circumstances{.now = now};
    circumstances.replay = replay();
    circumstances.clock_suspect = vector_.is_given("clock-suspect");
    circumstances.scan_repaired = vector_.is_given("scan-repaired");
    circumstances.rollback_checked = store_ != nullptr;
    if (uses_book_) {
      circumstances.challenge = book_.take(now);
    } else if (!nonce_.empty()) {
      circumstances.challenge = Challenge{vector_.get("name"), nonce_};
    }
    const Verdict verdict = look(what, circumstances);
    if (uses_book_ && circumstances.challenge) book_.settle(*circumstances.challenge, verdict);
    return verdict;
  }

 private:
  ReplayCache* replay() {
    if (store_) return store_.get();
    constexpr std::string_view kCaches[] = {
        "cache",          "full-cache",     "throwing-cache",   "shared-cache",
        "degraded-cache", "other-terminal", "memory-begun-now", "memory-begun-an-hour-ago"};
    const bool any =
        std::any_of(std::begin(kCaches), std::end(kCaches), [&](auto word) { return vector_.is_given(word); });
    return any ? &cache_ : nullptr;
  }

  Verdict look(const std::string& what, const Circumstances& circumstances) const {
    if (what != "this") return verifier_.verify(trimmed(read_tree_file(what)), circumstances);
    if (vector_.kind == "code") return verifier_.verify(vector_.text(), circumstances);
    const Result<GreyImage> image = read_image(as_bytes(read_tree_file(vector_.get("file"))));
    if (image) return verifier_.verify_frame(image->view(), circumstances);
    Verdict unread;
    unread.reason = image.error().reason;
    unread.decision = reason_decision(unread.reason);
    return unread;
  }

  static std::string trimmed(std::string text) {
    if (text.ends_with('\n')) text.pop_back();
    return text;
  }

  const Vector& vector_;
  Verifier verifier_;
  ChallengeBook book_;
  ConditionedCache cache_;
  FreshFolder folder_;
  std::unique_ptr<StateStore> store_;
  Bytes nonce_;
  bool uses_book_ = false;
};

Outcome judge_code(const Vector& vector) {
  const Result<TrustList> trust = trust_of(vector);
  if (!trust) return unrunnable("trust list: " + std::string(reason_name(trust.error().reason)));
  const Result<std::vector<StatusList>> lists = status_of(vector, *trust);
  if (!lists) return unrunnable("status list: " + lists.error().detail);
  const Result<Policy> policy = Policy::preset(vector.get("policy", "hospital"));
  if (!policy) return unrunnable("unknown policy");
  Counter counter(vector, Verifier(*trust, *lists, *policy));
  if (const std::string fault = counter.begin(*trust, *lists); !fault.empty()) return unrunnable(fault);
  for (const Step& step : vector.before) {
    const Verdict verdict = counter.judge(step.what, step.now);
    if (verdict.reason != step.expect) return unrunnable("before: got " + std::string(reason_name(verdict.reason)));
  }
  const Verdict verdict = counter.judge("this", vector.now);
  return {verdict.decision, verdict.reason, verdict.marks, verdict.detail, !verdict.cards.empty(), {}};
}

}  // namespace

void add_code_judges(Judges& judges) {
  judges.emplace("code", judge_code);
  judges.emplace("frame", judge_code);
}

}  // namespace heyi::test::negative
