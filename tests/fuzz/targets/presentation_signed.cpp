// A scan behind its signatures: the harness signs, as careless issuers and holders would, whatever the fuzzer made up.
// Chunks: setting; the proof's payload; then payload and disclosures of each card.
#include <algorithm>

#include "card/pack.hpp"
#include "card/payload.hpp"
#include "codec/cbor_writer.hpp"
#include "flow/verify/code.hpp"
#include "fuzz/support/chunks.hpp"
#include "fuzz/support/forge.hpp"
#include "fuzz/support/heap_watch.hpp"
#include "fuzz/support/target.hpp"
#include "fuzz/support/tokens.hpp"

using namespace heyi;
using heyi::fuzz::require;

namespace {

Bytes token_of(fuzz::Chunks& chunks) {
  const Bytes setup = chunks.next();
  const fuzz::Setting setting = fuzz::setting_of(setup);
  const Bytes proof = chunks.next();
  std::vector<Bytes> cards;
  for (fuzz::CardParts parts{chunks.next(), chunks.next()}; !parts.payload.empty() && cards.size() <= kMaxCards;
       parts = {chunks.next(), chunks.next()}) {
    cards.push_back(fuzz::sign_card(parts, fuzz::issuer_of(setup, cards.size()), setting));
  }
  if (cards.empty()) return {};
  if (!setting.is_static) return fuzz::sign_proof(cards, proof, setting.algorithm);
  if (cards.size() == 1) return cards.front();
  cbor::Writer set;
  set.array(cards.size());
  for (const Bytes& card : cards) set.raw(card);
  return std::move(set).take();
}

// The sections that the test world's trust list lets an issuer vouch for.
bool may_vouch(const std::string& issuer, Section section) {
  using enum Section;
  if (issuer == test::kHrss) return section == id || section == ss || section == bn || section == px;
  if (issuer == test::kHealth) return section == hc || section == vx || section == mr;
  return issuer == test::kPlatform && (section == ss || section == hc);
}

// What is readable stands in some card of the code, open or disclosed, and px is never disclosed.
void check_card(const card::CardObject& object, const card::Envelope& first, Time now) {
  const auto payload = cbor::Tree::parse(object.object.payload);
  require(payload.has_value(), "an accepted payload is deterministic CBOR");
  const auto envelope = card::read_envelope(payload->root(), object.is_static);
  require(envelope.has_value(), "an accepted payload has the claims of the profile");
  require(envelope->subject == first.subject, "all cards are about one person");
  require(fuzz::same(envelope->confirmation, first.confirmation), "all cards name one device");
  require(envelope->not_before <= envelope->issued_at && envelope->issued_at < envelope->expires_at,
          "times are in order");
  require(envelope->not_before <= now, "no card is accepted before its time");
  const auto content = card::open_content(object, payload->root());
  require(content.has_value(), "accepted disclosures open");
  if (const auto sd_claims = object.sd_claims()) {
    const auto disclosures = card::read_disclosures(*sd_claims, object.hash);
    for (const card::Disclosure& one : *disclosures) require(!one.key()->is_text("px"), "px is never withholdable");
  }
}

void check_verified(const VerifiedCard& card) {
  require(!card.sections().empty(), "a card that shows nothing is not exposed");
  require(std::is_sorted(card.sections().begin(), card.sections().end()), "sections ascend");
  for (const Section section : card.sections()) {
    require(may_vouch(card.issuer(), section), "what is readable was vouched for by whom the trust list lets");
    require(card.section_json(section).starts_with("{"), "what is readable is written as JSON");
  }
}

void check_accepted(ByteView token, const Verdict& verdict, const fuzz::Counter& counter) {
  const auto code = flow::read_code(token);
  require(code.has_value() && !(*code)->cards.empty(), "what is accepted has the structure of a code");
  const auto first_payload = cbor::Tree::parse((*code)->cards.front().object.payload);
  const auto first = card::read_envelope(first_payload->root(), (*code)->is_static());
  const Time now = counter.circumstances.now;
  for (const card::CardObject& object : (*code)->cards) check_card(object, *first, now);
  require(!verdict.cards.empty() && verdict.sections.size() == kAllSections.size(), "an accept says what it saw");
  for (const VerifiedCard& card : verdict.cards) check_verified(card);
  for (std::size_t i = 0; i < kAllSections.size(); ++i) {
    require(verdict.sections[i].section == kAllSections[i], "each section is reported once");
    require((verdict.sections[i].state == SectionState::withheld) == verdict.sections[i].issuer.empty(),
            "whoever signed a section is named");
  }
  require(verdict_to_json(verdict, {}, true).find('\n') == std::string::npos, "a verdict is one line of JSON");
  if ((*code)->is_static()) return;
  const Result<Bytes> packed = card::pack(token);
  require(packed.has_value(), "what is accepted can be packed");
  const Result<Bytes> plain = card::unpack(*packed);
  require(plain && fuzz::same(*plain, token), "packing and unpacking is the identity");
  if (packed->size() >= token.size()) return;
  const Verdict again = counter.verifier.verify(encode_text(*packed), counter.circumstances);
  require(again.decision == Decision::accept && again.reason == verdict.reason, "both forms have one verdict");
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const std::vector<fuzz::Counter> counters = fuzz::counters();
  fuzz::Chunks chunks({data, size}, 2 + 2 * (kMaxCards + 1));
  const Bytes token = token_of(chunks);
  const std::string text = encode_text(token);
  const fuzz::HeapWatch heap;
  const fuzz::Judged judged = fuzz::judge_at_any(counters, text);
  require(heap.largest() <= std::size_t{1} << 20, "memory follows the text and no number written in it");
  if (judged.verdict.decision == Decision::accept) {
    check_accepted(token, judged.verdict, counters[judged.counter]);
  } else {
    require(judged.verdict.cards.empty(), "a refusal exposes no claim");
    require(judged.verdict.reason != Reason::internal_failure, "every refusal has its reason");
  }
  return 0;
}
