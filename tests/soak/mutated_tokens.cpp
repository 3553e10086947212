// Changes valid codes of every kind at random, as text, as octets and as CBOR, and demands that none is accepted:
// soak-mutated-tokens CORPUS-FOLDER [SEED]. The codes come from the folder, so that a seed means the same run anywhere.
#include <algorithm>
#include <atomic>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <mutex>
#include <set>
#include <thread>

#include "card/pack.hpp"
#include "codec/cbor.hpp"
#include "codec/cbor_writer.hpp"
#include "fuzz/support/cbor_surgery.hpp"
#include "fuzz/support/tokens.hpp"
#include "support/soak.hpp"

using namespace heyi;
using heyi::fuzz::Dice;

namespace {

constexpr std::string_view kAlphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
constexpr std::uint64_t kBatch = 500;  // One seed's share: the run is the same on any number of threads.

/// Code is a valid code and the counter that accepts it.
struct Code {
  std::string name;
  Bytes token;
  std::size_t counter;
};

struct Tally {
  std::atomic<std::uint64_t> tried{0};
  std::atomic<std::uint64_t> accepted{0};
  std::mutex mutex;
  std::map<Reason, std::uint64_t> reasons;
};

std::string content(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

// Whoever holds printed cards may show any of them together, in any order: all of these are valid.
void add_arrangements(const std::vector<Bytes>& printed, std::set<Bytes>& valid) {
  std::vector<std::vector<Bytes>> shorter = {{}};
  for (std::size_t size = 1; size <= kMaxCards; ++size) {
    std::vector<std::vector<Bytes>> longer;
    for (const std::vector<Bytes>& cards : shorter) {
      for (const Bytes& card : printed) {
        longer.push_back(cards);
        longer.back().push_back(card);
        cbor::Writer set;
        set.array(size);
        for (const Bytes& one : longer.back()) set.raw(one);
        valid.insert(size == 1 ? card : std::move(set).take());
      }
    }
    shorter = std::move(longer);
  }
}

/// Mutations makes changed codes out of valid ones, none of them valid itself.
class Mutations {
 public:
  explicit Mutations(const std::filesystem::path& folder, const std::vector<fuzz::Counter>& counters) {
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    std::vector<Bytes> printed;
    for (const auto& file : files) {
      const std::string text = content(file);
      const fuzz::Judged judged = fuzz::judge_at_any(counters, text);
      if (judged.verdict.decision != Decision::accept) {
        std::printf("%s is no valid code: %s\n", file.string().c_str(), test::says(judged.verdict).c_str());
        sound_ = false;
        continue;
      }
      const Bytes token = *decode_text(text);
      codes_.push_back({file.filename().string(), token, judged.counter});
      valid_.insert(*fuzz::plain_of(token));
      if (const auto set = cbor::Tree::parse(token); set && set->root().is(cbor::Kind::array)) {
        for (auto card = set->root().first(); card; card = card->next())
          printed.emplace_back(card->encoded().begin(), card->encoded().end());
      } else if (judged.verdict.is_static) {
        printed.push_back(token);
      }
    }
    add_arrangements(printed, valid_);
  }

  bool sound() const { return sound_ && codes_.size() >= 20; }
  std::size_t size() const { return codes_.size(); }
  const Code& choose(Dice& dice) const {
    const Code& code = codes_[dice.below(codes_.size())];
    // SM2 and P-384 cost several times as much to verify; every third of them stays.
    const bool dear = code.name.find("sm2") != std::string::npos || code.name.find("es384") != std::string::npos;
    return dear && !dice.one_in(3) ? codes_[dice.below(codes_.size())] : code;
  }

  /// mutate is a text that spells no valid code.
  std::string mutate(const Code& code, Dice& dice) const {
    for (;;) {
      std::string text = dice.one_in(4) ? in_letters(code, dice) : encode_text(in_octets(code, dice), spelling(dice));
      const Result<Bytes> token = decode_text(text);
      if (!token) return text;
      const std::optional<Bytes> plain = fuzz::plain_of(*token);
      if (!plain || !valid_.contains(*plain)) return text;
      // Nothing was changed after all, or one valid code became another: again.
    }
  }

 private:
  static Spelling spelling(Dice& dice) { return dice.one_in(4) ? Spelling::digits : Spelling::base45; }

  static std::string in_letters(const Code& code, Dice& dice) {
    std::string text = encode_text(code.token, spelling(dice));
    for (std::size_t n = 1 + dice.below(3); n > 0; --n) {
      const std::size_t at = dice.below(text.size());
      const std::size_t other = dice.below(text.size());
      switch (dice.below(5)) {
        case 0: std::swap(text[at], text[other]); break;
        case 1: text.erase(at, 1 + dice.below(6)); break;
        case 2: text.insert(other, text.substr(at, 1 + dice.below(6))); break;
        case 3: text[at] = static_cast<char>(dice.next()); break;
        default: text[at] = kAlphabet[dice.below(kAlphabet.size())];
      }
      if (text.empty()) break;
    }
    return text;
  }

  Bytes in_octets(const Code& code, Dice& dice) const {
    const Bytes& donor = choose(dice).token;
    Bytes token = code.token;
    const bool packed = token.front() == card::kPackedMark;
    if (packed && dice.one_in(2)) token = card::unpack(token).value();
    if (dice.one_in(2)) {
      for (std::size_t n = 1 + dice.below(2); n > 0; --n) fuzz::cut_octets(token, donor, dice);
      return token;
    }
    const bool marked = token.front() == card::kPackedMark;
    const auto piece = fuzz::take_apart(ByteView(token).subspan(marked ? 1 : 0));
    const auto lent = fuzz::take_apart(*fuzz::plain_of(donor));
    if (!piece || !lent) return token;
    fuzz::Piece patient = *piece;
    for (std::size_t n = 1 + dice.below(2); n > 0; --n) fuzz::operate(patient, *lent, dice);
    token = fuzz::put_together(patient);
    if (marked) token.insert(token.begin(), card::kPackedMark);
    if (!marked && dice.one_in(4)) token = card::pack(token).value_or(token);
    return token;
  }

  std::vector<Code> codes_;
  std::set<Bytes> valid_;
  bool sound_ = true;
};

void run_batch(std::uint64_t seed, std::uint64_t count, const Mutations& mutations,
               const std::vector<fuzz::Counter>& counters, Tally& tally) {
  Dice dice(seed);
  std::map<Reason, std::uint64_t> reasons;
  for (std::uint64_t i = 0; i < count; ++i) {
    const Code& code = mutations.choose(dice);
    const std::string text = mutations.mutate(code, dice);
    const fuzz::Counter& counter = counters[code.counter];
    const Verdict verdict = counter.verifier.verify(text, counter.circumstances);
    ++reasons[verdict.reason];
    if (verdict.decision != Decision::accept && verdict.cards.empty()) continue;
    ++tally.accepted;
    std::printf("ACCEPTED, from %s, seed %llu: %s\n", code.name.c_str(), static_cast<unsigned long long>(seed),
                text.c_str());
  }
  tally.tried += count;
  const std::lock_guard lock(tally.mutex);
  for (const auto& [reason, times] : reasons) tally.reasons[reason] += times;
}

}  // namespace

int main(int count, char** arguments) {
  if (count < 2) {
    std::fputs("usage: soak-mutated-tokens CORPUS-FOLDER [SEED]\n", stderr);
    return 2;
  }
  const std::uint64_t seed = count > 2 ? std::strtoull(arguments[2], nullptr, 10) : 1;
  const std::vector<fuzz::Counter> counters = fuzz::counters();
  const Mutations mutations(arguments[1], counters);
  if (!mutations.sound()) return 1;
  const std::uint64_t total = test::soak_repeats(20'000, 2'000'000);
  Tally tally;
  std::atomic<std::uint64_t> next{0};
  const auto work = [&] {
    for (std::uint64_t batch = next++; batch * kBatch < total; batch = next++) {
      run_batch(seed * 1'000'000'007 + batch, std::min(kBatch, total - batch * kBatch), mutations, counters, tally);
      if (batch % 200 == 199)
        std::printf("%llu/%llu\n", static_cast<unsigned long long>(tally.tried),
                    static_cast<unsigned long long>(total));
      std::fflush(stdout);
    }
  };
  // A run among other tests leaves the other core to them.
  std::vector<std::thread> more;
  const unsigned threads = test::soak_factor() == 0 ? 1 : std::max(1U, std::thread::hardware_concurrency());
  for (unsigned i = 1; i < threads; ++i) more.emplace_back(work);
  work();
  for (std::thread& thread : more) thread.join();

  for (const auto& [reason, times] : tally.reasons)
    std::printf("  %9llu %s\n", static_cast<unsigned long long>(times), std::string(reason_name(reason)).c_str());
  std::printf("accepted %llu of %llu mutated codes, made from %zu valid ones\n",
              static_cast<unsigned long long>(tally.accepted), static_cast<unsigned long long>(tally.tried),
              mutations.size());
  return tally.accepted == 0 && tally.tried == total ? 0 : 1;
}
