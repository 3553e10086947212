// What the holder's app is handed: cards to keep and to show, the verifier's challenge, and texts to draw.
#include <sstream>

#include <heyi/challenge.hpp>
#include <heyi/policy.hpp>
#include <heyi/present.hpp>

#include "codec/hex.hpp"
#include "negative/run/outcome.hpp"
#include "negative/run/world.hpp"

namespace heyi::test::negative {
namespace {

// cards are the body's lines, one card each, hex.
std::vector<Bytes> cards_of(const Vector& vector) {
  std::vector<Bytes> cards;
  for (const std::string& line : split(vector.body)) cards.push_back(hex_decode(line).value_or(Bytes{}));
  return cards;
}

Outcome judge_present(const Vector& vector) {
  PresentOptions options;
  options.now = vector.now;
  options.audience = vector.get("audience", "medical");
  options.nonce = hex_decode(vector.get("challenge")).value_or(Bytes{});
  if (const std::string show = vector.get("show"); !show.empty()) {
    const Result<std::vector<Section>> sections = parse_sections(show);
    if (!sections) return outcome_of(sections);
    options.show = *sections;
  }
  if (vector.get("form") == "static") return outcome_of(present_static(cards_of(vector), options));
  const std::optional<PrivateKey> holder = signer_of(vector.get("holder"));
  if (!holder) return unrunnable("holder");
  options.enforce_budget = vector.get("level") != "any";
  if (vector.get("level") == "high") options.level = QrLevel::high;
  return outcome_of(present(cards_of(vector), *holder, options));
}

Outcome judge_card(const Vector& vector) { return outcome_of(read_card(vector.octets())); }

Outcome judge_challenge(const Vector& vector) { return outcome_of(read_challenge(vector.text())); }

Outcome judge_qr(const Vector& vector) { return outcome_of(encode_qr(vector.text())); }

Outcome judge_policy(const Vector& vector) { return outcome_of(Policy::preset(vector.text())); }

}  // namespace

void add_holder_judges(Judges& judges) {
  judges.emplace("present", judge_present);
  judges.emplace("card", judge_card);
  judges.emplace("challenge", judge_challenge);
  judges.emplace("qr", judge_qr);
  judges.emplace("policy", judge_policy);
}

}  // namespace heyi::test::negative
