// Every single-bit flip, truncation, extension and exchanged character of every kind of valid code is refused.
#include <algorithm>
#include <chrono>
#include <iostream>
#include <map>

#include "flow/forge.hpp"
#include "support/catch.hpp"

namespace heyi::test {
namespace {

constexpr std::string_view kAlphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";

/// Valid is one code that its verifier accepts, in one form.
struct Valid {
  std::string name;
  Bytes token;
  Verifier verifier;
  std::size_t exchanges;  ///< How many other characters each character of the text is exchanged for.
};

std::vector<Valid> valid_codes() {
  constexpr std::size_t kAll = kAlphabet.size() - 1;
  const Suites sm2 = Suites::all(Algorithm::sm2);
  const World world;
  const World national(sm2);
  std::vector<Valid> codes;
  const auto both = [&](const std::string& name, const Presentation& code, const Verifier& verifier,
                        std::size_t exchanges) {
    codes.push_back({name + ", plain", code.plain, verifier, 2});
    if (code.token != code.plain) codes.push_back({name + ", packed", code.token, verifier, exchanges});
  };
  both("full", full_code(), world.verifier(), 8);
  both("social", social_code(), world.verifier(Policy::kiosk()), 8);
  // SM2 costs five times as much to verify, so fewer exchanges.
  both("sm2", full_code(sm2), national.verifier(), 2);
  codes.push_back({"static", printed_code().token, world.verifier(Policy::identify()), kAll});
  codes.push_back({"static set", printed_set().token, world.verifier(Policy::identify()), 8});
  return codes;
}

/// Tally counts what was tried and keeps what was accepted, which must stay empty.
class Tally {
 public:
  explicit Tally(const Valid& code) : code_(code) {}

  void octets(const Bytes& token, const std::string& what) { text(encode_text(token), what); }
  void text(const std::string& text, const std::string& what) {
    ++tried_;
    const Verdict verdict = code_.verifier.verify(text, at());
    ++reasons_[verdict.reason];
    if (verdict.decision == Decision::accept || !verdict.cards.empty()) accepted_ += what + "\n";
  }

  std::size_t tried() const { return tried_; }
  const std::string& accepted() const { return accepted_; }

  void report(const char* kind, std::chrono::steady_clock::time_point since) const {
    const auto took = std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - since);
    std::cout << "  " << code_.name << " (" << code_.token.size() << " octets): " << tried_ << ' ' << kind
              << " refused in " << took.count() << " ms, " << reasons_.size() << " reasons\n";
  }

 private:
  const Valid& code_;
  std::size_t tried_ = 0;
  std::map<Reason, std::size_t> reasons_;
  std::string accepted_;
};

// over_all runs one kind of change over every valid code.
void over_all(const char* kind, const std::function<void(const Valid&, Tally&)>& change) {
  for (const Valid& code : valid_codes()) {
    INFO(code.name);
    REQUIRE(code.verifier.verify(encode_text(code.token), at()).decision == Decision::accept);
    const auto start = std::chrono::steady_clock::now();
    Tally tally(code);
    change(code, tally);
    CHECK(tally.tried() > 0);
    CHECK(tally.accepted().empty());
    tally.report(kind, start);
  }
}

}  // namespace

TEST_CASE("every single-bit flip of every valid token is refused", "[flow][mutation]") {
  over_all("bit flips", [](const Valid& code, Tally& tally) {
    for (std::size_t bit = 0; bit < code.token.size() * 8; ++bit) {
      Bytes token = code.token;
      token[bit / 8] = static_cast<std::uint8_t>(token[bit / 8] ^ (1U << (bit % 8)));
      tally.octets(token, "bit " + std::to_string(bit));
    }
  });
}

TEST_CASE("every truncation of every valid token is refused, from either end", "[flow][mutation]") {
  over_all("truncations", [](const Valid& code, Tally& tally) {
    for (std::size_t size = 0; size < code.token.size(); ++size) {
      tally.octets(Bytes(code.token.begin(), code.token.begin() + static_cast<std::ptrdiff_t>(size)),
                   "first " + std::to_string(size));
      const Bytes last(code.token.end() - static_cast<std::ptrdiff_t>(size), code.token.end());
      // The last card of a printed set is a printed code of its own, which its authority signed as such.
      const bool whole_card = code.token.front() == 0x82 && last.size() > 1 && last[0] == 0xd2 && last[1] == 0x84;
      if (!whole_card) tally.octets(last, "last " + std::to_string(size));
    }
  });
}

TEST_CASE("every token with one octet more is refused, at either end", "[flow][mutation]") {
  over_all("extensions", [](const Valid& code, Tally& tally) {
    for (unsigned octet = 0; octet < 256; ++octet) {
      Bytes after = code.token;
      after.push_back(static_cast<std::uint8_t>(octet));
      tally.octets(after, "after: " + std::to_string(octet));
      Bytes before = code.token;
      before.insert(before.begin(), static_cast<std::uint8_t>(octet));
      tally.octets(before, "before: " + std::to_string(octet));
    }
  });
}

TEST_CASE("every token with one octet missing or doubled within is refused", "[flow][mutation]") {
  over_all("losses and doublings", [](const Valid& code, Tally& tally) {
    for (std::size_t i = 0; i < code.token.size(); ++i) {
      Bytes shorter = code.token;
      shorter.erase(shorter.begin() + static_cast<std::ptrdiff_t>(i));
      tally.octets(shorter, "without " + std::to_string(i));
      Bytes longer = code.token;
      longer.insert(longer.begin() + static_cast<std::ptrdiff_t>(i), longer[i]);
      tally.octets(longer, "doubled " + std::to_string(i));
    }
  });
}

TEST_CASE("every text with one character exchanged is refused", "[flow][mutation]") {
  over_all("exchanged characters", [](const Valid& code, Tally& tally) {
    const std::string text = encode_text(code.token);
    for (std::size_t i = 0; i < text.size(); ++i) {
      const std::size_t place = kAlphabet.find(text[i]);
      for (std::size_t step = 1; step <= code.exchanges; ++step) {
        std::string other = text;
        other[i] = kAlphabet[(place + step) % kAlphabet.size()];
        tally.text(other, std::to_string(i) + " for " + other[i]);
      }
    }
  });
}

TEST_CASE("every text in digits with one digit exchanged or two swapped is refused", "[flow][mutation]") {
  over_all("exchanged and swapped digits", [](const Valid& code, Tally& tally) {
    const std::string text = encode_text(code.token, Spelling::digits);
    for (std::size_t i = 0; i < text.size(); ++i) {
      std::string other = text;
      other[i] = static_cast<char>('0' + (text[i] - '0' + 1) % 10);
      tally.text(other, std::to_string(i));
      if (i + 1 == text.size() || text[i] == text[i + 1]) continue;
      other = text;
      std::swap(other[i], other[i + 1]);
      tally.text(other, "swapped " + std::to_string(i));
    }
  });
}

}  // namespace heyi::test
